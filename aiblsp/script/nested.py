"""Reads scripts with the scripts in them: `bash -c "…"`, `powershell -Command "…"`, `Start-Process x -ArgumentList …`.

Only what is needed is loaded: most templates have one language and nothing within.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aiblsp.record import replace

if TYPE_CHECKING:
    from aiblsp.script.command import Command, Language

DEEPEST: Final = 4  # scripts within scripts

_INTERPRETERS: Final = frozenset({"sh", "bash", "dash", "zsh", "ksh", "ash", "powershell", "pwsh"})
HOLDERS_IN_SHELL: Final = _INTERPRETERS | {"eval", "su", "runuser", "find"}
_HOLDERS: Final = _INTERPRETERS | {"cmd", "wsl", "invoke-expression", "start-process"}


def read_with_nested(text: str, language: Language) -> list[Command]:
    """The commands of a script and of the scripts within it. The latter follow the former; parents tell."""
    commands = _read(text, language)
    start = 0
    for _ in range(DEEPEST):
        end = len(commands)
        for index in range(start, end):
            if _may_hold(commands[index]):
                commands.extend(_inner(commands, index, text))
        if len(commands) == end:
            break
        start = end
    return commands


def _read(text: str, language: Language) -> list[Command]:
    if language == "shell":
        from aiblsp.script.shell import read_shell_commands

        return read_shell_commands(text)
    if language == "powershell":
        from aiblsp.script.powershell import read_powershell_commands

        return read_powershell_commands(text)
    from aiblsp.script.cmd import read_cmd_commands

    return read_cmd_commands(text)


def _may_hold(command: Command) -> bool:
    """A cheap first look: whether the command is one that scripts or programs are given to."""
    if command.language == "shell":
        return command.name in HOLDERS_IN_SHELL or (not command.name and command.sudo is not None)
    return command.name in _HOLDERS


def _inner(commands: list[Command], index: int, text: str) -> list[Command]:
    from aiblsp.script.given import given_to
    from aiblsp.script.relocate import relocate
    from aiblsp.script.started import started_by

    outer = commands[index]
    started = started_by(outer)
    if started is not None:
        return [replace(started, parent=index)]
    given = given_to(outer, text)
    if given is None or not given.part.text.strip():
        return []
    offset = len(commands)
    return [
        _placed(relocate(command, given.part), index, offset, outer, elevated=given.elevated)
        for command in _read(given.part.text, given.language)
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
