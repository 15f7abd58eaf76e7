"""Where a script surely ends: exit, return and logoff outside of conditions and functions. Judges nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aiblsp.script.command import Command

_LEAVING: Final = frozenset({"exit", "return", "logoff"})


def surely_leaves(command: Command, text: str) -> bool:
    """Whether the script as a whole surely ends at this command. `text` is the script."""
    if command.name not in _LEAVING or not command.unconditional or command.parent is not None or command.background:
        return False
    if command.pipe_from is not None or command.pipe_to is not None:
        return False
    # A return in `& { … }` or `try { … }` may leave only that.
    before = text[: command.start]
    return command.name != "return" or before.count("{") == before.count("}")


def goes_on(commands: Sequence[Command], after: Command) -> Command | None:
    """The first command of the script itself behind another one that would surely run; None without any."""
    for command in commands:
        if command.start < after.end or not command.unconditional or command.parent is not None:
            continue
        if command.words and command.name != "function":
            return command
    return None


def exit_code(command: Command) -> int | None:
    """The number behind exit; None without one, or where it is not known."""
    if command.name != "exit" or not command.args:
        return None
    text = command.args[0].value or ""
    digits = text[1:] if text.startswith("-") else text
    return int(text) if digits.isascii() and digits.isdigit() and len(digits) < 11 else None
