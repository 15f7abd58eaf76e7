"""Where something can be written at an offset, in half-typed text too, and what it takes to leave valid JSON."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, Final, Literal

from aiblsp.diagnostic import Edit
from aiblsp.document import analyze
from aiblsp.jsonc import gaps
from aiblsp.jsonc.locate import locate
from aiblsp.jsonc.strings import QUOTES
from aiblsp.record import dataclass
from aiblsp.text import Source

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.jsonc.node import Comment, Node, Tree

# Problems that leave the tree around them as it was meant.
_HARMLESS: Final = frozenset(
    (
        *("missing-comma", "missing-colon", "missing-value", "trailing-comma", "extra-comma", "duplicate-key"),
        *("single-quotes", "multi-line-string", "bad-escape", "control-character", "bad-number"),
        *("unquoted-placeholder", "empty-document"),
    )
)
_TOKEN: Final = re.compile(r'"(?:[^"\\\r\n]|\\.)*"?|//[^\r\n]*|/\*(?s:.*?)(?:\*/|\Z)|[{}\[\]]')
_BLANKS: Final = re.compile(r"(?:[ \t\r\n]++|//[^\r\n]*+|/\*(?s:.*?)\*/)*+")
_BEFORE: Final = re.compile(r"[\w$.\-]*\Z")
_AFTER: Final = re.compile(r"[\w$.\-]*(?:(?<=[\w$.\-])\"(?=[ \t]*+[:,\r\n}\]]))?")
_BEGUN: Final = re.compile(r'"[\w$.\-]*+(?=:[ \t]*"\[)')  # a name that ends at the quote before an expression
_LONGEST_WORD: Final = 200
_NEAR: Final = 10_000
_LARGEST_PROBED: Final = 300_000  # characters; to understand a longer text twice takes too long
_CLOSING: Final = {"{": "}", "[": "]"}


@dataclass(frozen=True, slots=True)
class Slot:
    """A place for a name or a value.

    document  the document, or where its text is too broken there, one with a stand-in at the place
    role      "name" of a member; "value" of a member; "element" of an array
    start, end  the offsets of the word that is there, quotes included
    quote     how the word starts; empty where it has no quote
    path      the nodes of `document` from its root to the object (name), the member (value) or the array (element)
    named     for a name: a colon follows, so that there is a value already
    before, after  what to write in front of and behind the new text
    edits     what else to write, so that commas are where they belong
    """

    document: Document
    role: Literal["name", "value", "element"]
    start: int
    end: int
    quote: str
    path: tuple[Node, ...]
    named: bool
    before: str
    after: str
    edits: tuple[Edit, ...]


def slot(document: Document, offset: int) -> Slot | None:
    """The place at an offset; None in comments, and where nothing can be written."""
    text, tree = document.source.text, document.tree
    if any(_in_comment(text, comment.start, comment.end, offset) for comment in _near(tree, offset)):
        return None
    start, end = _word(document, offset)
    previous, following = _previous(text, tree, start), _next(text, end)
    opened = text[previous : previous + 1] if previous >= 0 else ""
    broken = len(text) < _LARGEST_PROBED and any(problem.kind not in _HARMLESS for problem in tree.problems)
    colonless = _colonless(tree, start) if not broken else False
    inside = _container(text, tree, start, broken=broken)
    if not inside:
        return None
    role: Literal["name", "value", "element"] = "element" if inside == "[" else "name"
    if inside == "{" and (opened == ":" or colonless):
        role = "value"
    follower, lead = text[following : following + 1], ""
    if role == "value" and start == end and opened == ":" and follower not in ("", ",", "}", "]"):
        scalar_end = _scalar_at(tree, following)
        if scalar_end is None and follower in ("{", "["):
            return None
        if scalar_end is not None:
            lead, end = text[offset:following], scalar_end
            following = _next(text, end)
            follower = text[following : following + 1]
    glued = start < end and ((role == "name" and previous + 1 == start and opened == '"') or follower in ("{", "["))
    if glued and text[start] not in QUOTES:
        return None  # a stray letter beside something whole
    if "\n" in text[start:end] or "\r" in text[start:end]:
        return None  # an editor completes within a line
    valued = role == "name" and start < end and _has_value(tree, start, end)
    named = role == "name" and (follower == ":" or valued)
    needs_comma = role != "value" and opened not in ("{", "[", ",")
    edits: tuple[Edit, ...] = (Edit(previous + 1, previous + 1, ","),) if needs_comma and previous + 1 < start else ()
    before = ": " if colonless else "," if needs_comma and not edits else lead
    if not before and role == "value" and previous + 1 == start and '": ' in text[:_NEAR]:
        before = " "  # as behind the other colons
    after = "" if named or follower in (",", "}", "]", "") else ", " if following == end else ","
    if valued and follower != ":":
        after = ":"
    closers = "" if follower or not broken else _closers(document.source, start, end)
    own_lines = end < len(text)
    stand_in = (before or ("," if needs_comma else ""), after, closers)
    there, path = _probed(document, role, start, end, *stand_in) if broken else _path(document, role, previous, start)
    if closers:
        edits += (Edit(len(text), len(text), closers),) if own_lines else ()
        after += "" if own_lines else closers
    quote = text[start : start + 1] if start < end and text[start] in QUOTES else ""
    return Slot(there, role, start, end, quote, path, named, before, after, edits)


def _near(tree: Tree, offset: int) -> tuple[Comment, ...]:
    index = bisect_right(tree.comments, offset, key=lambda comment: comment.start)
    return tree.comments[max(0, index - 1) : index]


def _in_comment(text: str, start: int, end: int, offset: int) -> bool:
    """Whether an offset is in a comment; one at the end of a line comment still is."""
    open_ended = text.startswith("//", start) or not text.startswith("*/", end - 2)
    return start < offset and (offset < end or (open_ended and offset == end))


def _word(document: Document, offset: int) -> tuple[int, int]:
    """The word at an offset, with the quotes that it has."""
    text, tree = document.source.text, document.tree
    for problem in tree.problems:
        lone = problem.kind == "unexpected-text" and text[problem.start : problem.end] in ('"', "'")
        if (lone or problem.kind == "missing-quote") and problem.start < offset <= problem.end:
            comment = text.find(" //", offset, problem.end)  # an unclosed string reads on into it
            return problem.start, problem.end if comment < 0 else comment
    location = locate(tree, offset)
    node = location.node
    if node is not None and location.on != "gap":
        spans = [(node.start, node.end)] if node.kind == "string" else []
        spans += [(node.key.start, node.key.end)] if node.key is not None else []
        for start, end in spans:
            if start < offset <= end and text[start] in QUOTES:
                begun = _BEGUN.match(text, start)
                return start, begun.end() if begun is not None and offset <= begun.end() else end
    near = max(0, offset - _LONGEST_WORD)
    before = _BEFORE.search(text, near, offset)
    after = _AFTER.match(text, offset, offset + _LONGEST_WORD)
    return before.start() if before else offset, after.end() if after else offset


def _previous(text: str, tree: Tree, offset: int) -> int:
    """The offset of the last character before `offset` that is neither blank nor comment; -1 where there is none."""
    index = bisect_right(tree.comments, offset, key=lambda comment: comment.end) - 1
    at = offset
    while True:
        while at > 0 and text[at - 1] in " \t\r\n":
            at -= 1
        if index >= 0 and tree.comments[index].end >= at > tree.comments[index].start:
            at = tree.comments[index].start
            index -= 1
            continue
        return at - 1


def _next(text: str, offset: int) -> int:
    """The offset of the first character from `offset` on that is neither blank nor comment; else the text's length."""
    match = _BLANKS.match(text, offset)
    return match.end() if match is not None else offset


def _scalar_at(tree: Tree, offset: int) -> int | None:
    """The end of the scalar that starts at an offset."""
    location = locate(tree, offset)
    node = location.node
    if node is None or location.on != "value" or node.start != offset or node.kind in ("object", "array"):
        return None
    return node.end


def _has_value(tree: Tree, start: int, end: int) -> bool:
    """Whether the name between two offsets has a value, if only without its colon."""
    location = locate(tree, start)
    node = location.node
    if location.on != "key" or node is None or node.key is None or not node.start > node.key.end <= end:
        return False
    return node.kind != "unknown" or bool(str(node.value).strip())


def _colonless(tree: Tree, start: int) -> bool:
    """Whether the word before is a name whose colon is missing."""
    node = locate(tree, start)
    child = node.node.children[node.index - 1] if node.node is not None and node.on == "gap" and node.index else None
    if node.on == "value":
        child = node.node
    if child is None or child.key is None:
        return False
    return any(problem.kind == "missing-colon" and problem.end == child.key.end for problem in tree.problems)


def _container(text: str, tree: Tree, start: int, *, broken: bool) -> str:
    """The bracket of the container around an offset; empty outside of all."""
    if not broken:
        location = locate(tree, start)
        node = location.container
        if node is None or node.kind not in ("object", "array"):
            return ""
        return "{" if node.kind == "object" else "["
    opened = _open(text, start)
    return text[opened[-1]] if opened else ""


def _open(text: str, end: int) -> list[int]:
    """The offsets of the brackets that are open before `end`. Strings end with their line."""
    stack: list[int] = []
    for match in _TOKEN.finditer(text, 0, end):
        mark = match.group()
        if mark in ("{", "["):
            stack.append(match.start())
        elif mark in ("}", "]"):
            index = len(stack) - 1
            while index >= 0 and _CLOSING[text[stack[index]]] != mark:
                index -= 1
            if index >= 0:
                del stack[index:]
    return stack


def _closers(source: Source, start: int, end: int) -> str:
    """The closing brackets that the text lacks at its end; each on its line, if a line end comes before it already."""
    text = source.text
    opened = _open(text, start)
    if end == len(text):
        return "".join(_CLOSING[text[opening]] for opening in reversed(opened))
    parts = [gaps.indent(text, opening) + _CLOSING[text[opening]] for opening in reversed(opened)]
    first = "" if text.endswith(("\n", "\r")) else source.newline
    return first + source.newline.join(parts) + ("" if first else source.newline)


def _path(document: Document, role: str, previous: int, start: int) -> tuple[Document, tuple[Node, ...]]:
    """The nodes around the place by the document's own tree."""
    tree = document.tree
    if role == "value":
        colonless = document.source.text[previous] != ":"
        return document, _last(tree, start) if colonless else locate(tree, previous).path
    location = locate(tree, start)
    return document, location.path if location.on == "gap" else location.path[:-1]


def _probed(
    document: Document, role: str, start: int, end: int, before: str, after: str, closers: str
) -> tuple[Document, tuple[Node, ...]]:
    """The nodes around the place in a text that has a stand-in there, where the document's own tree is guesswork."""
    text = document.source.text
    stand_in = before + ('"": null' if role == "name" else '""')
    changed = text[:start] + stand_in + after + text[end:] + closers
    probed = analyze(Source(changed, document.source.path), document.options)
    location = locate(probed.tree, start + len(before) + 1)
    path = location.path
    if location.on != "gap" and role != "value":
        path = path[:-1]
    return probed, path


def _last(tree: Tree, offset: int) -> tuple[Node, ...]:
    location = locate(tree, offset)
    if location.on == "value":
        return location.path
    holder = location.node
    return (*location.path, holder.children[location.index - 1]) if holder is not None else ()
