"""Values without quotes: numbers, true, false and null, placeholders, and text whose quotes are missing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from aiblsp.jsonc.node import Node
from aiblsp.jsonc.scalars import NUMBER, WORDS, to_number
from aiblsp.jsonc.strings import decode, shorten
from aiblsp.pattern import later

if TYPE_CHECKING:
    from aiblsp.jsonc.reader import Reader

_EXACT = later(rf"(?:({NUMBER})|(true|false|null))(?=[ \t\r\n,:\]}}{{\[\"/;，；、]|\Z)")
_PLACEHOLDER = later(r"<[^<>\"\r\n]{1,200}>(?=[ \t]*+(?:[,\]}\r\n]|//|/\*|\Z))")
_NUMBER_LIKE = later(r"[-+.]?[0-9][\w.+\-]*+(?=[ \t]*+(?:[,\]}\r\n]|\Z))", re.ASCII)
_EXPRESSION = later(r"\[(?!(?:true|false|null)\b)[A-Za-z_]\w*+[ \t]*+[(.\]']", re.ASCII)
_RUN = later(r"[^\"\r\n,{}\[\]]*+")
_ENDS_VALUE = later(r"[ \t]*+(?:[,\]}\r\n]|\Z)")
_OTHER_WORDS = {"true": "true", "false": "false", "null": "null", "none": "null"}

# How far to look along a line for its end or a quote: a document may be one long line.
_NEAR = 1_000


def starts_expression(text: str, offset: int) -> bool:
    """Whether a `[` opens a template expression whose quotes are missing, not an array."""
    return _EXPRESSION.match(text, offset) is not None


def read_word(reader: Reader) -> Node | None:
    """Read the unquoted value at `reader.pos` and go behind it; what is wrong with it is recorded.

    None where a string follows at once: what comes before it is passed over.
    """
    text, start = reader.text, reader.pos
    exact = _EXACT.match(text, start)
    if exact is not None:
        reader.pos = exact.end()
        if exact[1] is not None:
            return Node("number", start, exact.end(), to_number(exact[1]))
        value = WORDS[exact[2]]
        return Node("null" if value is None else "boolean", start, exact.end(), value)
    placeholder = _PLACEHOLDER.match(text, start)
    if placeholder is not None:
        raw = placeholder[0]
        return _unknown(reader, placeholder.end(), "unquoted-placeholder", f"Put a value in the place of `{raw}`")
    number = _NUMBER_LIKE.match(text, start)
    if number is not None:
        return _unknown(reader, number.end(), "bad-number", f"`{shorten(number[0])}` is no JSON number")
    closing = _closing_quote(text, start)
    if closing >= 0:
        return _unopened(reader, closing + 1)
    if text[start] == "[":
        line_end = _near_line_end(text, start)
        return _text(reader, start + len(text[start:line_end].rstrip(" \t,")))
    run = _RUN.match(text, start + 1)
    end = run.end() if run is not None else start + 1
    if end - start < 3 and text.startswith('"', end) and text[end - 1] not in " \t":  # a slip, not a word
        reader.pos = end
        reader.problem("unexpected-text", start, end, f"`{text[start:end]}` is not expected here", "")
        return None
    return _text(reader, start + len(text[start:end].rstrip()))


def _near_line_end(text: str, start: int) -> int:
    ends = (text.find("\n", start, start + _NEAR), text.find("\r", start, start + _NEAR), len(text))
    return min(end for end in ends if end >= 0)


def _closing_quote(text: str, start: int) -> int:
    """The offset of the quote that ends a string whose opening quote is missing; -1 if there is none."""
    quote = text.find('"', start, start + _NEAR)
    if quote < 0 or _near_line_end(text, start) < quote or not _ENDS_VALUE.match(text, quote + 1):
        return -1
    return quote if text[start:quote].rstrip()[-1:] not in (",", ":", "{", "[") else -1


def _text(reader: Reader, end: int) -> Node:
    raw = reader.text[reader.pos : end]
    word = _OTHER_WORDS.get(raw.lower())
    if word is not None:
        return _unknown(reader, end, "unquoted-text", f"`{raw}` is no JSON value: write `{word}`", word)
    fixed = None if "\\" in raw else f'"{raw}"'
    return _unknown(reader, end, "unquoted-text", f"Quotes missing around `{shorten(raw)}`", fixed)


def _unopened(reader: Reader, end: int) -> Node:
    start = reader.pos
    raw = reader.text[start : end - 1]
    reader.add("missing-quote", start, end, "Opening quote missing before this string", f'"{raw}"')
    reader.pos = end
    return Node("string", start, end, decode(raw))


def _unknown(reader: Reader, end: int, kind: str, message: str, insert: str | None = None) -> Node:
    start = reader.pos
    reader.problem(kind, start, end, message, insert)
    reader.pos = end
    return Node("unknown", start, end, reader.text[start:end])
