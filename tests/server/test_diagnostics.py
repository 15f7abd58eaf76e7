"""What is shown, under which file, when it goes away, and how it is pulled."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from lsprotocol import types

from tests.server.editor import NVIM, VSCODE, Editor, editor

if TYPE_CHECKING:
    from pathlib import Path

BAD: dict[str, Any] = {
    "type": "Microsoft.VirtualMachineImages/imageTemplates",
    "apiVersion": "2024-02-01",
    "location": "westeurop",
}
TEMPLATE: dict[str, Any] = {
    "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
    "contentVersion": "1.0.0.0",
    "parameters": {"location": {"type": "string"}},
    "resources": [{**BAD, "name": "image", "location": "[parameters('location')]"}],
}


def parameters(location: Any) -> str:
    entry = {"location": {"value": location}}
    schema = "https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#"
    return json.dumps({"$schema": schema, "contentVersion": "1.0.0.0", "parameters": entry}, indent=2)


def bad(location: str = "westeurop") -> str:
    return json.dumps({**BAD, "location": location}, indent=2)


def codes(shown: Any) -> set[Any]:
    return {each.code for each in shown}


async def test_a_finding_goes_when_it_is_mended_and_when_the_text_is_closed() -> None:
    async with editor(NVIM) as client:
        uri = client.open(bad())
        assert "location-unknown" in codes(await client.shown(uri))
        client.change(uri, bad("westeurope"))
        assert "location-unknown" not in codes(await client.shown(uri))
        client.change(uri, bad())
        assert "location-unknown" in codes(await client.shown(uri))
        client.close(uri)
        assert not await client.shown(uri)


async def test_a_burst_of_changes_ends_with_the_findings_of_the_last() -> None:
    async with editor(NVIM) as client:
        uri = client.open(bad())
        for number in range(50):
            client.change(uri, bad(f"westeurope{number}"))
        client.change(uri, bad("westeurope"))
        shown = await client.shown(uri)
        while "location-unknown" in codes(shown):  # of a state on the way
            shown = await client.shown(uri)


async def test_a_finding_in_a_parameter_file_is_shown_there(tmp_path: Path) -> None:
    template, given = tmp_path / "t.json", tmp_path / "t.parameters.json"
    template.write_text(json.dumps(TEMPLATE, indent=2))
    given.write_text(parameters("westeurop"))
    async with editor(NVIM, folder=tmp_path) as client:
        uri = client.open_file(template)
        assert "location-unknown" not in codes(await client.shown(uri))
        shown = await client.shown(given.as_uri())
        assert codes(shown) == {"location-unknown"}
        assert shown[0].related_information
        assert shown[0].related_information[0].location.uri == uri

        client.open(parameters("westeurop"), given.as_uri())  # an open text wins over the disk
        client.change(given.as_uri(), parameters("westeurope"))
        shown = await client.shown(given.as_uri())
        while codes(shown):
            shown = await client.shown(given.as_uri())
        client.close(uri)
        client.close(given.as_uri())


async def test_a_parameter_file_alone_is_judged_with_its_template(tmp_path: Path) -> None:
    template, given = tmp_path / "t.json", tmp_path / "t.parameters.json"
    template.write_text(json.dumps(TEMPLATE, indent=2))
    given.write_text(parameters("westeurope"))
    async with editor(NVIM, folder=tmp_path) as client:
        uri = client.open_file(given)
        assert not await client.shown(uri)
        client.change(uri, parameters("westeurop"))
        assert codes(await client.shown(uri)) == {"location-unknown"}


async def test_a_text_that_is_opened_anew_takes_the_place_of_the_old_one() -> None:
    async with editor(NVIM) as client:
        uri = client.open(bad())
        await client.shown(uri)
        client.open(bad("westeurope"), uri)
        assert not await client.shown(uri)  # the old one was closed
        assert "location-unknown" not in codes(await client.shown(uri))


async def test_a_text_without_a_file_is_looked_at_too() -> None:
    async with editor(NVIM) as client:
        assert "location-unknown" in codes(await client.shown(client.open(bad(), "untitled:Untitled-1")))


async def test_tags_and_links_are_sent_where_they_are_declared() -> None:
    text = json.dumps({**BAD, "properties": {"vmProfile": {"osDiskSizeGB": 0}}}, indent=2)
    async with editor(VSCODE) as client:
        shown = await client.shown(client.open(text))
        assert any(types.DiagnosticTag.Unnecessary in (each.tags or ()) for each in shown)
        assert all(each.code_description and each.code_description.href.startswith("https://") for each in shown)


# Pulling


async def test_whoever_pulls_is_not_pushed_to() -> None:
    async with editor(VSCODE) as client:
        uri = client.open(bad())
        assert "location-unknown" in codes(await client.shown(uri))
        client.change(uri, bad("westeurope"))
        assert "location-unknown" not in codes(await client.shown(uri))
        assert client.nothing_pushed(uri)


async def test_what_did_not_change_is_not_sent_again() -> None:
    async with editor(VSCODE) as client:
        uri = client.open(bad())
        first = await client.pull(uri)
        assert first.kind == "full"
        assert first.result_id
        again = await client.pull(uri, first.result_id)
        assert (again.kind, again.result_id) == ("unchanged", first.result_id)
        client.change(uri, bad("westeurope"))
        assert (await client.pull(uri, first.result_id)).kind == "full"


async def test_a_text_that_is_not_open_is_pulled_as_it_is_on_disk(tmp_path: Path) -> None:
    path = tmp_path / "a b.json"
    path.write_text(bad())
    uri = path.as_uri()
    async with editor(VSCODE) as client:
        early = await client.pull(uri)  # VS Code does so for tabs that it has not loaded
        assert "location-unknown" in codes(early.items)
        client.open(bad("westeurope"), uri)
        late = await client.pull(uri, early.result_id)
        assert "location-unknown" not in codes(late.items)
        assert not (await client.pull((tmp_path / "none.json").as_uri())).items
        assert not (await client.pull("untitled:Untitled-1")).items
        assert client.nothing_pushed(uri)


async def test_what_was_pushed_is_taken_back_when_it_is_pulled(tmp_path: Path) -> None:
    template, given = tmp_path / "t.json", tmp_path / "t.parameters.json"
    template.write_text(json.dumps(TEMPLATE, indent=2))
    given.write_text(parameters("westeurop"))
    async with editor(VSCODE) as client:
        await client.shown(client.open_file(template))
        assert codes((await client.pushed(given.as_uri())).diagnostics) == {"location-unknown"}
        assert codes(await client.shown(client.open_file(given))) == {"location-unknown"}
        assert not (await client.pushed(given.as_uri())).diagnostics
        assert client.nothing_pushed(given.as_uri())
        client.close(given.as_uri())  # nobody pulls it any more
        assert codes((await client.pushed(given.as_uri())).diagnostics) == {"location-unknown"}


async def workspace(client: Editor, before: dict[str, str] | None = None) -> dict[str, Any]:
    known = [types.PreviousResultId(uri, value) for uri, value in (before or {}).items()]
    report = await client.client.workspace_diagnostic_async(types.WorkspaceDiagnosticParams(previous_result_ids=known))
    return {each.uri: each for each in report.items}


async def test_the_whole_workspace_is_pulled(tmp_path: Path) -> None:
    first, second = tmp_path / "first.json", tmp_path / "second.json"
    first.write_text(bad())
    second.write_text(bad())
    (tmp_path / "package.json").write_text("{}")
    async with editor(VSCODE, folder=tmp_path) as client:
        client.open_file(first)
        found = await workspace(client)
        assert {each: codes(found[each].items) & {"location-unknown"} for each in found} == {
            first.as_uri(): {"location-unknown"},
            second.as_uri(): {"location-unknown"},
        }
        known = {uri: each.result_id for uri, each in found.items()}
        assert {each.kind for each in (await workspace(client, known)).values()} == {"unchanged"}

        second.unlink()
        event = types.FileEvent(second.as_uri(), types.FileChangeType.Deleted)
        client.client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams([event]))
        found = await workspace(client, known)
        assert not found[second.as_uri()].items
        assert found[first.as_uri()].kind == "unchanged"
        assert client.nothing_pushed(second.as_uri())


async def test_files_that_nobody_pulls_are_pushed_when_the_workspace_is_linted(tmp_path: Path) -> None:
    path = tmp_path / "first.json"
    path.write_text(bad())
    async with editor(NVIM, folder=tmp_path) as client:
        summary = await client.run("lintWorkspace")
        assert summary.startswith("1 file: ")
        assert "error" in summary
        assert "location-unknown" in codes(await client.shown(path.as_uri()))
        path.unlink()
        event = types.FileEvent(path.as_uri(), types.FileChangeType.Deleted)
        client.client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams([event]))
        assert not await client.shown(path.as_uri())
