"""What is written between nodes: commas, colons, comments, blanks and indentation. Reads only; `aiblsp.edit` writes."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aiblsp.jsonc.node import Node

COMMENT = r"//[^\r\n]*+|/\*(?s:.*?)\*/"
LINE_END = r"\r\n|\n|\r"

_COMMA = rf"(?:[ \t\r\n]++|{COMMENT})*+,"
_COMMENT = rf"[ \t\r\n]*+({COMMENT})"
_REST_OF_LINE = r"(?:[ \t]++|/\*[^\r\n]*?\*/)*+(?://[^\r\n]*+)?(?=[\r\n]|\Z)"
_BLANKS = r"[ \t]*+"
_COLON = r"[ \t]*+:[ \t]*+"
_INDENTED_LINE = r"(?m:^)([ \t]+)[\"{\[}\]]"

# Compiled on first use: rules import this at start-up, and few runs write a fix.
compiled = cache(re.compile)

# How far to look for a line's start, or for an indented line: a document on one line is not searched to its ends.
_NEAR = 10_000


def child_start(node: Node) -> int:
    """Where a member or element starts: its name, if it has one."""
    return value_start(node) if node.key is None else node.key.start


def value_start(node: Node) -> int:
    """Where a value starts in its holder; one that a parameter or variable brought there is the expression there."""
    return node.start if node.via is None else node.via.start


def value_end(node: Node) -> int:
    """Where a value, and with it the member or element, ends in its holder."""
    return node.end if node.via is None else node.via.end


def inner_start(text: str, parent: Node) -> int:
    """Where the inside of a container starts: behind its opening bracket, if it has one."""
    return parent.start + 1 if text.startswith("{" if parent.kind == "object" else "[", parent.start) else parent.start


def inner_end(text: str, parent: Node) -> int:
    """Where the inside of a container ends: before its closing bracket, if it has one."""
    closing = "}" if parent.kind == "object" else "]"
    closed = parent.end > inner_start(text, parent) and text.startswith(closing, parent.end - 1)
    return parent.end - 1 if closed else parent.end


def comma(text: str, start: int, end: int) -> int | None:
    """The offset of the first comma from `start` to `end` that is in no comment, where only blanks come before it."""
    match = compiled(_COMMA).match(text, start, end)
    return match.end() - 1 if match else None


def comments_end(text: str, start: int, end: int) -> tuple[int, bool]:
    """The end of the comments that come first from `start` to `end`; whether a line must end behind the last one."""
    last = ""
    while (match := compiled(_COMMENT).match(text, start, end)) is not None:
        start, last = match.end(), match[1]
    return start, last.startswith("//")


def line_start(text: str, offset: int) -> int:
    """The start of the line that the offset is on; on a very long line an offset near it."""
    near = max(0, offset - _NEAR)
    return max(text.rfind("\n", near, offset) + 1, text.rfind("\r", near, offset) + 1, near)


def starts_line(text: str, offset: int) -> bool:
    """Whether there are only blanks before the offset on its line."""
    return not text[line_start(text, offset) : offset].strip(" \t")


def indent(text: str, offset: int) -> str:
    """The blanks at the start of the line that the offset is on."""
    match = compiled(_BLANKS).match(text, line_start(text, offset), offset)
    return match.group() if match else ""


def rest_of_line(text: str, offset: int) -> int | None:
    """The end of the line, where only blanks and comments follow the offset; else None."""
    match = compiled(_REST_OF_LINE).match(text, offset)
    return match.end() if match else None


def comment_end(text: str, offset: int) -> int:
    """The end of the comment behind `offset`, where nothing else follows on the line; else `offset`."""
    end = rest_of_line(text, offset)
    return end if end is not None and text[offset:end].strip(" \t") else offset


def own_line(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The span of the lines that hold `start` to `end` and nothing else but a comment behind it; else None."""
    rest = rest_of_line(text, end)
    if rest is None or not starts_line(text, start):
        return None
    line_end = compiled(LINE_END).match(text, rest)
    return line_start(text, start), line_end.end() if line_end else rest


def with_blanks(text: str, start: int, end: int) -> tuple[int, int]:
    """The span of something among others on its line, and the blanks that would be left over without it."""
    rest = rest_of_line(text, end)
    if rest is None:
        match = compiled(_BLANKS).match(text, end)
        return start, match.end() if match else end
    while start and text[start - 1] in " \t":
        start -= 1
    return start, rest


def colon(text: str, member: Node) -> str:
    """The colon of a member with the blanks around it; of a node without a name, the usual one."""
    written = compiled(_COLON).fullmatch(text, member.key.end, member.start) if member.key else None
    return written.group() if written else ": "


def separator(text: str, parent: Node) -> str:
    """The comma of a container with what stands between it and the next child on the same line."""
    if len(parent.children) > 1:
        return ", " if text[child_start(parent.children[1]) - 1] in " \t\r\n" else ","
    return "," if parent.kind == "object" and colon(text, parent.children[0]) == ":" else ", "


def indent_unit(text: str, parent: Node) -> str:
    """One level of indentation: what `parent` adds for its children, or what the document starts with."""
    base = indent(text, parent.start)
    for child in parent.children[:1]:
        inner = indent(text, child_start(child))
        if starts_line(text, child_start(child)) and len(inner) > len(base) and inner.startswith(base):
            return inner[len(base) :]
    match = compiled(_INDENTED_LINE).search(text, 0, _NEAR)
    return match.group(1) if match else "  "
