"""Plain lines of a PowerShell script: pipelines of commands, or a variable that is set to a string, on one line.

As in a shell (see `shell_plain`), a pattern tells the names, and the reader reads the words when they are asked for.
"""

from __future__ import annotations

import re
from functools import partial
from typing import Any, Final

from aiblsp.pattern import later
from aiblsp.script.command import OPAQUE, Assignment, Chunk, Command, Word, put_off
from aiblsp.script.powershell_names import CONDITIONAL, DEFINING, LEAVING, PLAIN, command_name
from aiblsp.script.powershell_words import DOUBLE, SINGLE, WordReader

_BLANK: Final = r"[ \t\r]"
_QUOTES: Final = SINGLE + DOUBLE
# Strings that end in the same line and hold no `$(`, and words without signs that open something.
_STRING: Final = rf"'[^{SINGLE}\n{OPAQUE}]*+'|\"(?:[^{DOUBLE}`$\n{OPAQUE}]|\$(?![({{]))*+\""
_BARE: Final = rf"(?!#|--%)(?:[^ \t\r\n;|&(){{}},<>`$@{_QUOTES}{OPAQUE}]++|\$(?![({{]))"
_STAGE: Final = later(
    rf"{_BLANK}*+([A-Za-z][\w.:\\/-]*+)(?={_BLANK}|[\n|]|\Z)"
    rf"((?:{_BLANK}++(?:{_BARE}|{_STRING})++)*+){_BLANK}*+(\n|\||\Z)",
    re.ASCII,
)
_SETTING: Final = later(
    rf"{_BLANK}*+(\$(?:\w{{1,60}}:)?\w{{1,100}}){_BLANK}{{0,9}}={_BLANK}*+({_STRING})({_BLANK}*+)(?:\n|\Z)", re.ASCII
)
_ITEM: Final = later(rf"([\w.:\\/=*?+-]++)(?={_BLANK}|\Z)|(?:{_BARE}|{_STRING})++", re.ASCII)
_KEYWORDS: Final = CONDITIONAL | DEFINING | PLAIN | LEAVING | {"exit"}


_WORDS: Final = ("words",)
_ASSIGNMENTS: Final = ("assignments",)


def plain_lines(text: str, index: int, commands: list[Command], before: str, *, sure: bool) -> int:
    """Add the commands of the plain lines at `index` and behind it; returns where the first other line starts.

    `before` is the operator in front of them.
    """
    line, kept = index, len(commands)
    while True:
        setting = _SETTING.match(text, index) if index == line else None
        if setting is not None:
            command = Command("", (), setting.start(1), setting.end(3), "powershell", (), (), before, sure=sure)
            commands.append(put_off(command, _ASSIGNMENTS, partial(_read_setting, setting)))
            line, kept, before = setting.end(), kept + 1, ";"
            index = line
            continue
        stage = _STAGE.match(text, index)
        if stage is None or stage[1].lower() in _KEYWORDS:
            break
        name, _, ending = stage.groups()
        count = len(commands)
        piped = count > kept
        command = Command(
            command_name(name),
            (),
            stage.start(1),
            stage.end(2),
            "powershell",
            (),
            (),
            "|" if piped else before,
            (),
            None,
            False,
            False,
            False,
            False,
            piped,
            count - 1 if piped else None,
            count + 1 if ending == "|" else None,
            None,
            None,
            "",
            sure,
        )
        commands.append(put_off(command, _WORDS, partial(_read, stage)))
        index = stage.end()
        if ending != "|":
            line, kept, before = index, count + 1, ";"
    del commands[kept:]
    return line


def _read(stage: re.Match[str], _: str) -> dict[str, Any]:
    """What was put off of a command."""
    words: list[Word] = []
    reader = WordReader(stage.string, _nothing)
    for item in _ITEM.finditer(stage.string, stage.start(1), stage.end(2)):
        at, simple = item.start(), item[1]
        if simple is None:
            # A string ends a word, and another one may follow at once.
            while at < item.end():
                word = reader.argument(at, listed=False)
                words.append(word)
                at = word.end
        else:
            words.append(Word(simple, simple, simple, at, item.end(), False, False, (Chunk(simple, at, len(simple)),)))
    return {"words": tuple(words)}


def _read_setting(setting: re.Match[str], _: str) -> dict[str, Any]:
    """What was put off of a variable that is set."""
    value = WordReader(setting.string, _nothing).string(setting.start(2))
    return {"assignments": (Assignment(setting[1].lower(), value, setting.start(1), setting.end(3)),)}


def _nothing(index: int) -> int:
    """Plain lines have no substitutions."""
    raise AssertionError(index)
