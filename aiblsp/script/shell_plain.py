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

_BLANK: Final = r"[ \t\r]"
_END: Final = r"(?=[ \t\r\n|]|\Z)"
# A word without substitutions: bare signs, variables, strings that end in the same line. It does not start a comment.
_VARIABLE: Final = r"\$(?:\{[A-Za-z_]\w*\}|(?![({'\"]))"
_STRING: Final = rf"'[^'\n{OPAQUE}]*+'|\"(?:[^\"\\$`\n{OPAQUE}]|\$(?:\{{[A-Za-z_]\w*\}}|(?![({{])))*+\""
_WORD: Final = rf"(?!#)(?:[^ \t\r\n\\'\"`$|&;()<>{OPAQUE}]|{_VARIABLE}|{_STRING})++{_END}"
_REDIRECT: Final = rf"\d?(?:>>|>&|>){_BLANK}*+{_WORD}"
_ASSIGNED: Final = rf"(?:[A-Za-z_]\w*=(?:{_WORD}|(?={_BLANK})){_BLANK}++)"
_STAGE: Final = later(
    rf"{_BLANK}*+((sudo{_BLANK}++)({_ASSIGNED}*+))?([\w./][\w./+-]*+){_END}"
    rf"((?:{_BLANK}++(?:{_REDIRECT}|{_WORD}))*+){_BLANK}*+(\n|\||\Z)",
    re.ASCII,
)
# Commands that only root may do are not among these; nor are those that other commands are given to.
_HARMLESS: Final = r"(?:cat|cd|date|echo|exit|export|grep|ls|printf|pwd|set|sleep|true|whoami)"
_HARMLESS_REDIRECT: Final = rf"\d?(?:>&\d|>{_BLANK}*+/dev/null){_END}"
_RUNS_OTHERS: Final = rf"(?:[\w.+-]*/)*(?:{'|'.join(map(re.escape, sorted(HOLDERS | WRAPPERS.keys())))}){_END}"
_BEHIND_SUDO: Final = later(
    rf"(?:{_BLANK}*+(?:sudo{_BLANK}++{_ASSIGNED}*+(?!{_RUNS_OTHERS})[\w./][\w./+-]*+{_END}"
    rf"(?:{_BLANK}++(?:{_REDIRECT}|{_WORD}))*+"
    rf"|{_HARMLESS}{_END}(?:{_BLANK}++(?:{_HARMLESS_REDIRECT}|{_WORD}))*+"
    rf"|(?:#[^\n{OPAQUE}]*+)?(?=\n|\Z)){_BLANK}*+(?:\n|&&|\|\|?|;|\Z))*+\Z",
    re.ASCII,
)
_ITEM: Final = later(rf"(\d?)(>>|>&|>){_BLANK}*+({_WORD})|([\w./:=@%+,-]++){_END}|{_WORD}", re.ASCII)
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
        if name in WRAPPERS or (written in RESERVED and not sudo):
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
    return _BEHIND_SUDO.match(text) is not None


def _read(stage: re.Match[str], field: str) -> dict[str, Any]:
    """What was put off."""
    text = stage.string
    reader = WordReader(text, _nothing)
    words: list[Word] = []
    redirects: list[Redirect] = []
    only_assignments = field == "assignments"
    start, end = stage.span(3) if only_assignments else (stage.start(4), stage.end(5))
    for item in _ITEM.finditer(text, start, end):
        at = item.start()
        descriptor, operator, _, simple = item.groups()
        if simple is not None:
            words.append(Word(simple, simple, simple, at, item.end(), False, False, (Chunk(simple, at, len(simple)),)))
        elif operator is None:
            words.append(reader.read(at))
        else:
            target = reader.read(item.start(3))
            redirects.append(Redirect(operator, target, descriptor, at, target.end))
    if only_assignments:
        return {"assignments": tuple(filter(None, map(assignment, words)))}
    return {"words": tuple(words), "redirects": tuple(redirects)}


def _nothing(index: int, closer: str) -> int:
    """Plain lines have no substitutions."""
    raise AssertionError(index, closer)
