"""Every recorded client gets what it declared, and no more: the requests that a server meets, one after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import pytest_asyncio
from lsprotocol import types

from aiblsp.document import analyze
from aiblsp.lint import lint
from aiblsp.text import decode
from tests.server.editor import CLIENTS, NVIM, ROOT, VSCODE, Editor, editor, position_of

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

MISSPELT = ROOT / "examples" / "mistakes" / "misspelt.json"
JSON_RULES = {"json-syntax-error", "json-duplicate-key", "json-trailing-comma"}
OPEN = (
    '{"type": "Microsoft.VirtualMachineImages/imageTemplates", "apiVersion": "2024-02-01", "properties": {"source": {'
)


@pytest_asyncio.fixture(scope="module", loop_scope="module", params=CLIENTS)
async def client(request: pytest.FixtureRequest) -> AsyncIterator[Editor]:
    async with editor(request.param) as connected:
        yield connected


@pytest.mark.asyncio(loop_scope="module")
async def test_a_client_is_shown_what_the_batch_run_finds(client: Editor) -> None:
    found = lint(analyze(decode(MISSPELT.read_bytes(), str(MISSPELT))))
    assert found
    shown = await client.shown(client.open_file(MISSPELT))
    assert [each.code for each in shown] == [each.rule for each in found]
    assert {each.source for each in shown} == {"aiblsp"}


@pytest.mark.asyncio(loop_scope="module")
async def test_nothing_is_sent_that_was_not_declared(client: Editor) -> None:
    shown = await client.shown(client.open_file(MISSPELT))
    text = client.asks.text_document
    assert text is not None
    push = text.publish_diagnostics or types.PublishDiagnosticsClientCapabilities()
    for each in shown:
        if not push.related_information:
            assert each.related_information is None
        if not push.code_description_support:
            assert each.code_description is None
        if not push.data_support:
            assert each.data is None
    if push.code_description_support:
        assert all(each.code_description is not None for each in shown)
    assert (client.offers.diagnostic_provider is None) == (text.diagnostic is None)
    assert (client.offers.semantic_tokens_provider is None) == (text.semantic_tokens is None)
    assert (client.offers.inlay_hint_provider is None) == (text.inlay_hint is None)
    assert client.offers.document_formatting_provider is None


@pytest.mark.asyncio(loop_scope="module")
async def test_hover_is_in_a_form_that_the_client_shows(client: Editor) -> None:
    uri = client.open_file(MISSPELT)
    where = position_of(MISSPELT.read_text(), '"source"')
    answer = await client.client.text_document_hover_async(types.HoverParams(**client.at(uri, where)))
    assert answer is not None
    assert isinstance(answer.contents, types.MarkupContent)
    text = client.asks.text_document
    declared = text.hover.content_format if text is not None and text.hover is not None else None
    assert answer.contents.kind in (declared or [types.MarkupKind.PlainText])


@pytest.mark.asyncio(loop_scope="module")
async def test_watching_is_asked_for_only_where_it_is_declared(client: Editor) -> None:
    await client.shown(client.open_file(MISSPELT))
    await client.run("debugInformation")
    workspace = client.asks.workspace
    watched = workspace.did_change_watched_files if workspace is not None else None
    registered = [each.method for each in client.client.__dict__.get("registered", [])]
    wanted = bool(watched and watched.dynamic_registration)
    assert (types.WORKSPACE_DID_CHANGE_WATCHED_FILES in registered) == wanted


@pytest.mark.parametrize(("name", "heard"), [(VSCODE, False), (NVIM, True)])
async def test_json_syntax_is_not_reported_twice(name: str, heard: bool) -> None:
    async with editor(name) as client:
        codes = {each.code for each in await client.shown(client.open(OPEN))}
        assert bool(codes & JSON_RULES) == heard


async def test_json_syntax_is_reported_in_vscode_where_it_is_wanted() -> None:
    async with editor(VSCODE, settings={"reportJsonSyntax": "always"}) as client:
        await client.run("debugInformation")  # the settings are there by then
        codes = {each.code for each in await client.shown(client.open(OPEN))}
        assert codes & JSON_RULES


async def every_request(client: Editor, uri: str, position: types.Position) -> dict[str, Any]:
    """The answer to each request about a text."""
    text = types.TextDocumentIdentifier(uri)
    where: dict[str, Any] = {"text_document": text, "position": position}
    span = types.Range(types.Position(0, 0), types.Position(10_000, 0))
    lsp = client.client
    return {
        "completion": await lsp.text_document_completion_async(types.CompletionParams(**where)),
        "hover": await lsp.text_document_hover_async(types.HoverParams(**where)),
        "signature": await lsp.text_document_signature_help_async(types.SignatureHelpParams(**where)),
        "definition": await lsp.text_document_definition_async(types.DefinitionParams(**where)),
        "references": await lsp.text_document_references_async(
            types.ReferenceParams(context=types.ReferenceContext(True), **where)
        ),
        "highlights": await lsp.text_document_document_highlight_async(types.DocumentHighlightParams(**where)),
        "prepare": await lsp.text_document_prepare_rename_async(types.PrepareRenameParams(**where)),
        "actions": await lsp.text_document_code_action_async(
            types.CodeActionParams(text, types.Range(position, position), types.CodeActionContext([]))
        ),
        "symbols": await lsp.text_document_document_symbol_async(types.DocumentSymbolParams(text)),
        "folding": await lsp.text_document_folding_range_async(types.FoldingRangeParams(text)),
        "selection": await lsp.text_document_selection_range_async(types.SelectionRangeParams(text, [position])),
        "links": await lsp.text_document_document_link_async(types.DocumentLinkParams(text)),
        "hints": await lsp.text_document_inlay_hint_async(types.InlayHintParams(text, span)),
        "lenses": await lsp.text_document_code_lens_async(types.CodeLensParams(text)),
        "tokens": await lsp.text_document_semantic_tokens_full_async(types.SemanticTokensParams(text)),
        "tokens in range": await lsp.text_document_semantic_tokens_range_async(
            types.SemanticTokensRangeParams(text, span)
        ),
    }


@pytest.mark.asyncio(loop_scope="module")
async def test_every_request_is_answered_for_broken_texts_too(client: Editor) -> None:
    whole = (ROOT / "examples" / "mistakes" / "arm-expressions.json").read_text()
    for cut in (len(whole), len(whole) // 2, len(whole) // 3, 1, 0):
        uri = client.open(whole[:cut], f"file:///cut-{cut}.json")
        line = whole.count("\n", 0, cut // 2)
        await every_request(client, uri, types.Position(line, 12))
    assert client.client.messages == []


@pytest.mark.asyncio(loop_scope="module")
async def test_requests_for_a_closed_text_are_answered_with_nothing(client: Editor) -> None:
    uri = client.open_file(MISSPELT)
    await client.shown(uri)
    client.close(uri)
    answers = await every_request(client, uri, types.Position(3, 3))
    assert not any(answers.values())


async def test_nothing_is_said_of_json_that_is_not_ours() -> None:
    async with editor(VSCODE) as client:
        uri = client.open('{\n  "name": "package",\n  "scripts": {"a": "b",}\n}', "file:///package.json")
        assert not await client.shown(uri)
        answers = await every_request(client, uri, types.Position(1, 5))
        answers.pop("selection")  # brackets are brackets everywhere
        assert not any(answer for name, answer in answers.items() if not _is_empty(answer)), answers


def _is_empty(answer: Any) -> bool:
    if isinstance(answer, types.CompletionList):
        return not answer.items
    if isinstance(answer, types.SemanticTokens):
        return not answer.data
    return not answer
