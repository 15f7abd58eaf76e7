"""Escapes in strings: decoding them, and finding the document offset of a decoded character. Decides no string's end.

A backslash that starts no JSON escape stands for itself, so `c:\\windows` written with one backslash reads as it looks.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import lru_cache
from typing import TYPE_CHECKING

from aiblsp.pattern import later

if TYPE_CHECKING:
    import re

    from aiblsp.jsonc.node import Node

# Every match stands for exactly one decoded character: a surrogate pair is one, a lone surrogate stays one.
_ESCAPE = later(r"\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})|\\u([0-9a-fA-F]{4})|\\([\"'\\/bfnrt])")

# What people and word processors put around a string; JSON knows the first one only.
QUOTES = "\"'“”„‟«»‘’"

_LETTERS = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}


def decode(raw: str) -> str:
    """The text that the inside of a string (without its quotes) stands for."""
    return _ESCAPE.sub(_character, raw) if "\\" in raw else raw


def _character(match: re.Match[str]) -> str:
    high, low, code, letter = match.groups()
    if letter is not None:
        return _LETTERS.get(letter, letter)
    if code is not None:
        return chr(int(code, 16))
    return chr(0x10000 + ((int(high, 16) - 0xD800) << 10) + int(low, 16) - 0xDC00)


def shorten(text: str) -> str:
    """Text for a message: its start, where it is long."""
    return text if len(text) < 61 else text[:60] + "…"


def document_offset(text: str, node: Node, index: int) -> int:
    """The document offset at which the decoded character `index` of a string node is written.

    `text` is the text of the file that the node is in. `index` may be the length of the value: the offset of the
    closing quote. Offsets of half a surrogate pair do not exist: both escapes are one character. Values that were
    computed and not written out (their span is an expression's) clamp to the span.
    """
    start, end = content_span(text, node)
    if text.find("\\", start, end) < 0:
        return min(start + index, end)
    indexes, ends = _escapes(text, start, end)
    before = bisect_left(indexes, index)
    if not before:
        return min(start + index, end)
    return min(ends[before - 1] + index - indexes[before - 1] - 1, end)


@lru_cache(maxsize=4)
def _escapes(text: str, start: int, end: int) -> tuple[list[int], list[int]]:
    """Of each escape in a stretch, the index of the character it stands for, and the offset behind it.

    Remembered, because many questions are asked about one long line of a script.
    """
    indexes: list[int] = []
    ends: list[int] = []
    decoded, at = 0, start
    for match in _ESCAPE.finditer(text, start, end):
        decoded += match.start() - at
        at = match.end()
        indexes.append(decoded)
        ends.append(at)
        decoded += 1
    return indexes, ends


def content_span(text: str, node: Node) -> tuple[int, int]:
    """The span inside the quotes of a string node; missing quotes take no room, doubled ones take two."""
    start, end = node.start, node.end
    quote = text[start : start + 1]
    if not quote or quote not in QUOTES:
        return start, end - 1 if start < end and text[end - 1] == '"' else end
    start += 1
    if quote not in "\"'":
        return start, end - 1 if end > start and text[end - 1] in QUOTES else end
    if end - start > 1 and text[start] == quote and not _starts_with(node, quote):
        start += 1
        return start, start + len(text[start:end].rstrip(quote))
    if end > start and text[end - 1] == quote and not _escaped(text, start, end - 1):
        end -= 1
    return start, end


def _starts_with(node: Node, quote: str) -> bool:
    """Whether a quote that follows the opening one belongs to the text: it is one that was not escaped."""
    return isinstance(node.value, str) and node.value.startswith(quote)


def _escaped(text: str, start: int, offset: int) -> bool:
    backslashes = offset
    while backslashes > start and text[backslashes - 1] == "\\":
        backslashes -= 1
    return (offset - backslashes) % 2 == 1
