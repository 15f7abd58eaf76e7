"""Which container a closing bracket or a new line belongs to, where brackets are missing or too many.

Without a layout only kinds are matched. With one, the balance of brackets tells what is missing, columns tell where.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp.jsonc.node import Node
from aiblsp.pattern import later

if TYPE_CHECKING:
    from aiblsp.jsonc.layout import Layout
    from aiblsp.jsonc.node import Key, Kind
    from aiblsp.jsonc.reader import Reader

NAMED = later(r'"((?:[^"\\\r\n]|\\[^\r\n])*+)"[ \t\r\n]*+:')
KINDS: dict[str, Kind] = {"{": "object", "}": "object", "[": "array", "]": "array"}
OPENING = {"object": "{", "array": "["}
CLOSING = {"object": "}", "array": "]"}

_STRING_ELEMENT = later(r'"(?:[^"\\\r\n]|\\[^\r\n])*+"[ \t\r\n]*+[,\]]')
_COMMA_THEN_NEXT = later(r"[ \t]*+,?([ \t\r\n]*+)")
_SLIP = later(r'[}\]][ \t]*+"|\}[ \t]*+\}|\][ \t]*+\]')
_STRING_OR_BRACKET = later(r'"(?:[^"\\\r\n]|\\[^\r\n])*+"|//[^\r\n]*+|([{}\[\]])')


def push(reader: Reader, char: str, key: Key | None) -> None:
    """Go into the container that opens at `reader.pos`."""
    if reader.layout is not None:
        reader.layout.look(reader.gap, reader.pos)
    node = Node(KINDS[char], reader.pos, reader.pos + 1, None, key, [])
    reader.pos += 1
    reader.open(node)


def end_of_text(reader: Reader) -> None:
    """Close all that is open."""
    leave_to(reader, 0)


def count_rest(reader: Reader) -> int:
    """Take the brackets from `reader.pos` to the end into the balance, and tell how many they are."""
    count = 0
    for match in _STRING_OR_BRACKET.finditer(reader.text, reader.pos):
        bracket = match[1]
        if bracket is not None:
            count += 1
            reader.surplus[KINDS[bracket]] += 1 if bracket in "{[" else -1
    return count


def leave_to(reader: Reader, depth: int) -> None:
    """Close the containers deeper than `depth`, which have no closing brackets: one problem for them all."""
    node = reader.stack[-1]
    # Where the text ends they hold what follows the last token, too: somebody is still writing there.
    end = reader.pos if reader.pos == len(reader.text) else reader.gap
    count = 0
    while len(reader.stack) - 1 > depth:
        count += reader.stack[-1] not in reader.made_up
        reader.leave_unclosed(end)
    if not count:
        return
    message = f"This `{OPENING[node.kind]}` has no closing `{CLOSING[node.kind]}`"
    if count > 1:
        message = f"This `{OPENING[node.kind]}` and brackets around it ({count} in all) have no closing ones"
    reader.add("unclosed", node.start, node.start + 1, message)


def belongs_outside(reader: Reader, *, named: bool) -> bool:
    """Close the containers that are over before this line, as its column says; False where it says nothing.

    `named`: a member starts here, else perhaps an element.
    """
    layout = reader.layout
    if layout is None:
        return False
    column = layout.look(reader.gap, reader.pos)
    if column < 0 or layout.settle(column) or not (named or _is_element(reader)):
        return False
    depth = layout.owner(column, "object" if named else "array")
    if depth < 0 or not _may_leave(reader, layout, depth) or not layout.decide(reader.pos):
        return False
    leave_to(reader, depth)
    reader.read_again(expecting=True)
    return True


def _is_element(reader: Reader) -> bool:
    char = reader.text[reader.pos]
    return char in "{[" or (char == '"' and _STRING_ELEMENT.match(reader.text, reader.pos) is not None)


def _may_leave(reader: Reader, layout: Layout, depth: int) -> bool:
    """Whether an outer container is at `depth`, and the balance allows for closing those in it without brackets."""
    if not 0 < depth < len(reader.stack) - 1:
        return False
    if not layout.gated:
        return True
    inner = [node.kind for node in reader.stack[depth + 1 : depth + 65]]  # more than 64 are no slip of the hand
    return (
        depth + 65 > len(reader.stack)
        and inner.count("object") <= max(reader.surplus["object"], 0)
        and inner.count("array") <= max(reader.surplus["array"], 0)
    )


def close(reader: Reader, char: str) -> None:
    """Take the closing bracket at `reader.pos` as that of one of the open containers, or as one too many."""
    kind = KINDS[char]
    layout = reader.layout
    if layout is not None and _close_by_layout(reader, layout, kind):
        return
    if reader.stack[-1].kind == kind or (reader.opened[kind] and (layout is None or reader.surplus[kind] >= 0)):
        _close_innermost(reader, kind)
    else:
        _pass_over(reader, kind)


def _close_by_layout(reader: Reader, layout: Layout, kind: Kind) -> bool:
    """What columns and balance say about a closing bracket; False where they say nothing."""
    own = reader.stack[-1].kind
    column = layout.look(reader.gap, reader.pos)
    too_many = reader.surplus[kind] < 0
    swapped = own != kind and too_many and reader.surplus[own] > 0
    if too_many and _is_slip(reader, column) and layout.decide(reader.pos):
        _pass_over(reader, kind)
        return True
    if column >= 0:
        indent = layout.indents[-1]
        layout.misfits += column != indent
        if column == indent and own == kind:
            _close_innermost(reader, kind)
            return True
        if column == indent and swapped:
            _close_swapped(reader, kind)
            return True
        depth = layout.opener(column, kind)
        outer = column < indent or own != kind
        if outer and _may_leave(reader, layout, depth) and layout.decide(reader.pos):
            leave_to(reader, depth)
            _close_innermost(reader, kind)
            return True
        swapped = swapped or (not layout.gated and column == indent and own != kind)
    if swapped:
        _close_swapped(reader, kind)
        return True
    if own == kind and too_many and _goes_on(reader, layout, column) and layout.decide(reader.pos):
        _pass_over(reader, kind)
        return True
    return False


def _close_innermost(reader: Reader, kind: Kind) -> None:
    """Close the innermost container of a kind, and those in it, which have no brackets of their own."""
    depth = len(reader.stack) - 1
    while reader.stack[depth].kind != kind:
        depth -= 1
    if depth < len(reader.stack) - 1:
        leave_to(reader, depth)
    elif reader.expecting and reader.stack[-1].children and reader.text[reader.gap - 1] == ",":
        what = "member" if kind == "object" else "element"
        reader.add("trailing-comma", reader.gap - 1, reader.gap, f"Comma after the last {what}", "")
    reader.pos += 1
    reader.leave(reader.pos)


def _close_swapped(reader: Reader, kind: Kind) -> None:
    own = reader.stack[-1].kind
    reader.guess(own, 1)
    reader.guess(kind, -1)
    message = f"`{CLOSING[own]}` should be here, not `{CLOSING[kind]}`"
    reader.problem("wrong-bracket", reader.pos, reader.pos + 1, message, CLOSING[own])
    reader.pos += 1
    reader.leave(reader.pos)


def _pass_over(reader: Reader, kind: Kind) -> None:
    """Pass over a bracket that closes nothing; several in a row are one problem."""
    start = reader.pos
    message = f"This `{CLOSING[kind]}` closes nothing"
    reader.guess(kind, -1)
    last = reader.problems[-1] if reader.problems else None
    if last is not None and last.kind == "unexpected-close" and last.end == reader.gap:
        start = reader.problems.pop().start
        message = "These brackets close nothing"
    reader.pos += 1
    reader.problem("unexpected-close", start, reader.pos, message)


def _is_slip(reader: Reader, column: int) -> bool:
    """Whether a closing bracket stands where a name or value should start, or twice at the start of a line."""
    match = _SLIP.match(reader.text, reader.pos)
    return match is not None and (column >= 0 or match[0][-1] == '"')


def _goes_on(reader: Reader, layout: Layout, column: int) -> bool:
    """Whether the innermost container goes on behind the closing bracket here, as the next line shows."""
    text, top = reader.text, reader.stack[-1]
    match = _COMMA_THEN_NEXT.match(text, reader.pos + 1)
    if match is None:
        return False
    if len(reader.stack) == 2:  # the root ends with the text
        return match.end() < len(text)
    own, outer = layout.columns[-1], layout.columns[-2]
    blanks = match[1]
    line = max(blanks.rfind("\n"), blanks.rfind("\r"))
    if own < 0 or line < 0:
        return False
    following = len(blanks) - line - 1
    char = text[match.end() : match.end() + 1]
    if char in ("}", "]"):
        return char == CLOSING[top.kind] and following == layout.indents[-1] != column
    if following != own or own == outer:
        return False
    # Of two objects in a row the brace between them may be lost: then a name comes that the first one has.
    name = NAMED.match(text, match.end())
    names = [child.key.text for child in top.children[:50] if child.key is not None]
    return name is None or name[1] not in names
