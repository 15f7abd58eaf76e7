"""Strings as people write them: quotes missing, doubled, single or unescaped, lines broken. Finds where they end."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from aiblsp.jsonc.node import Node
from aiblsp.jsonc.strings import decode

if TYPE_CHECKING:
    from aiblsp.jsonc.reader import Reader

_ON_LINE = re.compile(r'"((?:[^"\\\r\n]|\\[^\r\n])*+)"')
_OVER_LINES = re.compile(r'"((?:[^"\\]|\\(?s:.))*+)"')
_SINGLE = re.compile(r"'((?:[^'\\\r\n]|\\[^\r\n])*+)'")
_REST_NEARBY = re.compile(r"[^\r\n]{0,1000}+")

# What may stand behind a string: behind a name also a value whose colon is missing, behind a value the next one.
_SOUND = re.compile(
    r"[ \t\r\n]*+(?:[,:\]}{\[]|/[/*]|\Z)|[ \t]*+[\r\n]|[ \t]++(?:[\"\-0-9<]|(?:true|false|null)\b)", re.ASCII
)
_SOUND_OVER_LINES = re.compile(r"[ \t\r\n]*+(?:[,\]}]|\Z)")
_SOUND_NAME_OVER_LINES = re.compile(r"[ \t\r\n]*+:")
_ENDS_VALUE = re.compile(r"[ \t]*+(?:[,\]}\r\n]|\Z)")
_ENDS_NAME = re.compile(r"[ \t]*+:")

_DOUBLED = re.compile(r'""((?:[^"\\\r\n]|\\[^\r\n])++)"{1,2}')
_STRUCTURE_AT_END = re.compile(r"[ \t]*+[,:{}\[\]][ \t,:{}\[\]]*\Z")
_STRUCTURE_ONLY = re.compile(r"[ \t]*+[,:{}\[\]][ \t,:{}\[\]]*\Z")
_NAME_AND_COLON = re.compile(r"([^:\"]*?)[ \t]*:")
_LINE_COMMA = re.compile(r"[ \t]*+(?:,[ \t]*+)?\Z")
_LINE_CLOSING = re.compile(r"[ \t,}\]]++\Z")

_BAD_ESCAPE = re.compile(r"\\(?:[\"\\/bfnrt]|u[0-9a-fA-F]{4})|(\\.?)", re.DOTALL)
_CONTROL = re.compile(r"[\x00-\x1f]")
_CONTROL_NAMES = {"\t": "\\t", "\n": "\\n", "\r": "\\r", "\b": "\\b", "\f": "\\f"}

# How far to look along a line for a quote that makes sense of another: a document may be one long line.
_NEAR = 1_000


def read_quoted(reader: Reader, named: bool) -> Node | None:
    """Read the string that starts at `reader.pos` with a quote, and go behind it; what is wrong with it is recorded.

    `named`: it is the name of a member. None where the quote belongs to no string; it is passed over.
    """
    text, start = reader.text, reader.pos
    match = _SINGLE.match(text, start) if text[start] == "'" else _ON_LINE.match(text, start)
    if match is not None and (_SOUND.match(text, match.end()) or text[start] == "'"):
        return _whole(reader, match)
    if text[start] == "'":
        reader.pos += 1
        reader.problem("unexpected-text", start, start + 1, "This `'` opens no string; JSON strings stand in `\"`")
        return None
    if match is not None:
        return _among_text(reader, match, named)
    match = _OVER_LINES.match(text, start)
    if match is not None and (_SOUND_NAME_OVER_LINES if named else _SOUND_OVER_LINES).match(text, match.end()):
        return _whole(reader, match)
    return _to_line_end(reader, named)


def _whole(reader: Reader, match: re.Match[str]) -> Node:
    """A string with both its quotes."""
    start, end, raw = match.start(), match.end(), match[1]
    reader.pos = end
    if reader.text[start] == "'":
        plain = '"' not in raw and "\\" not in raw
        fixed = f'"{raw}"' if plain else None
        reader.problem("single-quotes", start, end, "JSON strings stand in double quotes, not in single ones", fixed)
    else:
        _check_inside(reader, start, end, raw)
    return Node("string", start, end, decode(raw))


def _check_inside(reader: Reader, start: int, end: int, raw: str) -> None:
    if "\\" in raw:
        bad = next((found[1] for found in _BAD_ESCAPE.finditer(raw) if found[1] is not None), None)
        if bad is not None:
            mended = _BAD_ESCAPE.sub(lambda found: found[0] if found[1] is None else "\\" + found[1], raw)
            message = f"`{bad}` is no JSON escape: for a backslash write two"
            reader.problem("bad-escape", start, end, message, f'"{mended}"')
    control = _CONTROL.search(raw)
    if control is None:
        return
    mended = _CONTROL.sub(lambda found: _CONTROL_NAMES.get(found[0], f"\\u{ord(found[0]):04x}"), raw)
    if "\n" in raw or "\r" in raw:
        message = "This string spans lines: ARM deployments accept that, strict JSON does not"
        reader.problem("multi-line-string", start, end, message, f'"{mended}"')
        return
    shown = _CONTROL_NAMES.get(control[0], f"\\u{ord(control[0]):04x}")
    what = "A tab" if control[0] == "\t" else "A control character"
    reader.problem("control-character", start, end, f"{what} in a string is written `{shown}` in JSON", f'"{mended}"')


def _among_text(reader: Reader, match: re.Match[str], named: bool) -> Node | None:
    """A quoted text with something behind it that cannot be there: one of the quotes is missing, or one is too much."""
    text, start, end, raw = reader.text, match.start(), match.end(), match[1]
    ends = _ENDS_NAME if named else _ENDS_VALUE
    doubled = _DOUBLED.match(text, start) if not raw else None
    if doubled is not None and ends.match(text, doubled.end()):
        return _mended(reader, start, doubled.end(), doubled[1], "doubled-quotes", "This string has doubled quotes")
    if text.startswith('"', end):
        if ends.match(text, end + 1):
            return _mended(reader, start, end + 1, raw, "doubled-quotes", "This string has doubled quotes")
        return _whole(reader, match)
    rest = _REST_NEARBY.match(text, end)
    line_end = rest.end() if rest else end
    if text.count('"', end, line_end) % 2:  # an odd number of quotes on the line: one is missing
        cut = (_NAME_AND_COLON.match(raw) if named else None) or _STRUCTURE_AT_END.search(raw)
        if cut is not None:
            at = cut.end(1) if cut.re is _NAME_AND_COLON else cut.start()
            if not raw[:at].strip():
                _stray(reader)
                return None
            return _unclosed(reader, start + 1 + at, named)
    candidate = text.find('"', end, line_end)
    while candidate >= 0:
        if ends.match(text, candidate + 1):
            whole = text[start + 1 : candidate]
            message = 'A quote within a string is written `\\"`'
            return _mended(reader, start, candidate + 1, whole, "unescaped-quote", message)
        candidate = text.find('"', candidate + 1, line_end)
    return _whole(reader, match)


def _mended(reader: Reader, start: int, end: int, raw: str, kind: str, message: str) -> Node:
    value = decode(raw)
    fixed = raw.replace('\\"', '"').replace('"', '\\"')
    reader.problem(kind, start, end, message, f'"{fixed}"')
    reader.pos = end
    return Node("string", start, end, value)


def _to_line_end(reader: Reader, named: bool) -> Node | None:
    """A string whose closing quote is missing: it ends with its line, before what closes or separates there."""
    text, start = reader.text, reader.pos
    line_end = reader.line_end(start)
    raw = text[start + 1 : line_end]
    if _STRUCTURE_ONLY.match(raw) and not (raw.strip() == "[" and not _deeper(text, start, line_end)):
        _stray(reader)
        return None
    cut = _NAME_AND_COLON.match(raw) if named else None
    if cut is not None:
        return _unclosed(reader, start + 1 + cut.end(1), named)
    opener = reader.stack[-1].start
    beside = line_end - opener < _NEAR and "\n" not in text[opener:start] and "\r" not in text[opener:start]
    tail = (_LINE_CLOSING if beside and len(reader.stack) > 1 else _LINE_COMMA).search(raw)
    return _unclosed(reader, start + 1 + (tail.start() if tail else len(raw)), named)


def _deeper(text: str, start: int, line_end: int) -> bool:
    """Whether the next line is indented deeper than this one."""
    line = max(text.rfind("\n", max(0, start - _NEAR), start), text.rfind("\r", max(0, start - _NEAR), start)) + 1
    here = text[line:start]
    following = text[line_end : line_end + _NEAR].lstrip("\r\n")
    indent = len(here) - len(here.lstrip(" \t"))
    return len(following) - len(following.lstrip(" \t")) > indent


def _unclosed(reader: Reader, end: int, named: bool) -> Node:
    text, start = reader.text, reader.pos
    raw = text[start + 1 : end]
    what = "this name" if named else "this string"
    reader.pos = end
    reader.problem("missing-quote", start, end, f"Closing quote missing after {what}", f'"{raw}"')
    return Node("string", start, end, decode(raw))


def _stray(reader: Reader) -> None:
    start = reader.pos
    reader.pos += 1
    reader.problem("unexpected-text", start, start + 1, 'This `"` opens no string', "")
