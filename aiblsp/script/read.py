"""Reads scripts: the one door to this room. Text in, commands with places out; nothing raises, nothing is run."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from aiblsp.script.draft import in_order
from aiblsp.script.nested import read_with_nested

if TYPE_CHECKING:
    from collections.abc import Callable

    from aiblsp.script.command import Command, Language

_remembered: Callable[[str, Language], tuple[Command, ...]] | None = None


def read(text: str, language: Language) -> tuple[Command, ...]:
    """The commands of a script in the order of their starts, those of scripts within it included.

    A line that is `command.OPAQUE` stands for one that is not known. Takes time in proportion to the text.
    """
    return (_remembered or _read)(text, language)


def _read(text: str, language: Language) -> tuple[Command, ...]:
    return tuple(in_order(read_with_nested(text, language)))


def remember(scripts: int) -> None:
    """Keep what the last so many scripts were read as: an editor reads the same ones after every change elsewhere."""
    global _remembered
    _remembered = lru_cache(scripts)(_read)


def read_shell(text: str) -> tuple[Command, ...]:
    """The commands of a POSIX or bash script."""
    return read(text, "shell")


def read_powershell(text: str) -> tuple[Command, ...]:
    """The commands of a PowerShell script."""
    return read(text, "powershell")


def read_cmd(text: str) -> tuple[Command, ...]:
    """The commands of a line for cmd.exe."""
    return read(text, "cmd")
