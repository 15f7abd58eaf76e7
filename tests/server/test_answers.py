"""Answers that cannot be written, changes that cannot be understood: the client is told, and nothing hangs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lsprotocol import types

from tests.server.editor import ROOT, position_of
from tests.server.inside import Inside
from tests.server.test_diagnostics import bad
from tests.server.test_requests import DEPLOYMENT

if TYPE_CHECKING:
    import pytest

METHOD_NOT_FOUND, INVALID_PARAMS, INTERNAL_ERROR = -32601, -32602, -32603
MARKDOWN = {"textDocument": {"signatureHelp": {"signatureInformation": {"documentationFormat": ["markdown"]}}}}
TEXT = {"textDocument": {"uri": "file:///a.json"}}


def told(inside: Inside) -> list[str]:
    return [each["params"]["message"] for each in inside.sent if each.get("method") == "window/showMessage"]


def changed(*changes: Any) -> dict[str, Any]:
    params = {"textDocument": {"uri": "file:///a.json", "version": 2}, "contentChanges": changes}
    return {"method": "textDocument/didChange", "params": params}


async def test_selections_in_a_thousand_brackets_are_answered() -> None:
    inside = Inside()
    await inside.start()
    text = '{"properties": {"customize": ' + "[" * 1000
    inside.take(inside.open(text))
    end = {"line": 0, "character": len(text)}
    (selection,) = (await inside.ask("textDocument/selectionRange", {**TEXT, "positions": [end]}))["result"]
    depth = 0
    while selection is not None:
        selection, depth = selection.get("parent"), depth + 1
    assert depth == 100
    await inside.end()


async def test_an_answer_that_cannot_be_written_becomes_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def deep(*given: Any) -> types.SelectionRange:
        found = None
        for _ in range(2000):
            found = types.SelectionRange(types.Range(types.Position(0, 0), types.Position(0, 0)), found)
        assert found is not None
        return found

    monkeypatch.setattr("aiblsp.server.reading._selection", deep)
    inside = Inside()
    await inside.start()
    inside.take(inside.open(bad()))
    positions = [{"line": 0, "character": 0}]
    answer = await inside.ask("textDocument/selectionRange", {**TEXT, "positions": positions})
    assert answer["error"]["code"] == INTERNAL_ERROR
    assert (await inside.ask("textDocument/foldingRange", TEXT))["result"]
    await inside.end()


async def test_a_request_without_parameters_is_answered() -> None:
    inside = Inside()
    await inside.start()
    inside.take({"id": 1, "method": "textDocument/makeCoffee"}, {"id": 2, "method": "textDocument/hover"})
    unknown = await inside.wait(lambda message: message.get("id") == 1)
    hover = await inside.wait(lambda message: message.get("id") == 2)
    assert unknown["error"]["code"] == METHOD_NOT_FOUND
    assert hover["error"]["code"] == INVALID_PARAMS
    await inside.end()


async def test_a_change_whose_range_is_null_is_of_the_whole_text() -> None:
    inside = Inside()
    await inside.start()
    inside.take(inside.open("{}"), changed({"range": None, "text": bad()}))
    assert (await inside.ask("textDocument/foldingRange", TEXT))["result"]
    assert not told(inside)
    await inside.end()


async def test_a_change_that_is_not_understood_is_told_once() -> None:
    inside = Inside()
    await inside.start()
    lost = changed({"range": {"start": 1}, "text": ""})
    inside.take(inside.open(bad()), lost, lost, {"method": "$/unheardOf", "params": 3})
    await inside.ask("textDocument/foldingRange", TEXT)
    (message,) = told(inside)
    assert "textDocument/didChange" in message
    await inside.end()


async def test_a_lens_asks_which_parameter_file_where_the_client_has_no_command_for_it() -> None:
    inside = Inside()
    await inside.start()
    inside.take(inside.open((ROOT / "examples" / "good" / "windows-avd.json").read_text("utf-8")))
    lenses = (await inside.ask("textDocument/codeLens", TEXT))["result"]
    command = next(each["command"] for each in lenses if each["command"]["command"])
    inside.take({"id": 1, "method": "workspace/executeCommand", "params": command})
    asked = await inside.wait(lambda message: message.get("method") == "window/showMessageRequest")
    assert {"title": "none"} in asked["params"]["actions"]
    inside.take({"id": asked["id"], "result": {"title": "none"}})
    answer = await inside.wait(lambda message: message.get("id") == 1)
    assert "error" not in answer
    assert inside.server.session.chosen == {"file:///a.json": ""}
    await inside.end()


async def test_a_workspace_without_a_folder_has_no_files() -> None:
    inside = Inside()
    await inside.start()
    inside.take(inside.open(bad()))
    answer = await inside.ask("workspace/executeCommand", {"command": "aiblsp.server.lintWorkspace"})
    assert answer["result"] == "No folder is open"
    await inside.end()


async def test_a_signature_without_words_has_no_documentation() -> None:
    inside = Inside()
    await inside.start(capabilities=MARKDOWN)
    member = '{"namespace": "my", "members": {"own": {"parameters": [{"name": "a", "type": "string"}]}}}'
    text = DEPLOYMENT.replace('"parameters": {', f'"functions": [{member}],\n  "parameters": {{', 1)
    text = text.replace("concat('image-', ", "my.own(")
    inside.take(inside.open(text))
    where = position_of(text, "my.own(", len("my.own("))
    position = {"line": where.line, "character": where.character}
    answer = await inside.ask("textDocument/signatureHelp", {**TEXT, "position": position})
    (signature,) = answer["result"]["signatures"]
    assert signature["label"].startswith("my.own(")
    assert "documentation" not in signature
    await inside.end()
