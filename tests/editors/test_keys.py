"""Real editors in a terminal, driven by the keys of a user; what they write to the file is what counts."""

from __future__ import annotations

import json
import re
import shutil
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest

from tests.editors.places import ALL, HERE, neovim, settle, tmux
from tests.editors.terminal import Terminal, terminal

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.editors.places import Editor

STORAGE = {"Standard_LRS", "Standard_ZRS", "Premium_LRS"}
COMPLETED = re.compile(r'storageAccountType": +"\w+_LRS" }')
READY = {"emacs": r"Flymake\[\d", "vim": r"(?m)^>>", "neovim": r"(?m)^E ", "neovim-0.7": r"(?m)^E "}


class Window:
    """An editor with the template open."""

    def __init__(self, editor: Editor, terminal: Terminal, path: Path) -> None:
        self.editor = editor
        self.terminal = terminal
        self.path = path

    def command(self, text: str) -> None:
        """A command or a search of Vim."""
        self.terminal.type(text)
        self.terminal.keys("Enter")

    def saved(self) -> str:
        """The text of the file after saving it."""
        before = self.path.stat().st_mtime_ns
        if self.editor.name == "emacs":
            self.terminal.keys("C-x", "C-s")
        else:
            self.terminal.keys("Escape")
            self.command(":w")
        self.terminal.until(
            lambda _: self.path.stat().st_mtime_ns != before and self.path.stat().st_size > 0, "to save"
        )
        return self.path.read_text("utf-8")


@contextmanager
def window(editor: Editor, folder: Path, text: str | None = None) -> Iterator[Window]:
    """Open the template in a terminal, and wait until the findings are shown."""
    tmux()
    environment = settle(editor, folder)
    path = folder / "image.json"
    if text is None:
        shutil.copy(HERE / "image.json", path)
    else:
        path.write_text(text, "utf-8")
    with terminal(folder, [*editor.command, str(path)], environment) as screen:
        screen.until(lambda shown: re.search(READY[editor.name], shown) is not None, "for findings")
        yield Window(editor, screen, path)


def storage(text: str) -> Any:
    """The accepted value; raises where the text is no JSON."""
    return json.loads(text)["resources"][0]["properties"]["distribute"][0]["targetRegions"][0]["storageAccountType"]


@pytest.mark.parametrize("typed", [" ", ' "', ' "Sta', '""'], ids=["nothing", "a-quote", "a-word", "in-quotes"])
@pytest.mark.parametrize("name", ALL)
def test_a_completion_is_accepted_into_valid_json(name: str, typed: str, tmp_path: Path) -> None:
    template = (HERE / "image.json").read_text("utf-8")
    gap = '"storageAccountType":  }'
    assert gap in template
    # Two characters, after which the word is typed; or, as where quotes come in pairs, between which the cursor is put.
    text = template.replace(gap, '"storageAccountType": "" }') if typed == '""' else None
    with window(ALL[name](), tmp_path, text) as opened:
        keys = opened.terminal
        if name == "emacs":
            keys.keys("M-g", "g")
            opened.command("38")
            keys.keys("C-e", "C-b", "C-b", *(["C-b"] if text else []))
        else:
            opened.command(":38")
            keys.keys("$", *(["F", '"', "i"] if text else ["F", ":", "a"]))
        if text is None:
            keys.type(typed)
        if name == "emacs":
            keys.type("ndard_L" if typed.endswith("Sta") else "Standard_L")
            keys.keys("M-Tab")
            keys.until(lambda shown: COMPLETED.search(shown) is not None, "for the value")
        else:
            keys.keys("C-x", "C-o")
            keys.wait("Standard_LRS", "Standard_ZRS")
            keys.keys("C-y")
        assert storage(opened.saved()) in STORAGE


def test_what_is_behind_the_cursor_stays(tmp_path: Path) -> None:
    """Neovim's own completion knows no end of a word but the cursor; the page says so."""
    gap = '"storageAccountType":  }'
    text = (HERE / "image.json").read_text("utf-8").replace(gap, '"storageAccountType": "StaXY" }')
    with window(neovim(), tmp_path, text) as opened:
        opened.command("/XY")
        opened.terminal.keys("i", "C-x", "C-o")
        opened.terminal.wait("Standard_LRS", "Standard_ZRS")
        opened.terminal.keys("C-y")
        assert storage(opened.saved()) in {f"{each}XY" for each in STORAGE}


def test_hover_shows_a_window(tmp_path: Path) -> None:
    with window(neovim(), tmp_path) as opened:
        opened.command('/"source"')
        opened.terminal.keys("l", "K")
        opened.terminal.wait("Source image", "PlatformImage")


def test_a_code_action_is_chosen(tmp_path: Path) -> None:
    with window(neovim(), tmp_path) as opened:
        opened.command("/westeurop")
        opened.terminal.keys("g", "r", "a")
        shown = opened.terminal.wait("Type number and <Enter>")
        choice = re.search(r"(\d+): .*`westeurope`", shown)
        assert choice, shown
        opened.command(choice[1])
        opened.terminal.wait('"location": "westeurope"')
        text = opened.saved()
        assert '🚀🚀" }, "location": "westeurope",' in text
        before = (HERE / "image.json").read_text("utf-8")
        assert text == before.replace('"westeurop"', '"westeurope"')


def test_a_parameter_is_renamed(tmp_path: Path) -> None:
    with window(neovim(), tmp_path) as opened:
        opened.command("/imageName")
        opened.terminal.keys("g", "r", "n")
        opened.terminal.wait("New Name: imageName")
        opened.terminal.keys("C-u")
        opened.command("title")
        opened.terminal.wait("[parameters('title')]")
        before = (HERE / "image.json").read_text("utf-8")
        assert before.count("imageName") == 3
        assert opened.saved() == before.replace("imageName", "title")


def test_a_finding_goes_when_it_is_mended(tmp_path: Path) -> None:
    with window(neovim(), tmp_path) as opened:
        shown = len(re.findall(r"(?m)^E ", opened.terminal.screen()))
        opened.command("/aritfactTags")
        opened.terminal.keys("c", "w")
        opened.terminal.type("artifactTags")
        opened.terminal.keys("Escape")
        opened.terminal.until(lambda screen: len(re.findall(r"(?m)^E ", screen)) == shown - 1, "for one finding less")
