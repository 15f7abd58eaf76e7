"""Settings: by what the client says at the start, when asked, when they change, and by a file that is watched."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from lsprotocol import types

from aiblsp.config import DEFAULTS
from aiblsp.diagnostic import Severity
from aiblsp.server.preferences import Preferences, applied, read_preferences
from tests.server.editor import NVIM, VSCODE, editor
from tests.server.test_diagnostics import bad, codes

if TYPE_CHECKING:
    from pathlib import Path

RULE = "location-unknown"
IGNORED: dict[str, Any] = {"lint": {"ignore": [RULE]}}


@pytest.mark.parametrize("options", [IGNORED, {"settings": IGNORED}, {"settings": {"aiblsp": IGNORED}, "locale": "en"}])
async def test_settings_at_the_start(options: dict[str, Any]) -> None:
    async with editor(NVIM, options=options) as client:
        assert RULE not in codes(await client.shown(client.open(bad())))


async def test_settings_that_are_asked_for_and_change() -> None:
    async with editor(VSCODE, settings=IGNORED) as client:
        await client.run("debugInformation")  # they are there by then
        uri = client.open(bad())
        assert RULE not in codes(await client.shown(uri))
        client.client.set_configuration({"lint": {"severity": {RULE: "hint"}}}, section="aiblsp")
        client.client.workspace_did_change_configuration(types.DidChangeConfigurationParams(None))
        await client.run("debugInformation")
        levels = {each.severity for each in await client.shown(uri) if each.code == RULE}
        assert levels == {types.DiagnosticSeverity.Hint}
        assert client.client.diagnostic_refresh_count


async def test_settings_of_each_folder(tmp_path: Path) -> None:
    first, second, late = tmp_path / "first", tmp_path / "first-and-more", tmp_path / "late"
    for folder in (first, second, late):
        folder.mkdir()
        (folder / "t.json").write_text(bad())
    async with editor(VSCODE, folder=first, more={second: IGNORED}) as client:
        await client.run("debugInformation")
        assert RULE in codes(await client.shown(client.open_file(first / "t.json")))
        assert RULE not in codes(await client.shown(client.open_file(second / "t.json")))
        assert RULE in codes(await client.shown(client.open(bad(), "untitled:Untitled-1")))

        uri = client.open_file(late / "t.json")
        assert RULE in codes(await client.shown(uri))
        client.client.set_configuration(IGNORED, section="aiblsp", scope_uri=late.as_uri())
        added = types.WorkspaceFoldersChangeEvent([types.WorkspaceFolder(late.as_uri(), "late")], [])
        client.client.workspace_did_change_workspace_folders(types.DidChangeWorkspaceFoldersParams(added))
        await client.run("debugInformation")
        assert RULE not in codes(await client.shown(uri))
        assert client.client.diagnostic_refresh_count


async def test_a_path_in_the_settings_of_a_folder_is_in_that_folder(tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    for folder in (first, second):
        folder.mkdir()
        (folder / "t.json").write_text(bad())
    (second / "mine.toml").write_text(f'ignore = ["{RULE}"]\n')
    async with editor(VSCODE, folder=first, more={second: {"configuration": "mine.toml"}}) as client:
        await client.run("debugInformation")
        assert RULE in codes(await client.shown(client.open_file(first / "t.json")))
        assert RULE not in codes(await client.shown(client.open_file(second / "t.json")))


async def test_whoever_pulls_at_once_is_answered_by_the_settings() -> None:
    async with editor("nvim-0.11.4", settings=IGNORED) as client:  # it pulls, and cannot be asked to come again
        assert RULE not in codes(await client.shown(client.open(bad())))


async def test_settings_that_are_told() -> None:
    async with editor(NVIM) as client:
        uri = client.open(bad())
        assert RULE in codes(await client.shown(uri))
        client.client.workspace_did_change_configuration(types.DidChangeConfigurationParams({"aiblsp": IGNORED}))
        assert RULE not in codes(await client.shown(uri))
        client.client.workspace_did_change_configuration(
            types.DidChangeConfigurationParams({"aiblsp": {"enable": False}})
        )
        assert not await client.shown(uri)


async def test_a_configuration_file_counts_and_is_read_again(tmp_path: Path) -> None:
    file = tmp_path / "aiblsp.toml"
    file.write_text(f'ignore = ["{RULE}"]\n')
    template = tmp_path / "t.json"
    template.write_text(bad())
    async with editor(NVIM, folder=tmp_path) as client:
        uri = client.open_file(template)
        assert RULE not in codes(await client.shown(uri))
        file.write_text(f'[severity]\n{RULE} = "info"\n')
        event = types.FileEvent(file.as_uri(), types.FileChangeType.Changed)
        client.client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams([event]))
        levels = {each.severity for each in await client.shown(uri) if each.code == RULE}
        assert levels == {types.DiagnosticSeverity.Information}
        file.write_text(f'ignore = ["{RULE}"]\n')
        client.client.text_document_did_save(
            types.DidSaveTextDocumentParams(types.TextDocumentIdentifier(file.as_uri()))
        )
        assert RULE not in codes(await client.shown(uri))


async def test_a_fault_in_a_configuration_file_is_told(tmp_path: Path) -> None:
    file = tmp_path / "aiblsp.toml"
    file.write_text("ignore = []\nselekt = []\n")
    template = tmp_path / "t.json"
    template.write_text(bad())
    async with editor(NVIM, folder=tmp_path) as client:
        await client.shown(client.open_file(template))
        await client.run("debugInformation")
        assert any("selekt" in each.message for each in client.client.messages)
        assert len(client.client.messages) == 1
        (shown,) = await client.shown(file.as_uri())
        assert "selekt" in shown.message
        assert shown.range.start.line == 1
        file.write_text("")
        client.client.text_document_did_save(
            types.DidSaveTextDocumentParams(types.TextDocumentIdentifier(file.as_uri()))
        )
        assert not await client.shown(file.as_uri())


@pytest.mark.parametrize(
    ("argument", "options", "chinese"),
    [
        (None, {}, False),
        (None, {"locale": "zh-cn"}, True),
        ("zh-cn", {"locale": "en"}, True),
        ("en", {"locale": "zh-CN"}, False),
    ],
)
async def test_the_language(argument: str | None, options: dict[str, Any], chinese: bool) -> None:
    arguments = ["--locale", argument] if argument is not None else []
    async with editor(NVIM, *arguments, options=options) as client:
        told = await client.run("debugInformation")
        language = told["language"] if isinstance(told, dict) else told.language
        assert language == ("zh-cn" if chinese else "en")


async def test_a_misspelt_rule_is_told_and_the_rest_counts() -> None:
    chosen = {"lint": {"select": ["locaton-unknown"], "ignore": ["unknown-property"], "severity": {RULE: "hint"}}}
    async with editor(NVIM, options=chosen) as client:
        levels = {each.code: each.severity for each in await client.shown(client.open(bad()))}
        assert levels[RULE] == types.DiagnosticSeverity.Hint
        await client.run("debugInformation")
        (message,) = client.client.messages
        assert "`aiblsp.lint.select`" in message.message
        assert f"`{RULE}`" in message.message
        assert message.type == types.MessageType.Warning


async def test_a_parameter_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    async with editor(NVIM, folder=tmp_path, options={"parameters": ["gone.json"]}) as client:
        uri = client.open(bad())
        await client.shown(uri)
        client.change(uri, bad("nowhere"))
        await client.shown(uri)
        await client.run("debugInformation")
        (message,) = client.client.messages
        assert "`aiblsp.parameters`" in message.message
        assert "gone.json" in message.message


async def test_settings_of_others_are_not_judged() -> None:
    async with editor(NVIM) as client:
        for settings in ({"lint": {"enable": 3}, "python": {}}, {"aiblsp": {"trace": {"server": "off"}}}):
            client.client.workspace_did_change_configuration(types.DidChangeConfigurationParams(settings))
        await client.shown(client.open(bad()))
        await client.run("debugInformation")
        assert not client.client.messages


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ({"lint": {"severity": {"x": "bogus", "y": "off"}}}, "`aiblsp.lint.severity` gives `x` the level `bogus`"),
        ({"apiVersion": "2099-01-01"}, "`aiblsp.apiVersion` cannot be `2099-01-01`: it is one of `2018-02-01-preview`"),
        ({"osFamily": "mac"}, "`aiblsp.osFamily` cannot be `mac`: it is one of `auto`, `linux`, `windows`"),
        ({"locale": "fr"}, "`aiblsp.locale` cannot be `fr`"),
        ({"lint": {"ignore": "x"}}, "`aiblsp.lint.ignore` must be an array of strings, not a string"),
        ({"lint": {"ignore": ["x", 1]}}, "`aiblsp.lint.ignore` must hold strings only, not a number"),
        ({"lint": {"selct": []}}, "`aiblsp.lint.selct` is no setting. Did you mean `lint.select`?"),
        ({"lint": []}, "`aiblsp.lint` must be an object, not an array"),
        ({"enable": 1}, "`aiblsp.enable` must be `true` or `false`, not a number"),
        ({"aiblsp": {"Enable": True}}, "`aiblsp.Enable` is no setting. Did you mean `enable`?"),
    ],
)
def test_what_is_wrong_with_a_setting(data: dict[str, Any], told: str) -> None:
    (fault,) = read_preferences(data).faults
    assert fault.startswith(told)


@pytest.mark.parametrize(
    "data",
    [
        {"aiblsp": {"lint.ignore": [RULE], "inlayHints.values": False}},
        {"aiblsp.lint.ignore": [RULE], "aiblsp.inlayHints.values": False, "python.path": "x"},
        {"settings": {"aiblsp.lint.ignore": [RULE], "aiblsp.inlayHints": {"values": False}}},
        {"lint": {"ignore": [RULE]}, "inlayHints.values": False},
    ],
)
def test_names_may_be_dotted(data: dict[str, Any]) -> None:
    read = read_preferences(data)
    assert read.ignore == (RULE,)
    assert read.hints == frozenset({"defaults", "durations"})
    assert not read.faults


def test_unset_settings_are_none_of_the_wrong_ones() -> None:
    data = {"lint": {"select": None}, "apiVersion": "", "osFamily": "auto", "locale": "zh_CN", "parameters": []}
    assert not read_preferences(data).faults


def test_preferences_take_only_what_has_the_right_type() -> None:
    assert read_preferences(None) == Preferences()
    assert read_preferences([1]) == Preferences()
    wrong = {
        "enable": "yes",
        "lint": {"select": "all", "ignore": [1, "x"], "severity": {"a": "loud", "b": "off", "c": "info"}},
        "inlayHints": {"values": False, "defaults": "no"},
        "codeLens": 3,
        "parameters": {"a": 1},
    }
    read = read_preferences(wrong)
    assert read.enable
    assert read.select == ()
    assert read.ignore == ("x",)
    assert read.severity == {"b": None, "c": Severity.INFO}
    assert read.hints == frozenset({"defaults", "durations"})
    assert read.code_lens


def test_preferences_are_laid_over_the_settings_of_a_file() -> None:
    data = {"lint": {"select": ["cost"], "ignore": [RULE]}, "apiVersion": "2024-02-01", "osFamily": "linux"}
    settings = applied(DEFAULTS, read_preferences(data))
    assert settings.select == ("cost",)
    assert settings.ignore == (RULE,)
    assert (settings.api_version, settings.os_family) == ("2024-02-01", "Linux")
    assert applied(DEFAULTS, read_preferences({"apiVersion": "new", "osFamily": "auto"})) == DEFAULTS
