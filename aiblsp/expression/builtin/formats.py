"""The `format` function: the composite format of .NET with its common number formats; UNKNOWN for every other."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from aiblsp.expression.value import MAX_CHARACTERS, UNKNOWN

if TYPE_CHECKING:
    from aiblsp.expression.value import Value

_PART: Final = r"\{\{|\}\}|\{(?P<index>[0-9]{1,5})(?:,\s*(?P<width>-?[0-9]{1,5})\s*)?(?::(?P<spec>[^{}]*))?\}"
_STANDARD: Final = r"([DdNnFfXxGg])([0-9]{0,2})"


def format_text(template: Value, *args: Value) -> Value:
    """Put the arguments into the template."""
    if not isinstance(template, str):
        return UNKNOWN
    parts: list[str] = []
    room = MAX_CHARACTERS
    end = 0
    for match in re.finditer(_PART, template):
        between = template[end : match.start()]
        if "{" in between or "}" in between:
            return UNKNOWN
        end = match.end()
        written = match[0][0] if match["index"] is None else _argument(match, args)
        if written is None:
            return UNKNOWN
        parts += (between, written)
        room -= len(between) + len(written)
        if room < 0:
            return UNKNOWN
    rest = template[end:]
    if "{" in rest or "}" in rest:
        return UNKNOWN
    return "".join((*parts, rest))


def _argument(match: re.Match[str], args: tuple[Value, ...]) -> str | None:
    index = int(match["index"])
    if index >= len(args):
        return None
    value = args[index]
    spec = match["spec"] or ""
    written: str | None
    if isinstance(value, str):
        written = value  # texts ignore the format
    elif isinstance(value, bool):
        written = "True" if value else "False"
    elif isinstance(value, int):
        written = format_integer(value, spec)
    else:
        return None
    if written is None:
        return None
    width = int(match["width"] or 0)
    return written.ljust(-width) if width < 0 else written.rjust(width)


def format_integer(value: int, spec: str) -> str | None:
    """An integer in one of the formats D, N, F, X, G or as many zeros as digits; None for others."""
    if not spec:
        return str(value)
    sign = "-" if value < 0 else ""
    if spec.strip("0") == "":
        return sign + str(abs(value)).rjust(len(spec), "0")
    match = re.fullmatch(_STANDARD, spec)
    if match is None:
        return None
    kind, digits = match[1], match[2]
    if kind in "Dd":
        return sign + str(abs(value)).rjust(int(digits or 0), "0")
    if kind in "Gg":
        return None if digits else str(value)
    if kind in "Xx":
        return None if value < 0 else f"{value:{kind}}".rjust(int(digits or 0), "0")
    decimals = int(digits or 2)
    whole = f"{value:,}" if kind in "Nn" else str(value)
    return f"{whole}.{'0' * decimals}" if decimals else whole
