"""Programs that a command starts by name and arguments: Start-Process in PowerShell, find -exec in a shell."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Literal

from aiblsp.pattern import later
from aiblsp.record import replace
from aiblsp.script.command import Command
from aiblsp.script.draft import program
from aiblsp.script.powershell_names import program_name
from aiblsp.script.relocate import part_of_words, word_of_part
from aiblsp.script.wrappers import base_name, runs_as_root, unwrap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aiblsp.script.command import Word

# Parameters of Start-Process that take no value.
_SWITCHES: Final = ("wait", "passthru", "nonewwindow", "usenewenvironment", "loaduserprofile", "confirm", "whatif")


def started_by(command: Command) -> Command | None:
    """The program that Start-Process starts, or that find runs, as a command of its own."""
    if command.language == "shell":
        return _found(command) if command.name == "find" else None
    if command.name != "start-process":
        return None
    positional = _positional(command.args)
    files = command.parameter("filepath")
    file = files[0] if files else positional.pop(0)[0] if positional else None
    if file is None:
        return None
    arguments = command.parameter("argumentlist", "args")
    if arguments is None:
        arguments = tuple(positional[0]) if positional else ()
    words = [file, *(piece for word in arguments for piece in _pieces(word))]
    end = max(word.end for word in words)
    return _process(command, program_name(program(file)), words, file.start, end, "cmd")


def _found(command: Command) -> Command | None:
    args = command.args
    at = next((place for place, word in enumerate(args) if word.value in ("-exec", "-execdir", "-ok")), None)
    if at is None:
        return None
    ending = next((place for place in range(at, len(args)) if args[place].value in (";", "+")), len(args))
    unwrapped = unwrap(args[at + 1 : ending])
    words = unwrapped.words
    if not words:
        return None
    started = _process(command, base_name(program(words[0])), words, words[0].start, words[-1].end, "shell")
    if unwrapped.sudo is None:
        return started
    return replace(started, sudo=unwrapped.sudo, elevated=runs_as_root(unwrapped.sudo))


def _process(
    command: Command, name: str, words: Sequence[Word], start: int, end: int, language: Literal["cmd", "shell"]
) -> Command:
    return Command(
        name,
        tuple(words),
        start,
        end,
        language,
        before=command.before,
        elevated=command.elevated,
        conditional=command.conditional,
        within="process",
        sure=command.sure,
    )


def _positional(args: Sequence[Word]) -> list[list[Word]]:
    """The arguments that no parameter takes, each with those that commas add to it."""
    found: list[list[Word]] = []
    taken = False  # whether a parameter takes the next word
    for word in args:
        if word.listed:
            if found and not taken:
                found[-1].append(word)
        elif word.raw.startswith("-") and word.text[1:2].isalpha():
            given = word.text[1:].lower()
            taken = ":" not in given and not any(switch.startswith(given) for switch in _SWITCHES)
            continue
        elif not taken:
            found.append([word])
            continue
        else:
            found.append([])  # what commas add to it is taken too
        taken = False
    return [group for group in found if group]


_PIECE: Final = later(r"(?:[^\s\"]|\"[^\"]*\"?)+")


def _pieces(word: Word) -> list[Word]:
    """The arguments that a program makes of one string: cut at blanks outside double quotes."""
    if not re.search(r"[\s\"]", word.text):
        return [word]
    part = part_of_words([word])
    return [word_of_part(part, found.start(), found.end()) for found in _PIECE.finditer(part.text)]
