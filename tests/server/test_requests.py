"""Each request of an editor, in a sound text and in one that is being typed, by the answers that a user sees."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, Any

import pytest
import pytest_asyncio
from lsprotocol import types
from lsprotocol.converters import get_converter
from pygls.exceptions import JsonRpcException

from tests.server.editor import NVIM, ROOT, VSCODE, Editor, applied, editor, position_of
from tests.server.test_diagnostics import bad

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

pytestmark = pytest.mark.asyncio(loop_scope="module")

BODY = """{
  "type": "Microsoft.VirtualMachineImages/imageTemplates",
  "apiVersion": "2024-02-01",
  "location": "westeurope",
  "properties": {
    "source": {"type": "PlatformImage", "publisher": "Canonical", "offer": "x", "sku": "y", "version": "latest"},
    "customize": [
      {"type": "Shell", "name": "first", "inline": ["echo 1"]},
      {"type": "Shell", "name": "second", "scriptUri": "https://example.com/a.sh"},
      {"type": ""}
    ],
    "distribute": [{"type": "VHD", "runOutputName": "disk"}]
  }
}
"""
DEPLOYMENT = """{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "parameters": {
    "region": {"type": "string", "defaultValue": "westeurope"}
  },
  "resources": [
    {
      "type": "Microsoft.VirtualMachineImages/imageTemplates",
      "apiVersion": "2024-02-01",
      "name": "[concat('image-', parameters('region'))]",
      "location": "[parameters('region')]",
      "properties": {"source": {"type": "PlatformImage"}, "distribute": [], "buildTimeoutInMinutes": 90}
    }
  ]
}
"""


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def client() -> AsyncIterator[Editor]:
    async with editor(VSCODE, options={"jsonService": True, "clientCommands": ["aiblsp.chooseParameterFile"]}) as made:
        yield made


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def plain() -> AsyncIterator[Editor]:
    async with editor("vim-9-ale-3.3") as made:
        yield made


def document(uri: str) -> types.TextDocumentIdentifier:
    return types.TextDocumentIdentifier(uri)


def whole() -> types.Range:
    return types.Range(types.Position(0, 0), types.Position(1000, 0))


async def complete(client: Editor, text: str, uri: str = "file:///c.json") -> tuple[list[types.CompletionItem], str]:
    """The items at the mark `|`, and the text without it."""
    where = position_of(text, "|", 0)
    text = text.replace("|", "", 1)
    client.open(text, uri)
    answer = await client.client.text_document_completion_async(types.CompletionParams(**client.at(uri, where)))
    assert isinstance(answer, types.CompletionList)
    return list(answer.items), text


def accepted(text: str, item: types.CompletionItem) -> str:
    assert item.text_edit is not None
    return applied(text, [item.text_edit, *(item.additional_text_edits or ())])


async def test_completion_replaces_the_whole_word(client: Editor) -> None:
    items, text = await complete(client, BODY.replace('{"type": ""}', '{"type": "Sh|"}'))
    item = next(each for each in items if each.label == "Shell")
    assert item.filter_text == '"Shell"'
    assert json.loads(accepted(text, item))["properties"]["customize"][2] == {"type": "Shell"}


@pytest.mark.parametrize(
    "typed", ['{"type": |}', '{"type": "|}', '{"type": "|"}', "{|}", '{"type": "Shell" |}', '{"type": "Shell",|}']
)
async def test_completion_in_what_is_half_typed_leaves_json(plain: Editor, typed: str) -> None:
    # A snippet is no JSON before it is filled in, so this is asked by a client that knows none.
    items, text = await complete(plain, BODY.replace('{"type": ""}', typed))
    assert items
    assert all(each.insert_text_format is None for each in items)
    for item in items[:5]:
        json.loads(accepted(text, item))


async def test_completion_ends_at_the_cursor_for_clients_that_do_not_look_behind_it(plain: Editor) -> None:
    for typed, label, left in (
        ('{"type": "Sh|"}', "Shell", '{"type": "Shell"}'),
        ('{"type": "Sh|', "Shell", '{"type": "Shell"'),
        ('{"|"}', "inline", '{"inline"}'),
    ):
        items, text = await complete(plain, BODY.replace('{"type": ""}', typed))
        item = next(each for each in items if each.label == label)
        assert item.filter_text is None
        assert left in accepted(text, item)


async def test_completion_brings_its_documentation_when_asked(client: Editor, plain: Editor) -> None:
    for asking, markdown in ((client, True), (plain, False)):
        items, _ = await complete(asking, BODY.replace('"customize"', '"|": 1, "customize"'))
        item = next(each for each in items if each.label == "optimize")
        assert item.documentation is None
        full = await asking.client.completion_item_resolve_async(item)
        assert isinstance(full.documentation, types.MarkupContent)
        assert (full.documentation.kind == types.MarkupKind.Markdown) == markdown
        assert full.documentation.value


async def test_completion_in_an_empty_text_offers_whole_templates(client: Editor) -> None:
    items, _ = await complete(client, "|")
    assert items


async def test_signature_help(client: Editor) -> None:
    text = DEPLOYMENT.replace("[concat('image-', parameters('region'))]", "[concat('image-', |)]")
    where = position_of(text, "|", 0)
    uri = client.open(text.replace("|", ""), "file:///s.json")
    answer = await client.client.text_document_signature_help_async(types.SignatureHelpParams(**client.at(uri, where)))
    assert answer is not None
    assert answer.signatures[0].label.startswith("concat(")
    assert answer.active_parameter == 1


async def test_plain_text_for_clients_that_show_it_as_it_is(plain: Editor) -> None:
    items, _ = await complete(plain, BODY.replace('{"type": ""}', '{"type": "Shell", |}'))
    text = ""
    for item in items:
        resolved = await plain.client.completion_item_resolve_async(item)
        if isinstance(resolved.documentation, types.MarkupContent):
            assert resolved.documentation.kind == types.MarkupKind.PlainText
            text += resolved.documentation.value
    assert text
    assert "`" not in text
    assert "](" not in text

    typed = DEPLOYMENT.replace("concat('image-', ", "format('image', ")
    uri = plain.open(typed, "file:///plain.json")
    where = position_of(typed, "'image'", 3)
    answer = await plain.client.text_document_signature_help_async(types.SignatureHelpParams(**plain.at(uri, where)))
    assert answer is not None
    told = answer.signatures[0].documentation
    assert isinstance(told, str)
    assert "'{0}'" in told


async def test_names_are_found_and_renamed(client: Editor) -> None:
    uri = client.open(DEPLOYMENT, "file:///n.json")
    at = client.at(uri, position_of(DEPLOYMENT, "parameters('region')", 14))
    lsp = client.client
    places = await lsp.text_document_definition_async(types.DefinitionParams(**at))
    assert isinstance(places, list)
    assert [each.range.start.line for each in places] == [4]
    context = types.ReferenceContext(include_declaration=True)
    uses = await lsp.text_document_references_async(types.ReferenceParams(context=context, **at))
    assert len(uses or ()) == 3
    marks = await lsp.text_document_document_highlight_async(types.DocumentHighlightParams(**at))
    assert [each.kind for each in marks or ()].count(types.DocumentHighlightKind.Write) == 1
    prepared = await lsp.text_document_prepare_rename_async(types.PrepareRenameParams(**at))
    assert isinstance(prepared, types.PrepareRenamePlaceholder)
    assert prepared.placeholder == "region"
    edit = await lsp.text_document_rename_async(types.RenameParams(new_name="place", **at))
    assert edit is not None
    assert edit.document_changes is not None
    (change,) = edit.document_changes
    assert isinstance(change, types.TextDocumentEdit)
    assert applied(DEPLOYMENT, change.edits) == DEPLOYMENT.replace("region", "place")


async def test_a_name_that_cannot_be_is_refused_in_words(client: Editor) -> None:
    uri = client.open(DEPLOYMENT, "file:///n.json")
    at = client.at(uri, position_of(DEPLOYMENT, "parameters('region')", 14))
    with pytest.raises(JsonRpcException, match="empty"):
        await client.client.text_document_rename_async(types.RenameParams(new_name=" ", **at))


async def actions(client: Editor, uri: str, span: types.Range, *kinds: str) -> list[Any]:
    only: list[Any] | None = list(kinds) or None
    params = types.CodeActionParams(document(uri), span, types.CodeActionContext([], only=only))
    return list(await client.client.text_document_code_action_async(params) or ())


MISCAST = BODY.replace('"PlatformImage"', '"platformimage"')


async def test_a_fix_is_offered_at_its_finding(client: Editor) -> None:
    uri = client.open(MISCAST, "file:///a.json")
    where = position_of(MISCAST, "platformimage")
    found = await actions(client, uri, types.Range(where, where))
    fix = next(each for each in found if each.kind == "quickfix" and "PlatformImage" in each.title)
    assert fix.is_preferred
    assert [each.code for each in fix.diagnostics] == ["enum-value-casing"]
    (change,) = fix.edit.document_changes
    assert applied(MISCAST, change.edits) == BODY


async def test_all_fixes_at_once_only_where_they_are_asked_for(client: Editor) -> None:
    text = (ROOT / "examples" / "mistakes" / "misspelt.json").read_text()
    uri = client.open(text, "file:///all.json")
    assert not [each for each in await actions(client, uri, whole()) if each.kind == "source.fixAll.aiblsp"]
    (action,) = await actions(client, uri, whole(), "source.fixAll")
    (change,) = action.edit.document_changes
    mended = applied(text, change.edits)
    assert mended != text
    client.open(mended, uri)
    assert not await actions(client, uri, whole(), "source.fixAll.aiblsp")


async def test_refactorings_are_offered(client: Editor) -> None:
    uri = client.open(BODY, "file:///r.json")
    found = await actions(client, uri, types.Range(types.Position(1, 1), types.Position(1, 1)), "refactor")
    assert found
    assert all(each.kind.startswith("refactor") for each in found)


async def test_symbols(client: Editor, plain: Editor) -> None:
    uri = client.open(BODY, "file:///sym.json")
    tree = await client.client.text_document_document_symbol_async(types.DocumentSymbolParams(document(uri)))
    assert tree
    assert all(isinstance(each, types.DocumentSymbol) for each in tree)
    names = {child.name for each in tree for child in getattr(each, "children", None) or ()}
    assert {"source", "customize", "distribute"} <= names
    uri = plain.open(BODY, "file:///sym.json")
    flat = await plain.client.text_document_document_symbol_async(types.DocumentSymbolParams(document(uri)))
    assert flat
    assert all(isinstance(each, types.SymbolInformation) for each in flat)
    assert "1. Shell first" in [each.name for each in flat]
    found = await client.client.workspace_symbol_async(types.WorkspaceSymbolParams("secnd"))
    assert {each.name for each in found or ()} == {"2. Shell second"}


async def test_folding_selection_and_links(client: Editor) -> None:
    uri = client.open(BODY, "file:///f.json")
    lsp = client.client
    folds = await lsp.text_document_folding_range_async(types.FoldingRangeParams(document(uri)))
    assert any(each.start_line == 6 for each in folds or ())
    where = position_of(BODY, "Canonical")
    (selection,) = (
        await lsp.text_document_selection_range_async(types.SelectionRangeParams(document(uri), [where])) or ()
    )
    outer = selection
    while outer.parent is not None:
        assert outer.parent.range.start <= outer.range.start
        assert outer.range.end <= outer.parent.range.end
        outer = outer.parent
    assert outer.range.start == types.Position(0, 0)
    links = await lsp.text_document_document_link_async(types.DocumentLinkParams(document(uri)))
    assert [each.target for each in links or ()] == ["https://example.com/a.sh"]


async def test_hints_lenses_and_tokens(client: Editor) -> None:
    uri = client.open(DEPLOYMENT, "file:///h.json")
    lsp = client.client
    hints = await lsp.text_document_inlay_hint_async(types.InlayHintParams(document(uri), whole()))
    labels = [str(each.label) for each in hints or ()]
    assert any("westeurope" in label for label in labels)
    assert any("1 h 30 min" in label for label in labels)
    lenses = await lsp.text_document_code_lens_async(types.CodeLensParams(document(uri)))
    commands = [each.command for each in lenses or () if each.command is not None]
    assert any("2024-02-01" in command.title for command in commands)
    chosen = [command for command in commands if command.command]
    assert [(command.command, list(command.arguments or ())) for command in chosen] == [
        ("aiblsp.chooseParameterFile", [uri])
    ]
    full = await lsp.text_document_semantic_tokens_full_async(types.SemanticTokensParams(document(uri)))
    assert full is not None
    assert decoded(full.data, DEPLOYMENT)[:3] == ["concat", "'image-'", "parameters"]
    line = position_of(DEPLOYMENT, '"location"').line
    span = types.Range(types.Position(line, 0), types.Position(line + 1, 0))
    some = await lsp.text_document_semantic_tokens_range_async(types.SemanticTokensRangeParams(document(uri), span))
    assert some is not None
    assert decoded(some.data, DEPLOYMENT) == ["parameters", "'region'"]


def decoded(data: Any, text: str) -> list[str]:
    lines, line, column, words = text.splitlines(), 0, 0, []
    for index in range(0, len(data), 5):
        down, right, length = data[index : index + 3]
        line, column = line + down, right if down else column + right
        words.append(lines[line][column : column + length])
    return words


# Commands


async def test_fix_all_edits_the_text(client: Editor) -> None:
    uri = client.open(MISCAST, "file:///fix.json")
    await client.run("fixAll", uri)
    (change,) = client.client.__dict__["edits"][-1].document_changes
    assert '"PlatformImage"' in applied(MISCAST, change.edits)


async def test_a_rule_is_explained(client: Editor) -> None:
    assert "# location-unknown" in await client.run("explainRule", "location-unknown")
    assert await client.run("explainRule", "no-such-rule") is None


@pytest.mark.parametrize("system", ["linux", "windows"])
async def test_a_new_template_is_json(client: Editor, system: str) -> None:
    assert json.loads(await client.run("newTemplate", system))["resources"]


async def test_what_a_command_cannot_use_is_refused(client: Editor) -> None:
    for command, arguments in (
        ("explainRule", []),
        ("fixAll", ["file:///not-open.json"]),
        ("newTemplate", ["solaris"]),
    ):
        with pytest.raises(JsonRpcException):
            await client.run(command, *arguments)
    with pytest.raises(JsonRpcException, match="no command"):
        await client.run("makeCoffee")


async def test_debug_information_is_plain(client: Editor) -> None:
    told = await client.run("debugInformation")
    assert told is not None


async def test_a_parameter_file_is_chosen(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("choose")
    (folder / "t.json").write_text(DEPLOYMENT)
    for name, region in (("t.parameters.json", "northeurope"), ("other-params.json", "uksouth")):
        (folder / name).write_text(json.dumps({"parameters": {"region": {"value": region}}}))
    async with editor(NVIM, folder=folder) as client:
        uri = client.open_file(folder / "t.json")

        async def value() -> str:
            params = types.HoverParams(**client.at(uri, position_of(DEPLOYMENT, "[parameters", 3)))
            return json.dumps(get_converter().unstructure(await client.client.text_document_hover_async(params)))

        assert "northeurope" in await value()
        files = await client.run("parameterFiles", uri)
        assert list(files) == [str(folder / "t.parameters.json"), str(folder / "other-params.json")]
        await client.run("chooseParameterFile", uri, str(folder / "other-params.json"))
        assert "uksouth" in await value()
        await client.run("chooseParameterFile", uri, "")
        assert "westeurope" in await value()
        await client.run("chooseParameterFile", uri, None)
        assert "northeurope" in await value()


async def test_a_parameter_file_is_told_of_its_template(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("given")
    text = json.dumps({"parameters": {"region": {"value": "northeurope"}}})
    (folder / "t.json").write_text(DEPLOYMENT)
    (folder / "t.parameters.json").write_text(text)
    async with editor(NVIM, folder=folder) as client:
        uri = client.open_file(folder / "t.parameters.json")
        for word in ("region", "north"):
            params = types.HoverParams(**client.at(uri, position_of(text, word)))
            answer = await client.client.text_document_hover_async(params)
            assert "string" in json.dumps(get_converter().unstructure(answer)), word
        where = client.at(uri, position_of(text, "north"))
        offered = await client.client.text_document_completion_async(types.CompletionParams(**where))
        assert isinstance(offered, types.CompletionList)
        assert "westus2" in [each.label for each in offered.items]


async def test_a_long_run_shows_progress_and_stops_when_told(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    folder = tmp_path_factory.mktemp("many")
    for number in range(1000):
        (folder / f"{number}.json").write_text(bad())
    async with editor("nvim-0.11.4", folder=folder) as client:
        answer = await client.run("lintWorkspace")
        assert answer.startswith("1,000 files: ")
        (reports,) = client.client.progress_reports.values()
        assert {each.kind for each in reports} == {"begin", "report", "end"}  # type: ignore[attr-defined]

        seen = client.client.progress_reports["mine"] = []
        running = asyncio.ensure_future(
            client.client.workspace_execute_command_async(
                types.ExecuteCommandParams("aiblsp.server.lintWorkspace", work_done_token="mine")
            )
        )
        while not seen:
            await asyncio.sleep(0.001)
        client.client.window_work_done_progress_cancel(types.WorkDoneProgressCancelParams("mine"))
        assert await running == "Stopped"
