"""Scripts that commands are given to run: `bash -c "…"`, `powershell -Command "…"`, `cmd /c …`, a here-document.

Which option holds the script is known of each interpreter (source: their manuals); a script that is only known at run
time stays closed.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from aiblsp.record import dataclass, replace
from aiblsp.script.cmd import read_cmd_commands
from aiblsp.script.powershell import read_powershell_commands
from aiblsp.script.relocate import Part, part_of_text, part_of_words, relocate
from aiblsp.script.shell import read_shell_commands
from aiblsp.script.started import started_by

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from aiblsp.script.command import Command, Language, Word

DEEPEST: Final = 4  # scripts within scripts

_READERS: Final[dict[Language, Callable[[str], list[Command]]]] = {
    "shell": read_shell_commands,
    "powershell": read_powershell_commands,
    "cmd": read_cmd_commands,
}
_SHELLS: Final = frozenset({"sh", "bash", "dash", "zsh", "ksh", "ash"})
_BUNDLE_WITH_C: Final = re.compile(r"-[a-z]*c[a-z]*")
_POWERSHELLS: Final = frozenset({"powershell", "pwsh"})
# Shortened as PowerShell lets them be: each start of a name from the shortest on.
_POWERSHELL_SWITCHES: Final = ("-nop", "-noni", "-nol", "-noe", "-sta", "-mta", "-login", "-l", "-i")
_POWERSHELL_CLOSED: Final = ("-e", "-f")  # an encoded command, a file


@dataclass(frozen=True, slots=True)
class Given:
    """A script that a command is given: its text with places, its language, and whether root runs it."""

    part: Part
    language: Language
    elevated: bool = False


def read_with_nested(text: str, language: Language) -> list[Command]:
    """The commands of a script and of the scripts within it. The latter follow the former; parents tell."""
    commands = _READERS[language](text)
    start = 0
    for _ in range(DEEPEST):
        end = len(commands)
        for index in range(start, end):
            commands.extend(_inner(commands, index, text))
        if len(commands) == end:
            break
        start = end
    return commands


def _inner(commands: list[Command], index: int, text: str) -> list[Command]:
    outer = commands[index]
    started = started_by(outer)
    if started is not None:
        return [replace(started, parent=index)]
    given = _given(outer, text)
    if given is None or not given.part.text.strip():
        return []
    offset = len(commands)
    return [
        _placed(relocate(command, given.part), index, offset, outer, elevated=given.elevated)
        for command in _READERS[given.language](given.part.text)
    ]


def _placed(command: Command, parent: int, offset: int, outer: Command, *, elevated: bool) -> Command:
    """An inner command among all others: its indexes moved, what holds of the outer one taken over."""

    def moved(index: int | None) -> int | None:
        return None if index is None else index + offset

    return replace(
        command,
        parent=parent if command.parent is None else command.parent + offset,
        pipe_from=moved(command.pipe_from),
        pipe_to=moved(command.pipe_to),
        within=command.within or "string",
        elevated=command.elevated or outer.elevated or elevated,
        conditional=command.conditional or outer.conditional,
        sure=command.sure and outer.sure,
    )


def _given(command: Command, text: str) -> Given | None:
    """The script that a command is given, if it is known."""
    name, args = command.name, command.args
    if name in _SHELLS:
        return _of_shell(command, text)
    if name in _POWERSHELLS:
        words = _of_powershell(name, args)
        return Given(part_of_words(words), "powershell") if words else None
    if command.language == "shell":
        if name == "eval" and args:
            return Given(part_of_words(args), "shell")
        if name in ("su", "runuser"):
            return _of_su(command, text)
        if not name and command.sudo:  # sudo -s, sudo -i
            return _document(command, text, elevated=True)
        return None
    if name == "cmd":
        at = next((place for place, word in enumerate(args) if word.text.lower() in ("/c", "/k", "/r")), None)
        return Given(part_of_words(args[at + 1 :]), "cmd") if at is not None and args[at + 1 :] else None
    if name == "wsl" and args:
        at = next((place for place, word in enumerate(args) if word.text in ("-e", "--exec", "--")), None)
        return Given(part_of_words(args[at + 1 :]), "shell") if at is not None else None
    if name == "invoke-expression":
        words = command.parameter("command") or args[:1]
        return Given(part_of_words(words), "powershell") if words and words[0].quoted else None
    return None


def _of_shell(command: Command, text: str) -> Given | None:
    args = command.args
    for index, word in enumerate(args):
        if _BUNDLE_WITH_C.fullmatch(word.text):
            script = next((each for each in args[index + 1 :] if not each.text.startswith("-")), None)
            return Given(part_of_words([script]), "shell") if script is not None else None
        if not word.text.startswith(("-", "+")) or word.text == "-s":
            break
    if all(word.text.startswith("-") for word in args) or any(word.text == "-s" for word in args):
        return _document(command, text, elevated=False)
    return None


def _of_su(command: Command, text: str) -> Given | None:
    script = command.option("-c", "--command")
    users = [word.text for word in command.args if not word.text.startswith("-") and word is not script]
    as_root = (users[:1] or ["root"]) == ["root"] and command.option("-u") is None
    if script is None:
        return _document(command, text, elevated=as_root)
    if script.text.startswith("--command="):
        return None
    return Given(part_of_words([script]), "shell", as_root)


def _document(command: Command, text: str, *, elevated: bool) -> Given | None:
    """What a shell reads from a here-document or a here-string."""
    for redirect in reversed(command.redirects):
        if redirect.body is not None:
            return Given(part_of_text(text, *redirect.body), "shell", elevated)
        if redirect.operator == "<<<" and redirect.target is not None:
            return Given(part_of_words([redirect.target]), "shell", elevated)
    return None


def _of_powershell(name: str, args: Sequence[Word]) -> Sequence[Word]:
    """The words of the command that powershell.exe or pwsh gets in its arguments; none for files and encoded ones."""
    index = 0
    while index < len(args):
        option = args[index].text.lower().replace("/", "-", 1) if args[index].text[:1] in "-/" else ""
        if not option:
            return args[index:] if name == "powershell" else ()
        if option == "-c" or (len(option) > 3 and "-command".startswith(option)):
            return args[index + 1 :]
        if option.startswith(_POWERSHELL_SWITCHES) and not option.startswith("-inp"):
            index += 1
        elif option.startswith(("-ex", "-ep")):
            index += 2
        elif option.startswith(_POWERSHELL_CLOSED):
            return ()
        else:
            index += 2
    return ()
