"""Functions over text. Positions and lengths count UTF-16 units in ARM, so text beyond the BMP gives UNKNOWN there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from aiblsp.expression.builtin.formats import format_text
from aiblsp.expression.value import MAX_CHARACTERS, MAX_ELEMENTS, UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from aiblsp.expression.value import Unknown, Value

# What .NET takes for white space; Python's own list has four control characters more.
_SPACE: Final = (
    "\t\n\v\f\r \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f"
    "\u205f\u3000"
)


def narrow(text: str) -> bool:
    """Whether each character is one UTF-16 unit, so that positions mean the same here and in ARM."""
    return text.isascii() or max(text) <= "\uffff"


def change_case(text: str, lower: bool) -> str | Unknown:
    """The text in lower or upper case, character for character as .NET does it; UNKNOWN where that is not sure."""
    changed = text.lower() if lower else text.upper()
    if text.isascii():
        return changed
    changed = "".join([char.lower() if lower else char.upper() for char in text])
    return changed if len(changed) == len(text) else UNKNOWN


def to_lower(text: Value) -> Value:
    return change_case(text, True) if isinstance(text, str) else UNKNOWN


def to_upper(text: Value) -> Value:
    return change_case(text, False) if isinstance(text, str) else UNKNOWN


def trim(text: Value) -> Value:
    return text.strip(_SPACE) if isinstance(text, str) else UNKNOWN


def _fold(text: Value, part: Value) -> tuple[str, str] | None:
    """Both texts made comparable without letter case, or None."""
    if not isinstance(text, str) or not isinstance(part, str):
        return None
    one, other = change_case(text, True), change_case(part, True)
    return (one, other) if isinstance(one, str) and isinstance(other, str) else None


def starts_with(text: Value, start: Value) -> Value:
    folded = _fold(text, start)
    return UNKNOWN if folded is None else folded[0].startswith(folded[1])


def ends_with(text: Value, end: Value) -> Value:
    folded = _fold(text, end)
    return UNKNOWN if folded is None else folded[0].endswith(folded[1])


def find(text: str, part: str, last: bool) -> int | Unknown:
    """Where `part` first or last occurs, letter case ignored; -1 where it does not."""
    folded = _fold(text, part)
    if folded is None or not part or not narrow(text):
        return UNKNOWN
    return folded[0].rfind(folded[1]) if last else folded[0].find(folded[1])


def replace(text: Value, old: Value, new: Value) -> Value:
    if not isinstance(text, str) or not isinstance(old, str) or not isinstance(new, str) or not old:
        return UNKNOWN
    if len(text) + text.count(old) * (len(new) - len(old)) > MAX_CHARACTERS:
        return UNKNOWN
    return text.replace(old, new)


def substring(text: Value, start: Value = 0, length: Value = None) -> Value:
    if not isinstance(text, str) or type(start) is not int or not narrow(text) or not 0 <= start <= len(text):
        return UNKNOWN
    if length is None:
        return text[start:]
    if type(length) is not int or length < 0 or start + length > len(text):
        return UNKNOWN
    return text[start : start + length]


def pad_left(value: Value, length: Value, character: Value = " ") -> Value:
    if type(value) is int:
        value = str(value)
    if not isinstance(value, str) or type(length) is not int or not isinstance(character, str):
        return UNKNOWN
    if len(character) != 1 or not narrow(value + character) or not 0 <= length <= MAX_CHARACTERS:
        return UNKNOWN
    return value.rjust(length, character)


def split(text: Value, delimiter: Value) -> Value:
    delimiters = [delimiter] if isinstance(delimiter, str) else delimiter
    if not isinstance(text, str) or not isinstance(delimiters, list):
        return UNKNOWN
    if not delimiters or not all(isinstance(item, str) and item for item in delimiters):
        return UNKNOWN
    if len(delimiters) == 1:
        return UNKNOWN if text.count(delimiters[0]) >= MAX_ELEMENTS else text.split(delimiters[0])
    if len(delimiters) > 50:
        return UNKNOWN
    parts = re.split("|".join(map(re.escape, delimiters)), text, maxsplit=MAX_ELEMENTS)
    return UNKNOWN if len(parts) > MAX_ELEMENTS else parts


def join(array: Value, delimiter: Value) -> Value:
    if not isinstance(array, list) or not isinstance(delimiter, str):
        return UNKNOWN
    parts = []
    room = MAX_CHARACTERS
    for item in array:
        if not isinstance(item, str) and type(item) is not int:
            return UNKNOWN
        parts.append(str(item))
        room -= len(parts[-1]) + len(delimiter)
        if room < 0:
            return UNKNOWN
    return delimiter.join(parts)


def concat_texts(values: tuple[Any, ...]) -> Value:
    """Texts and integers, end to end."""
    parts = []
    room = MAX_CHARACTERS
    for value in values:
        if isinstance(value, bool):
            value = "True" if value else "False"
        if not isinstance(value, str) and type(value) is not int:
            return UNKNOWN
        parts.append(str(value))
        room -= len(parts[-1])
        if room < 0:
            return UNKNOWN
    return "".join(parts)


def guid(*texts: Value) -> Value:
    """A version 5 UUID in a namespace of ARM's own, of the arguments joined by hyphens."""
    if not all(isinstance(text, str) for text in texts):
        return UNKNOWN
    from uuid import UUID, uuid5  # here, for it is slow to load and seldom needed

    name = "-".join([str(text) for text in texts])
    try:
        return str(uuid5(UUID("11fb06fb-712d-4ddd-98c7-e71bbd588830"), name))
    except UnicodeEncodeError:  # a lone surrogate
        return UNKNOWN


STRINGS: Final[Mapping[str, Callable[..., Value]]] = {
    "endswith": ends_with,
    "format": format_text,
    "guid": guid,
    "join": join,
    "padleft": pad_left,
    "replace": replace,
    "split": split,
    "startswith": starts_with,
    "substring": substring,
    "tolower": to_lower,
    "toupper": to_upper,
    "trim": trim,
}
