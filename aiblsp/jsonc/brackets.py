"""Which container a bracket opens or closes where they do not match: told by balance and, with a layout, by columns."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from aiblsp.jsonc import gaps
from aiblsp.jsonc.node import Key, Node

if TYPE_CHECKING:
    from aiblsp.jsonc.node import Kind
    from aiblsp.jsonc.reader import Reader

NAMED = re.compile(r'"(?:[^"\\\r\n]|\\[^\r\n])*+"[ \t\r\n]*+:')

_KINDS: dict[str, Kind] = {"{": "object", "}": "object", "[": "array", "]": "array"}
_OPENING = {"object": "{", "array": "["}
_CLOSING = {"object": "}", "array": "]"}
_SLIP_THEN_VALUE = re.compile(r"[ \t]*+[,:}\]]?+([ \t\r\n]*+)")
_COMMA_THEN_NEXT = re.compile(r"[ \t]*+,?([ \t\r\n]*+)")
_BREAK = re.compile(r"[\r\n]")


def push(reader: Reader, char: str, key: Key | None) -> None:
    """Go into the container that opens at `reader.pos`."""
    if reader.layout is not None:
        reader.layout.look(reader.gap, reader.pos)
    node = Node(_KINDS[char], reader.pos, reader.pos + 1, None, key, [])
    reader.pos += 1
    reader.open(node)


def end_of_text(reader: Reader) -> None:
    """Close all that is open."""
    _leave_to(reader, 0)
    reader.pos = len(reader.text)


def _leave_to(reader: Reader, depth: int) -> None:
    """Close the containers deeper than `depth`, which have no brackets of their own, with one problem for them all."""
    node = reader.stack[-1]
    count = len(reader.stack) - 1 - depth
    # Where the text ends they hold what follows the last token, too: somebody is still writing there.
    end = reader.pos if reader.pos == len(reader.text) else reader.gap
    missing = 0
    while len(reader.stack) - 1 > depth:
        missing += reader.stack[-1] not in reader.made_up
        reader.leave_unclosed(end)
    if not missing:
        return
    message = f"This `{_OPENING[node.kind]}` has no closing `{_CLOSING[node.kind]}`"
    if count > 1:
        message = f"This `{_OPENING[node.kind]}` and brackets around it ({count} in all) are not closed"
    reader.add("unclosed", node.start, node.start + 1, message)


def belongs_outside(reader: Reader, named: bool) -> bool:
    """Close the containers that the indentation says are over before this line; False where it says nothing."""
    layout = reader.layout
    if layout is None:
        return False
    column = layout.look(reader.gap, reader.pos)
    if column < 0 or layout.settle(column):
        return False
    if not named and not _is_element(reader):
        return False
    depth = layout.owner(column, "object" if named else "array")
    if depth < 0:
        return False
    _leave_to(reader, depth)
    reader.pos = reader.gap
    reader.expecting = True
    return True


def _is_element(reader: Reader) -> bool:
    """Whether what stands here can be an element of an array only."""
    char = reader.text[reader.pos]
    if char in "{[":
        return True
    return char == '"' and _STRING_ELEMENT.match(reader.text, reader.pos) is not None


_STRING_ELEMENT = re.compile(r'"(?:[^"\\\r\n]|\\[^\r\n])*+"[ \t\r\n]*+[,\]]')


def close(reader: Reader, char: str) -> None:
    """Take the closing bracket at `reader.pos` as that of one of the open containers, or as one too many."""
    kind = _KINDS[char]
    top = reader.stack[-1]
    layout = reader.layout
    fits = top.kind == kind
    if layout is None:
        if fits or reader.opened[kind]:
            _close_innermost(reader, kind)
        else:
            _pass_closing(reader, kind)
        return
    column = layout.look(reader.gap, reader.pos)
    if column >= 0:
        indent = layout.indents[-1]
        if fits and column == indent:
            _close_innermost(reader, kind)
            return
        if column == indent and _is_swapped(reader, kind):
            _close_wrong(reader, kind)
            return
        depth = layout.opener(column, kind)
        if 0 < depth < len(reader.stack) - 1 and (column < indent or not fits):
            _leave_to(reader, depth)
            _close_innermost(reader, kind)
            return
    if fits:
        if reader.surplus[kind] < 0 and _goes_on(reader, column):
            _pass_closing(reader, kind)
        else:
            _close_innermost(reader, kind)
    elif kind == "array" and turn_into_array(reader):
        return
    elif _is_swapped(reader, kind):
        _close_wrong(reader, kind)
    elif reader.opened[kind] and reader.surplus[kind] >= 0:
        _close_innermost(reader, kind)
    else:
        _pass_closing(reader, kind)


def _close_innermost(reader: Reader, kind: str) -> None:
    """Close the innermost container of a kind, and those in it that have no brackets of their own."""
    depth = len(reader.stack) - 1
    while reader.stack[depth].kind != kind:
        depth -= 1
    if depth < len(reader.stack) - 1:
        _leave_to(reader, depth)
    elif reader.expecting and reader.stack[-1].children and reader.text[reader.gap - 1] == ",":
        what = "member" if kind == "object" else "element"
        reader.problem("trailing-comma", reader.gap - 1, reader.gap, f"Comma after the last {what}", "")
    reader.pos += 1
    reader.leave(reader.pos)


def _pass_closing(reader: Reader, kind: str) -> None:
    pos = reader.pos
    reader.guess(kind, -1)
    reader.pos = pos + 1
    last = reader.problems[-1] if reader.problems else None
    if last is not None and last.kind == "unexpected-close" and last.end == reader.gap:
        reader.problems.pop()
        reader.problem("unexpected-close", last.start, pos + 1, "These brackets close nothing")
        return
    reader.problem("unexpected-close", pos, pos + 1, f"This `{_CLOSING[kind]}` closes nothing")


def _close_wrong(reader: Reader, kind: str) -> None:
    top = reader.stack[-1]
    pos = reader.pos
    right = _CLOSING[top.kind]
    reader.guess(top.kind, 1)
    reader.guess(kind, -1)
    reader.problem("wrong-bracket", pos, pos + 1, f"`{right}` should be here, not `{_CLOSING[kind]}`", right)
    reader.pos = pos + 1
    reader.leave(pos + 1)


def _is_swapped(reader: Reader, kind: str) -> bool:
    """Whether a bracket of the other kind was written: the container's own one is missing, this one is too much."""
    own = reader.stack[-1].kind
    return own != kind and reader.surplus[own] > 0 and reader.surplus[kind] < 0


def _goes_on(reader: Reader, column: int) -> bool:
    """Whether the innermost container goes on behind the closing bracket here."""
    layout = reader.layout
    match = _COMMA_THEN_NEXT.match(reader.text, reader.pos + 1)
    if layout is None or match is None:
        return False
    if len(reader.stack) == 2:
        return match.end() < len(reader.text)
    if column >= 0:
        return column != layout.indents[-1]
    if layout.columns[-1] < 0 or not _BREAK.search(match[1]):
        return False
    following = match.end() - max(match[1].rfind("\n"), match[1].rfind("\r")) - 1 - match.start(1)
    return following == layout.columns[-1] and reader.text[match.end() : match.end() + 1] not in ("}", "]", "")


def open_without_name(reader: Reader, char: str) -> None:
    """A bracket opens where an object expects a name."""
    kind = _KINDS[char]
    top = reader.stack[-1]
    if reader.layout is not None:
        if turn_into_array(reader):
            return
        surplus = reader.surplus
        if kind == "object" and surplus["object"] > 0 and len(reader.stack) > 2 and reader.stack[-2].kind == "array":
            _leave_to(reader, len(reader.stack) - 2)
            reader.pos = reader.gap
            reader.expecting = True
            return
        if surplus[kind] > 0:
            pos = reader.pos
            reader.guess(kind, 1)
            reader.problem("unexpected-text", pos, pos + 1, f"This `{char}` is one too many")
            reader.pos = pos + 1
            return
    reader.guesses += 1
    top.incomplete = True
    reader.problem("missing-key", reader.pos, reader.pos + 1, f"Name missing before this `{char}`")
    push(reader, char, Key("", reader.pos, reader.pos, False))


def open_for_name(reader: Reader) -> bool:
    """A named member stands where an array expects an element: a bracket is missing. False: its colon is a slip."""
    surplus = reader.surplus
    top = reader.stack[-1]
    starts_line = _BREAK.search(reader.text, reader.gap, reader.pos) is not None
    if reader.layout is not None:
        if not top.children and surplus["array"] > 0 and surplus["object"] < 0:
            _retype(reader, "object")
            return True
        if surplus["object"] >= 0 and surplus["array"] > 0 and reader.opened["object"]:
            _leave_to(reader, len(reader.stack) - 2)
            reader.pos = reader.gap
            reader.expecting = True
            return True
        if surplus["object"] >= 0 and not starts_line:
            return False
    elif not starts_line:
        reader.guesses += 1
        return False
    make_up(reader, "object", reader.gap)
    return True


def make_up(reader: Reader, kind: Kind, start: int, key: Key | None = None) -> None:
    """Go into a container whose opening bracket is missing before `reader.pos`."""
    what = "name" if kind == "object" else "value"
    reader.problem("unopened", reader.pos, reader.pos + 1, f"`{_OPENING[kind]}` missing before this {what}")
    node = Node(kind, start, start, None, key, [])
    node.incomplete = True
    reader.made_up.add(node)
    reader.guess(kind, -1)
    reader.open(node)
    reader.pos = reader.gap if start <= reader.gap else reader.pos


def make_up_value(reader: Reader, key: Key, start: int) -> bool:
    """Where a member has no sound value: go into the container that was meant, if lines or balance say it was one."""
    text = reader.text
    match = _SLIP_THEN_VALUE.match(text, reader.pos)
    if match is None or match.end() == len(text):
        return False
    named = NAMED.match(text, match.end()) is not None
    kind: Kind = "object" if named else "array"
    broken = _BREAK.search(text, start, match.end()) is not None
    if broken:
        blanks = gaps.indent(text, match.end())
        if not gaps.starts_line(text, match.end()) or len(blanks) <= len(gaps.indent(text, key.start)):
            return False
    if not (named and broken) and (reader.layout is None or reader.surplus[kind] >= 0):
        return False
    if not named and (not broken or text[match.end()] not in '"{['):
        return False
    reader.gap = match.start(1)
    reader.pos = match.end()
    make_up(reader, kind, start, key)
    reader.pos = reader.gap
    return True


def turn_into_array(reader: Reader) -> bool:
    """Make an array where a `[` was lost or became a `{`: of the object just opened, or of the last member's value."""
    top = reader.stack[-1]
    surplus = reader.surplus
    layout = reader.layout
    if layout is None or surplus["array"] >= 0:
        return False
    if not top.children:
        if surplus["object"] <= 0:
            return False
        _retype(reader, "array")
        return True
    first = top.children[-1]
    if first.key is None or first.kind == "array":
        return False
    array = Node("array", first.start, first.end, None, first.key, [first])
    array.incomplete = True
    first.key = None
    top.children[-1] = array
    reader.made_up.add(array)
    reader.guess("array", -1)
    column = layout.column
    layout.column = len(gaps.indent(reader.text, array.key.start)) if array.key else column
    reader.enter(array)
    layout.column = column
    reader.add("unopened", first.start, first.start + 1, "`[` missing before this value")
    reader.pos = reader.gap
    reader.expecting = reader.text[reader.gap - 1] == ","
    return True


def _retype(reader: Reader, kind: Kind) -> None:
    """The innermost container was opened with the wrong bracket."""
    top = reader.stack[-1]
    reader.guess(top.kind, 1)
    reader.guess(kind, -1)
    reader.opened[top.kind] -= 1
    reader.opened[kind] += 1
    right, wrong = _OPENING[kind], _OPENING[top.kind]
    reader.add("wrong-bracket", top.start, top.start + 1, f"`{right}` should be here, not `{wrong}`", right)
    top.kind = kind
    if kind == "object":
        reader.objects.append(top)
    if reader.layout is not None:
        reader.layout.rename(kind)
    reader.pos = reader.gap
