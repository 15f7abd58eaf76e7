"""Values without quotes: numbers, true, false and null, placeholders, and text whose quotes are missing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from aiblsp.jsonc.node import Node
from aiblsp.jsonc.strings import decode

if TYPE_CHECKING:
    from aiblsp.jsonc.reader import Reader

NUMBER = r"-?(?:0|[1-9][0-9]*+)(?:\.[0-9]++)?(?:[eE][-+]?[0-9]++)?"
WORDS = {"true": True, "false": False, "null": None}

_EXACT = re.compile(rf"(?:({NUMBER})|(true|false|null))(?=[ \t\r\n,:\]}}{{\[\"/]|\Z)")
_PLACEHOLDER = re.compile(r"<[^<>\"\r\n]{1,200}>(?=[ \t]*+(?:[,\]}\r\n]|//|/\*|\Z))")
_NUMBER_LIKE = re.compile(r"[-+.]?[0-9][\w.+\-]*+(?=[ \t]*+(?:[,\]}\r\n]|\Z))", re.ASCII)
_EXPRESSION = re.compile(r"\[(?!(?:true|false|null)\b)[A-Za-z_]\w*[ \t]*[(.\]']", re.ASCII)
_RUN = re.compile(r"[^\"\r\n,{}\[\]]*+")
_LINE_QUOTE = re.compile(r"[^\"\r\n]{0,1000}+\"(?=[ \t]*+(?:[,\]}\r\n]|\Z))")
_EXPRESSION_END = re.compile(r"[^\"\r\n]{0,1000}\](?=[ \t]*+,?[ \t]*+(?:[\r\n]|\Z))")
_OTHER_WORDS = {"true": "true", "false": "false", "null": "null", "none": "null", "yes": "true", "no": "false"}


def to_number(raw: str) -> int | float:
    """The value of a JSON number; integers too long for Python's limit on digits become floats (often infinite)."""
    try:
        return int(raw)
    except ValueError:
        return float(raw)


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
        return _unknown(reader, number.end(), "bad-number", f"`{_short(number[0])}` is no JSON number")
    closed = _LINE_QUOTE.match(text, start) if text[start] == "[" else None
    if closed is not None:
        return _unopened(reader, closed.end())
    if text[start] == "[":
        found = _EXPRESSION_END.match(text, start)
        if found is not None:
            return _text(reader, found.end())
    return _run(reader)


def _run(reader: Reader) -> Node | None:
    text, start = reader.text, reader.pos
    run = _RUN.match(text, start + 1)
    end = run.end() if run is not None else start + 1
    if text.startswith('"', end):
        if _LINE_QUOTE.match(text, end):
            return _unopened(reader, end + 1)
        if text[end - 1] not in " \t" and end - start < 3:  # a slip before a string, not a word
            reader.pos = end
            reader.problem("unexpected-text", start, end, f"`{text[start:end]}` is not expected here", "")
            return None
    return _text(reader, start + len(text[start:end].rstrip()))


def _text(reader: Reader, end: int) -> Node:
    raw = reader.text[reader.pos : end]
    word = _OTHER_WORDS.get(raw.lower())
    if word is not None:
        return _unknown(reader, end, "unquoted-text", f"`{raw}` is no JSON value: write `{word}`", word)
    fixed = None if "\\" in raw else f'"{raw}"'
    return _unknown(reader, end, "unquoted-text", f"Quotes missing around `{_short(raw)}`", fixed)


def _unopened(reader: Reader, end: int) -> Node:
    start = reader.pos
    raw = reader.text[start : end - 1]
    reader.problem("missing-quote", start, end, "Opening quote missing before this string", f'"{raw}"')
    reader.pos = end
    return Node("string", start, end, decode(raw))


def _unknown(reader: Reader, end: int, kind: str, message: str, insert: str | None = None) -> Node:
    start = reader.pos
    reader.problem(kind, start, end, message, insert)
    reader.pos = end
    return Node("unknown", start, end, reader.text[start:end])


def _short(raw: str) -> str:
    return raw if len(raw) < 61 else raw[:60] + "…"
