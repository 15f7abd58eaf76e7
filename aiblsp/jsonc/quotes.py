"""Strings as people write them: quotes missing, doubled, single or unescaped, lines broken. Finds where they end."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from aiblsp.jsonc.node import Node
from aiblsp.jsonc.strings import decode
from aiblsp.pattern import later

if TYPE_CHECKING:
    from aiblsp.jsonc.reader import Reader

_ON_LINE = later(r'"((?:[^"\\\r\n]|\\[^\r\n])*+)"')
_OVER_LINES = later(r'"((?:[^"\\]|\\(?s:.))*+)"')
_SINGLE = later(r"'((?:[^'\\\r\n]|\\[^\r\n])*+)'")
_CURLY = later(r"[“”„‟«»‘’]([^“”„‟«»‘’\"\r\n]*+)[“”„‟«»‘’\"]")

# What may stand behind a string: a separator or bracket, a comment, the next line, or a value with something missing.
_SOUND = later(
    r"[ \t\r\n]*+(?:[,:\]}{\[]|/[/*]|\Z)|[ \t]*+[\r\n]|[ \t]++(?:[\"\-0-9<]|(?:true|false|null)\b)", re.ASCII
)
_SOUND_OVER_LINES = later(r"[ \t\r\n]*+(?:[,\]}]|\Z)")
_SOUND_NAME_OVER_LINES = later(r"[ \t\r\n]*+:")
_ENDS_VALUE = later(r"[ \t]*+(?:[,\]}\r\n]|\Z)")
_ENDS_NAME = later(r"[ \t]*+:")

_REST_OF_NAME = later(r'[\w$.\-]++"[ \t]*+:')
_DOUBLED = later(r'""((?:[^"\\\r\n]|\\[^\r\n])++)"{1,2}')
_REST_NEARBY = later(r"[^\r\n]{0,1000}+")  # a document may be one long line
_BAD_ESCAPE = later(r"\\(?:[\"\\/bfnrt]|u[0-9a-fA-F]{4})|(\\.?)", re.DOTALL)
_CONTROL = later(r"[\x00-\x1f]")
_CONTROL_NAMES = {"\t": "\\t", "\n": "\\n", "\r": "\\r", "\b": "\\b", "\f": "\\f"}


def read_quoted(reader: Reader, *, named: bool) -> Node | None:
    """Read the string that starts at `reader.pos` with a quote, and go behind it; what is wrong with it is recorded.

    `named`: it is the name of a member. None where the quote belongs to no string; it is passed over.
    """
    text, start = reader.text, reader.pos
    if text[start] != '"':
        return _other_quotes(reader)
    match = _ON_LINE.match(text, start)
    if match is not None:
        return _whole(reader, match) if _SOUND.match(text, match.end()) else _among_text(reader, match, named)
    match = _OVER_LINES.match(text, start)
    if match is not None and (_SOUND_NAME_OVER_LINES if named else _SOUND_OVER_LINES).match(text, match.end()):
        return _whole(reader, match)
    return _to_line_end(reader, named)


def _other_quotes(reader: Reader) -> Node | None:
    text, start = reader.text, reader.pos
    match = (_SINGLE if text[start] == "'" else _CURLY).match(text, start)
    if match is None:
        _stray(reader)
        return None
    raw = match[1]
    fixed = f'"{raw}"' if '"' not in raw and "\\" not in raw else None
    kind = "single-quotes" if text[start] == "'" else "curly-quotes"
    message = f'JSON strings stand in double quotes `"`, not in `{text[start]}`'
    reader.add(kind, start, match.end(), message, fixed)
    reader.pos = match.end()
    return Node("string", start, match.end(), decode(raw))


def _whole(reader: Reader, match: re.Match[str]) -> Node:
    """A string with both its quotes."""
    start, end, raw = match.start(), match.end(), match[1]
    reader.pos = end
    bad = next((found[1] for found in _BAD_ESCAPE.finditer(raw) if found[1] is not None), None)
    if bad is not None:
        mended = _BAD_ESCAPE.sub(lambda found: found[0] if found[1] is None else "\\" + found[1], raw)
        reader.add("bad-escape", start, end, f"`{bad}` is no JSON escape: for a backslash write two", f'"{mended}"')
    control = _CONTROL.search(raw)
    if control is not None:
        mended = _CONTROL.sub(_escaped, raw)
        kind, what = ("control-character", "A tab" if control[0] == "\t" else "A control character")
        message = f"{what} in a string is written `{_escaped(control)}` in JSON"
        if "\n" in raw or "\r" in raw:
            kind = "multi-line-string"
            message = "This string spans lines: ARM deployments accept that, strict JSON does not"
        reader.add(kind, start, end, message, f'"{mended}"')
    return Node("string", start, end, decode(raw))


def _escaped(match: re.Match[str]) -> str:
    return _CONTROL_NAMES.get(match[0], f"\\u{ord(match[0]):04x}")


def _among_text(reader: Reader, match: re.Match[str], named: bool) -> Node | None:
    """A quoted text with something behind it that cannot be there: one of the quotes is missing, or one is too much."""
    text, start, end, raw = reader.text, match.start(), match.end(), match[1]
    ends = _ENDS_NAME if named else _ENDS_VALUE
    doubled = None if raw else _DOUBLED.match(text, start)
    if doubled is not None and ends.match(text, doubled.end()):
        return _mended(reader, doubled.end(), doubled[1], "doubled-quotes", "This string has doubled quotes")
    if text.startswith('"', end):
        if ends.match(text, end + 1):
            return _mended(reader, end + 1, raw, "doubled-quotes", "This string has doubled quotes")
        return _whole(reader, match)
    rest = _REST_NEARBY.match(text, end)
    line_end = rest.end() if rest else end
    # A name behind it, or an odd number of quotes on the line: this string's own closing quote is missing.
    if _REST_OF_NAME.match(text, end) or text.count('"', end, line_end) % 2:
        cut = _cut(raw, named)
        if cut == 0:
            _stray(reader)
            return None
        if cut > 0:
            return _unclosed(reader, start + 1 + cut, named)
    quote = end - 1
    for _ in range(5):
        quote = text.find('"', quote + 1, line_end)
        if quote < 0:
            break
        if ends.match(text, quote + 1):
            message = 'A quote within a string is written `\\"`'
            return _mended(reader, quote + 1, text[start + 1 : quote], "unescaped-quote", message)
    return _whole(reader, match)


def _cut(raw: str, named: bool) -> int:
    """How much of a text that ran on is the string that was meant; -1 if nothing shows that it ran on."""
    if named and ":" in raw:
        return len(raw[: raw.index(":")].rstrip())
    kept = raw.rstrip(" \t,:{}[]")
    return len(kept) if raw[len(kept) :].strip() else -1


def _mended(reader: Reader, end: int, raw: str, kind: str, message: str) -> Node:
    start = reader.pos
    fixed = raw.replace('\\"', '"').replace('"', '\\"')
    reader.add(kind, start, end, message, f'"{fixed}"')
    reader.pos = end
    return Node("string", start, end, decode(raw))


def _to_line_end(reader: Reader, named: bool) -> Node | None:
    """A string whose closing quote is missing: it ends with its line, before what closes or separates there."""
    text, start = reader.text, reader.pos
    line_end = reader.line_end(start)
    raw = text[start + 1 : line_end]
    bare = raw.strip(" \t")
    if bare and not bare.strip(" \t,:{}[]") and (bare != "[" or _goes_deeper(text, start, line_end)):
        _stray(reader)
        return None
    if named and ":" in raw:
        return _unclosed(reader, start + 1 + _cut(raw, named), named)
    opener = reader.stack[-1].start
    beside = len(reader.stack) > 1 and start - opener < 1_000 and not _spans_lines(text, opener, start)
    # Brackets that were opened on this line are likely to be closed on it, too.
    kept = raw.rstrip(" \t,}]") if beside else raw.rstrip(" \t").removesuffix(",").rstrip(" \t")
    return _unclosed(reader, start + 1 + len(kept), named)


def _spans_lines(text: str, start: int, end: int) -> bool:
    return text.find("\n", start, end) >= 0 or text.find("\r", start, end) >= 0


def _goes_deeper(text: str, start: int, line_end: int) -> bool:
    """Whether the next line is indented deeper than this one."""
    near = max(0, start - 1_000)
    here = text[max(text.rfind("\n", near, start), text.rfind("\r", near, start), near - 1) + 1 : start]
    following = text[line_end : line_end + 1_000].lstrip("\r\n")
    return len(following) - len(following.lstrip(" \t")) > len(here) - len(here.lstrip(" \t"))


def _unclosed(reader: Reader, end: int, named: bool) -> Node:
    start = reader.pos
    raw = reader.text[start + 1 : end]
    reader.pos = end
    what = "name" if named else "string"
    reader.problem("missing-quote", start, end, f"Closing quote missing after this {what}", f'"{raw}"')
    node = Node("string", start, end, decode(raw))
    node.incomplete = True  # somebody may still be writing it
    return node


def _stray(reader: Reader) -> None:
    start = reader.pos
    reader.pos += 1
    reader.problem("unexpected-text", start, start + 1, f"This `{reader.text[start]}` opens no string", "")
