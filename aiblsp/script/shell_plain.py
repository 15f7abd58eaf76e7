"""Plain lines of a shell script: pipelines of simple commands in which no sign opens anything or goes on elsewhere.

Most lines are plain, and one pattern tells what most questions about their commands need: name, place, whether root
runs them. Their words are read when somebody asks for them.
"""

from __future__ import annotations

import re
from functools import partial
from typing import Any, Final

from aiblsp.pattern import later
from aiblsp.script.command import OPAQUE, Chunk, Command, Redirect, Word, put_off
from aiblsp.script.nested import HOLDERS_IN_SHELL as HOLDERS
from aiblsp.script.shell_names import RESERVED
from aiblsp.script.shell_words import WordReader
from aiblsp.script.wrappers import WRAPPERS, assignment, base_name
from aiblsp.script.writes import redirects

_BLANK: Final = r"[ \t\r]"
_END: Final = r"(?=[ \t\r\n|]|\Z)"
# A word without substitutions: bare signs, variables, strings that end in the same line. It does not start a comment.
_VARIABLE: Final = r"\$(?:\{[A-Za-z_]\w*\}|(?![({'\"]))"
_STRING: Final = rf"'[^'\n{OPAQUE}]*+'|\"(?:[^\"\\$`\n{OPAQUE}]|\$(?:\{{[A-Za-z_]\w*\}}|(?![({{])))*+\""
_WORD: Final = rf"(?!#)(?:[^ \t\r\n\\'\"`$|&;()<>{OPAQUE}]|{_VARIABLE}|{_STRING})++{_END}"
_ASSIGNED: Final = rf"(?:[A-Za-z_]\w*=[\w./:=@%+,-]*+{_BLANK}++)"
_STAGE: Final = later(
    rf"{_BLANK}*+((sudo{_BLANK}++)({_ASSIGNED}*+))?([\w./][\w./+-]*+){_END}"
    rf"((?:{_BLANK}++(?:\d?(?:>>|>&|>){_BLANK}*+)?{_WORD})*+){_BLANK}*+(\n|&&|\|\|?|;|\Z)",
    re.ASCII,
)
_ITEM: Final = later(rf"(?:(\d?)(>>|>&|>){_BLANK}*+)?(?:([\w./:=@%+,-]++){_END}|({_WORD}))", re.ASCII)
_NOTHING: Final = later(rf"{_BLANK}*+(?:#[^\n{OPAQUE}]*+)?(?:\n|\Z)")
# Whoever runs these needs no root, and they run no other commands.
_HARMLESS: Final = frozenset(
    {
        *("cat", "cd", "date", "echo", "exit", "export", "grep", "ls", "printf", "pwd", "set", "sleep", "true"),
        "whoami",
    }
)
_RUN_OTHERS: Final = HOLDERS | WRAPPERS.keys()
_ENDINGS: Final = frozenset(("\n", "|", ""))
_WORDS: Final = ("words",)
_AND_REDIRECTS: Final = ("words", "redirects")
_ALL: Final = ("words", "redirects", "assignments")


def plain_lines(text: str, index: int, commands: list[Command], before: str, *, sure: bool) -> int:
    """Add the commands of the plain lines at `index` and behind it; returns where the first other line starts.

    `before` is the operator in front of them.
    """
    line, kept = index, len(commands)
    while (stage := _STAGE.match(text, index)) is not None:
        start, end = stage.start(4), stage.end(5)
        _, sudo, assigned, written, rest, ending = stage.groups()
        name = base_name(written) if "/" in written else written
        if ending not in _ENDINGS or name in WRAPPERS or (written in RESERVED and not sudo):
            break
        count = len(commands)
        piped = count > kept
        command = Command(
            name,
            (),
            stage.start(1) if sudo else start,
            end,
            "shell",
            (),
            (),
            "|" if piped else before,
            ("sudo",) if sudo else (),
            () if sudo else None,
            bool(sudo),
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
        put_off(command, _ALL if assigned else _AND_REDIRECTS if ">" in rest else _WORDS, partial(_read, stage))
        commands.append(command)
        index = stage.end()
        if ending != "|":
            line, kept, before = index, count + 1, ";"
    del commands[kept:]
    return line


def is_behind_sudo(text: str) -> bool:
    """Whether all that a script does is done by root, or needs no root for sure: a cheap first look.

    False says nothing.
    """
    index, length = 0, len(text)
    while index < length:
        stage = _STAGE.match(text, index)
        if stage is None:
            nothing = _NOTHING.match(text, index)
            if nothing is None:
                return False
            index = nothing.end()
            continue
        _, sudo, _, name, rest, _ = stage.groups()
        if sudo:
            if base_name(name) in _RUN_OTHERS:
                return False
        elif name not in _HARMLESS or (">" in rest and redirects(rest)):
            return False
        index = stage.end()
    return True


def _read(stage: re.Match[str], field: str) -> dict[str, Any]:
    """What was put off."""
    text = stage.string
    reader = WordReader(text, _nothing)
    words: list[Word] = []
    found: list[Redirect] = []
    only_assignments = field == "assignments"
    start, end = stage.span(3) if only_assignments else (stage.start(4), stage.end(5))
    for item in _ITEM.finditer(text, start, end):
        descriptor, operator, simple, _ = item.groups()
        at = item.start(3 if simple else 4)
        if simple:
            word = Word(simple, simple, simple, at, item.end(), False, False, (Chunk(simple, at, len(simple)),))
        else:
            word = reader.read(at)
        if operator:
            found.append(Redirect(operator, word, descriptor, item.start(), word.end))
        else:
            words.append(word)
    if only_assignments:
        return {"assignments": tuple(filter(None, map(assignment, words)))}
    return {"words": tuple(words), "redirects": tuple(found)}


def _nothing(index: int, closer: str) -> int:
    """Plain lines have no substitutions."""
    raise AssertionError(index, closer)
