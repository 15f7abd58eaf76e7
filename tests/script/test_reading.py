"""Scripts and what is read of them: each `cases/*.md` holds scripts with their commands below.

`UPDATE=1 pytest tests/script` writes what is read now into the files: read the difference. A command is a line: its
words (what is not known in ‹›), then after `#` what else is known of it; commands within others are indented.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from aiblsp.script.lines import join
from aiblsp.script.read import read

if TYPE_CHECKING:
    from aiblsp.script.command import Command, Language, Word

CASES = Path(__file__).parent / "cases"
_CASE = re.compile(
    r"^## ([^\n]+)\n+```(shell|powershell|cmd)\n(.*?)```\n+```commands\n(.*?)```\n", re.MULTILINE | re.DOTALL
)
UNKNOWN_LINE = "[unknown]"


def _cases() -> list[tuple[Path, str]]:
    return [
        (path, found[1]) for path in sorted(CASES.glob("*.md")) for found in _CASE.finditer(path.read_text("utf-8"))
    ]


@pytest.mark.parametrize(("path", "title"), [pytest.param(*case, id=f"{case[0].stem}: {case[1]}") for case in _cases()])
def test_case(path: Path, title: str) -> None:
    text = path.read_text("utf-8")
    found = next(case for case in _CASE.finditer(text) if case[1] == title)
    language: Language = found[2]  # type: ignore[assignment]
    script = join([None if line == UNKNOWN_LINE else line for line in found[3].split("\n")]).text
    commands = read(script, language)
    for command in commands:
        _places_are_right(script, command)
    actual = "".join(f"{_line(commands, command)}\n" for command in commands)
    if os.environ.get("UPDATE") and actual != found[4]:
        path.write_text(text[: found.start(4)] + actual + text[found.end(4) :], "utf-8")
        return
    assert actual == found[4]


def test_titles_are_unique() -> None:
    cases = _cases()
    assert len(cases) == len(set(cases)) > 0


def _line(commands: tuple[Command, ...], command: Command) -> str:
    depth, parent = 0, command.parent
    while parent is not None:
        depth, parent = depth + 1, commands[parent].parent
    name = command.name.replace("\n", "⏎") or "?"
    written = " ".join([name, *(_word(word) for word in command.args)])
    notes = [
        command.before if command.before in ("&&", "||", "|") else "",
        *(f"{set_.name}={'?' if set_.value is None else _word(set_.value)}" for set_ in command.assignments),
        *(f"{each.descriptor}{each.operator}{_word(each.target) if each.target else ''}" for each in command.redirects),
        f"<<{_word(command.text_in)}" if command.text_in else "",
        *(name for name in command.wrappers if name != "sudo"),
        "root" if command.elevated else "sudo" if command.sudo is not None else "",
        command.within,
        "conditional" if command.conditional else "",
        "tested" if command.tested else "",
        "fed" if command.fed else "",
        "background" if command.background else "",
        "" if command.sure else "unsure",
    ]
    told = " ".join(note for note in notes if note)
    return "  " * depth + written + (f"  # {told}" if told else "")


def _word(word: Word) -> str:
    text = word.text.replace("\n", "⏎")
    if word.value is None:
        return f"‹{text}›"
    return f'"{text}"' if not text or " " in text else text


def _places_are_right(script: str, command: Command) -> None:
    """Every place lies in the script, and every known character stands where the word says it does."""
    assert 0 <= command.start <= command.end <= len(script)
    for word in command.words:
        assert command.start <= word.start <= word.end <= command.end
        for index, letter in enumerate(word.text):
            start, end = word.span(index, index + 1)
            assert word.start <= start <= end <= word.end
            if end - start == 1 and word.value is not None:
                assert script[start] == letter
