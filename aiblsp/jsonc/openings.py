"""Opening brackets that are missing, too many or of the wrong kind: told from what follows. Closes nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp.jsonc import gaps
from aiblsp.jsonc.brackets import CLOSING, KINDS, NAMED, OPENING, leave_to, push
from aiblsp.jsonc.node import Key, Node
from aiblsp.pattern import later

if TYPE_CHECKING:
    from aiblsp.jsonc.node import Kind
    from aiblsp.jsonc.reader import Reader

_SLIP_THEN_VALUE = later(r"[ \t]*+[,:}\]]?+([ \t\r\n]*+)")


def make_up(reader: Reader, kind: Kind, start: int, key: Key | None = None) -> None:
    """Go into a container from `start` on whose opening bracket is missing before `reader.pos`."""
    what = "name" if kind == "object" else "value"
    reader.add("unopened", reader.pos, reader.pos + 1, f"`{OPENING[kind]}` missing before this {what}")
    node = Node(kind, start, start, None, key, [])
    node.incomplete = True
    reader.made_up.add(node)
    reader.guess(kind, -1)
    reader.open(node)


def open_value(reader: Reader, key: Key, start: int) -> bool:
    """Go into the container that a member without a sound value was meant to have, if lines or balance tell of one.

    `start` is where its value should be.
    """
    text, layout = reader.text, reader.layout
    char = text[reader.pos : reader.pos + 1]
    on_line = reader.on_same_line()
    if layout is not None and on_line and char in CLOSING.values() and reader.surplus[KINDS[char]] < 0:
        make_up(reader, KINDS[char], start, key)
        return True
    match = _SLIP_THEN_VALUE.match(text, reader.pos)
    if match is None or match.end() == len(text):
        return False
    next_value = match.end()
    named = NAMED.match(text, next_value) is not None
    kind: Kind = "object" if named else "array"
    asked_for = layout is not None and reader.surplus[kind] < 0
    if on_line and "\n" not in match[1] and "\r" not in match[1]:
        sound = named and asked_for
    else:
        deeper = len(gaps.indent(text, next_value)) - len(gaps.indent(text, key.start))
        fits = named or (asked_for and text[next_value] in '"{[')
        sound = fits and gaps.starts_line(text, next_value) and (deeper > 0 or (asked_for and deeper == 0))
    if not sound:
        return False
    reader.pos = next_value
    make_up(reader, kind, start, key)
    reader.pos = match.start(1)
    return True


def open_for_name(reader: Reader) -> bool:
    """A named member stands where an array expects an element: a bracket is missing. False: only its colon is wrong."""
    surplus, layout = reader.surplus, reader.layout
    starts_line = not reader.on_same_line()
    if layout is not None:
        if not reader.stack[-1].children and surplus["array"] > 0 and surplus["object"] < 0:
            _retype(reader, "object")
            return True
        array_is_over = surplus["array"] > 0 and surplus["object"] >= 0 and reader.opened["object"] > 0
        if array_is_over and layout.decide(reader.pos):
            leave_to(reader, len(reader.stack) - 2)
            reader.read_again(expecting=True)
            return True
    if not starts_line and (layout is None or surplus["object"] >= 0):
        reader.guesses += 1
        return False
    make_up(reader, "object", reader.gap)
    reader.pos = reader.gap
    return True


def open_without_name(reader: Reader, char: str) -> None:
    """A bracket opens where an object expects a name."""
    kind = KINDS[char]
    surplus, layout = reader.surplus, reader.layout
    if layout is not None:
        if turn_into_array(reader):
            return
        # Directly behind an object of an array it is the next object; on a line of its own its column would tell that.
        in_row = reader.stack[-2].kind == "array" and (reader.on_same_line() or layout.columns[-2] < 0)
        if (
            kind == "object"
            and surplus["object"] > 0
            and len(reader.stack) > 2
            and in_row
            and layout.decide(reader.pos)
        ):
            leave_to(reader, len(reader.stack) - 2)
            reader.read_again(expecting=True)
            return
        if surplus[kind] > 0 and layout.decide(reader.pos):
            reader.guess(kind, 1)
            reader.problem("unexpected-text", reader.pos, reader.pos + 1, f"This `{char}` is one too many")
            reader.pos += 1
            return
    reader.guesses += 1
    reader.stack[-1].incomplete = True
    reader.problem("missing-key", reader.pos, reader.pos + 1, f"Name missing before this `{char}`")
    push(reader, char, Key("", reader.pos, reader.pos, False))


def turn_into_array(reader: Reader) -> bool:
    """Make an array where a `[` was lost or became a `{`: of the object just opened, or of the last member's value."""
    top, surplus, layout = reader.stack[-1], reader.surplus, reader.layout
    if layout is None or surplus["array"] >= 0:
        return False
    if not top.children:
        if surplus["object"] <= 0 or not layout.decide(reader.pos):
            return False
        _retype(reader, "array")
        return True
    first = top.children[-1]
    key = first.key
    if key is None or first.kind == "array" or not layout.decide(reader.pos):
        return False
    array = Node("array", first.start, first.end, None, key, [first])
    array.incomplete = True
    first.key = None
    top.children[-1] = array
    reader.made_up.add(array)
    reader.guess("array", -1)
    here, layout.column = layout.column, len(gaps.indent(reader.text, key.start))
    reader.enter(array)
    layout.column = here
    reader.add("unopened", first.start, first.start + 1, "`[` missing before this value")
    reader.read_again(expecting=reader.text[reader.gap - 1] == ",")
    return True


def _retype(reader: Reader, kind: Kind) -> None:
    """The innermost container was opened with the wrong bracket."""
    top = reader.stack[-1]
    right, wrong = OPENING[kind], OPENING[top.kind]
    reader.guess(top.kind, 1)
    reader.guess(kind, -1)
    reader.opened[top.kind] -= 1
    reader.opened[kind] += 1
    if kind == "object":
        reader.objects.append(top)
    if reader.layout is not None:
        reader.layout.retype(kind)
    top.kind = kind
    reader.add("wrong-bracket", top.start, top.start + 1, f"`{right}` should be here, not `{wrong}`", right)
    reader.pos = reader.gap
