"""How long a command surely sleeps: sleep, Start-Sleep, timeout of cmd. Knows nothing of other ways to wait."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from aiblsp.pattern import later

if TYPE_CHECKING:
    from aiblsp.script.command import Command, Word

_UNITS: Final = {"": 1, "s": 1, "m": 60, "h": 3600, "d": 86400}
_AMOUNT: Final = later(r"([0-9]{1,9})(?:\.[0-9]{0,9})?([smhd]?)")


def seconds(command: Command) -> int | None:
    """The whole seconds that a command sleeps; None where it does not, or that is not known."""
    if command.language == "shell":
        return _shell(command.args) if command.name == "sleep" else None
    if command.name == "start-sleep":
        return _start_sleep(command)
    if command.name == "timeout":
        return _timeout(command.args)
    return None


def _shell(args: tuple[Word, ...]) -> int | None:
    total = 0
    for word in args:
        found = _AMOUNT.fullmatch(word.value or "")
        if found is None:
            return None
        total += int(found[1]) * _UNITS[found[2]]
    return total if args else None


def _start_sleep(command: Command) -> int | None:
    for names, parts in ((("seconds", "s"), 1), (("milliseconds", "m", "ms"), 1000)):
        given = command.parameter(*names)
        if given:
            number = _number(given[0].text.rpartition(":")[2])
            return None if number is None or given[0].value is None else number // parts
    args = command.args
    return _number(args[0].value or "") if len(args) == 1 else None


def _timeout(args: tuple[Word, ...]) -> int | None:
    """`timeout /t 30 /nobreak`, and without `/t`."""
    values = [word.value or "" for word in args]
    for option, value in pairwise(values):
        if option.lower() in ("/t", "-t"):
            return _number(value)
    return _number(values[0]) if values else None


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None
