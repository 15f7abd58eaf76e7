"""Files that change under an open editor: written, deleted, renamed, by whoever; and names that start in one."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from lsprotocol import types
from pygls.exceptions import JsonRpcException

from aiblsp.server.work import LARGE
from tests.server.editor import NVIM, VSCODE, Editor, editor, position_of
from tests.server.test_diagnostics import TEMPLATE, bad, codes, parameters, workspace

if TYPE_CHECKING:
    from pathlib import Path

RULE = "location-unknown"
Change = types.FileChangeType


def watched(client: Editor, path: Path, change: Change = Change.Changed) -> None:
    event = types.FileEvent(path.as_uri(), change)
    client.client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams([event]))


def pair(folder: Path, location: str = "westeurop") -> tuple[Path, Path]:
    """A template and its parameter file, which holds a mistake."""
    folder.mkdir(exist_ok=True)
    template, given = folder / "t.json", folder / "t.parameters.json"
    template.write_text(json.dumps(TEMPLATE, indent=2))
    given.write_text(parameters(location))
    return template, given


async def test_whoever_pulls_is_asked_to_come_again_when_a_file_changed(tmp_path: Path) -> None:
    template, given = pair(tmp_path)
    async with editor(VSCODE, folder=tmp_path) as client:
        client.open_file(template)
        found = await workspace(client)
        assert RULE in codes(found[given.as_uri()].items)
        known = {uri: each.result_id for uri, each in found.items()}
        given.write_text(parameters("westeurope"))
        watched(client, given)
        found = await workspace(client, known)
        assert client.client.diagnostic_refresh_count == 1
        assert RULE not in codes(found[given.as_uri()].items)
        assert found[template.as_uri()].kind == "unchanged"


async def test_a_configuration_that_changed_counts_for_all_that_is_pulled(tmp_path: Path) -> None:
    opened, closed = tmp_path / "opened.json", tmp_path / "closed.json"
    opened.write_text(bad() + " " * LARGE)  # so that it is looked at beside the loop, and must be waited for
    closed.write_text(bad())
    async with editor(VSCODE, folder=tmp_path) as client:
        client.open_file(opened)
        found = await workspace(client)
        assert all(RULE in codes(each.items) for each in found.values())
        file = tmp_path / "aiblsp.toml"
        file.write_text(f'ignore = ["{RULE}"]\n')
        watched(client, file, Change.Created)
        found = await workspace(client, {uri: each.result_id for uri, each in found.items()})
        assert set(found) == {opened.as_uri(), closed.as_uri()}
        assert not any(RULE in codes(each.items) for each in found.values())
        assert client.client.diagnostic_refresh_count


@pytest.mark.parametrize("renamed", [False, True])
async def test_what_was_said_of_a_folder_goes_with_it(tmp_path: Path, *, renamed: bool) -> None:
    inner = tmp_path / "inner"
    template, given = pair(inner)
    other = tmp_path / "inner.json"  # begins like the folder, and stays
    other.write_text(bad())
    async with editor(VSCODE, folder=tmp_path) as client:
        found = await workspace(client)
        assert RULE in codes(found[given.as_uri()].items)
        known = {uri: each.result_id for uri, each in found.items()}
        if renamed:
            inner.rename(tmp_path / "moved")
            moved = types.FileRename(inner.as_uri(), (tmp_path / "moved").as_uri())
            client.client.workspace_did_rename_files(types.RenameFilesParams([moved]))
        else:
            given.unlink()
            template.unlink()
            client.client.workspace_did_delete_files(types.DeleteFilesParams([types.FileDelete(inner.as_uri())]))
        found = await workspace(client, known)
        assert client.client.diagnostic_refresh_count
        assert not found[given.as_uri()].items
        assert found[other.as_uri()].kind == "unchanged"
        there = (tmp_path / "moved" / "t.parameters.json").as_uri()
        assert RULE in codes(found[there].items) if renamed else there not in found


@pytest.mark.parametrize("opened", [True, False])
async def test_a_deleted_file_is_cleared_for_whoever_is_pushed_to(tmp_path: Path, *, opened: bool) -> None:
    template, given = pair(tmp_path)
    async with editor(NVIM, folder=tmp_path) as client:
        if opened:
            await client.shown(client.open_file(template))
        else:
            await client.run("lintWorkspace")
        assert RULE in codes(await client.shown(given.as_uri()))
        given.unlink()
        client.client.workspace_did_delete_files(types.DeleteFilesParams([types.FileDelete(given.as_uri())]))
        assert not await client.shown(given.as_uri())


@pytest.mark.parametrize(("name", "tells"), [(VSCODE, True), (NVIM, False)])
async def test_deleting_and_renaming_are_told_where_it_is_declared(name: str, *, tells: bool) -> None:
    async with editor(name) as client:
        assert client.offers.workspace is not None
        told = client.offers.workspace.file_operations
        assert bool(told and told.did_delete and told.did_rename) == tells


@pytest.mark.parametrize("watches", [True, False])
async def test_a_policy_that_changed_counts_from_then_on(tmp_path: Path, *, watches: bool) -> None:
    pytest.importorskip("jsonschema")
    rules, part, path = tmp_path / "rules" / "policy.json", tmp_path / "rules" / "part.json", tmp_path / "t.json"
    rules.parent.mkdir()
    rules.write_text(json.dumps({"properties": {"location": {"$ref": "part.json"}}}))
    (tmp_path / "aiblsp.toml").write_text('policy-schemas = ["rules/policy.json"]\n')
    path.write_text(bad("westeurope"))
    async with editor(VSCODE, folder=tmp_path) as client:
        uri = client.open_file(path)
        for allowed, said in (("westeurope", False), ("northeurope", True), ("westeurope", False)):
            part.write_text(json.dumps({"const": allowed, "description": "x" * len(allowed)}))
            if watches:
                watched(client, part)
            else:
                identifier = types.TextDocumentIdentifier(part.as_uri())
                client.client.text_document_did_save(types.DidSaveTextDocumentParams(identifier))
            assert ("policy-violation" in codes(await client.shown(uri))) == said, allowed
        assert client.client.diagnostic_refresh_count


# Names


@pytest.mark.parametrize("opened", [True, False])
async def test_a_name_in_a_parameter_file_leads_to_the_template(tmp_path: Path, *, opened: bool) -> None:
    template, given = pair(tmp_path)
    written, text = given.read_text(), template.read_text()
    async with editor(VSCODE, folder=tmp_path) as client:
        if opened:
            client.open_file(template)
        uri = client.open_file(given)
        client.change(uri, written.replace("{", "{\n", 1))
        where: dict[str, Any] = client.at(uri, position_of(written.replace("{", "{\n", 1), '"location"'))
        declared = (template.as_uri(), position_of(text, '"location": {').line)

        found = await client.client.text_document_definition_async(types.DefinitionParams(**where))
        assert isinstance(found, list)
        assert [(each.uri, each.range.start.line) for each in found if isinstance(each, types.Location)] == [declared]

        context = types.ReferenceContext(include_declaration=False)
        uses = await client.client.text_document_references_async(types.ReferenceParams(context=context, **where))
        assert uses is not None
        used = (template.as_uri(), position_of(text, "parameters('location')").line)
        assert {(each.uri, each.range.start.line) for each in uses} == {used, (uri, where["position"].line)}

        assert await client.client.text_document_prepare_rename_async(types.PrepareRenameParams(**where))
        edit = await client.client.text_document_rename_async(types.RenameParams(new_name="region", **where))
        assert edit is not None
        assert edit.document_changes is not None
        texts = [each for each in edit.document_changes if isinstance(each, types.TextDocumentEdit)]
        edits = {each.text_document.uri: len(each.edits) for each in texts}
        assert edits == {uri: 1, template.as_uri(): 2}


async def test_a_name_in_a_parameter_file_without_a_template_leads_nowhere(tmp_path: Path) -> None:
    template, given = pair(tmp_path)
    template.unlink()
    async with editor(VSCODE, folder=tmp_path) as client:
        uri = client.open_file(given)
        where: dict[str, Any] = client.at(uri, position_of(given.read_text(), '"location"'))
        assert not await client.client.text_document_definition_async(types.DefinitionParams(**where))
        assert not await client.client.text_document_prepare_rename_async(types.PrepareRenameParams(**where))
        with pytest.raises(JsonRpcException, match="no name here"):
            await client.client.text_document_rename_async(types.RenameParams(new_name="region", **where))
