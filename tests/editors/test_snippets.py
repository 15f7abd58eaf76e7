"""The page on editors shows the files that the tests use, word for word, and each of them can be read."""

from __future__ import annotations

import json
import re
import tomllib

import pytest

from tests.editors.places import ROOT, SNIPPETS

PAGE = (ROOT / "docs" / "editors.md").read_text("utf-8")
SHOWN = dict(re.findall(r"<!-- editors/(\S+) -->\n```\w+\n(.*?\n)```", PAGE, re.DOTALL))
FILES = sorted(path.name for path in SNIPPETS.iterdir())


def test_every_file_is_shown() -> None:
    assert sorted(SHOWN) == FILES


@pytest.mark.parametrize("name", FILES)
def test_what_is_shown_is_the_file(name: str) -> None:
    assert SHOWN[name] == (SNIPPETS / name).read_text("utf-8")


@pytest.mark.parametrize("name", FILES)
def test_the_server_is_started_as_the_command_is_called(name: str) -> None:
    text = SHOWN[name]
    if name == "vimrc.vim":
        return  # it only names the linter that another file defines
    assert re.search(r"aiblsp['\"]?[ ,\n].*?(server|lint --output-format concise)", text, re.DOTALL)


def test_files_that_no_test_starts_an_editor_with_can_be_read() -> None:
    servers = tomllib.loads(SHOWN["helix.toml"])
    assert all("aiblsp" in each["language-servers"] for each in servers["language"])
    assert json.loads(SHOWN["kate.json"])["servers"]["json"]["command"] == ["aiblsp", "server"]
    assert json.loads(SHOWN["sublime.json"])["clients"]["aiblsp"]["command"] == ["aiblsp", "server"]


def test_the_settings_that_are_named_are_read() -> None:
    """Each setting of the page changes what is read of a client."""
    from aiblsp.server.preferences import read_preferences

    named = re.findall(r"`([\w.]+)`", PAGE.split("## Settings")[1].split("```")[0])
    settings = [each for each in named if each not in ("aiblsp", "en")]
    values = (["x"], {"checksum-missing": "off"}, "2024-02-01", "linux", "zh-cn", False)
    for name in settings:
        group, _, member = name.rpartition(".")
        tried = [{group: {member: value}} if group else {member: value} for value in values]
        assert any(read_preferences(each) != read_preferences({}) for each in tried), name
