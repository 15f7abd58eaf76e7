"""Copy loops of properties and variables: from the loop to the array it makes. Copies of resources are not made here.

Source: property iteration and variable iteration in ARM templates. A loop of unknown or large count stays unknown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aiblsp.jsonc.node import Key, Node
from aiblsp.template.values import placed, unknown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aiblsp.template.context import Context

MAX_ROUNDS: Final = 100  # the service allows 800; what is wrong shows in the first ones
_FRAMES: Final = 9  # stack frames, which the budget's depth counts, from one loop to the one in it


def loop_members(loops: Node, context: Context) -> Iterator[Node]:
    """The members that `copy: [{name, count, input}, …]` puts into the object around it. Without a name: key None."""
    for entry in loops.children:
        node = loop_node(entry, context)
        name = entry.get("name")
        text = context.resolve(name).text() if name is not None else None
        if name is None or text is None:
            yield placed(node, None)
        else:
            yield placed(node, Key(text, name.start, name.end))


def loop_node(entry: Node, context: Context) -> Node:
    """The array that one loop makes; kind unknown where its count is not known, or large."""
    name, rounds, body = _text(entry, "name", context), _count(entry, context), entry.get("input")
    budget = context.budget
    if name is None or rounds is None or body is None or rounds > MAX_ROUNDS:
        return unknown(entry)
    if budget.depth + _FRAMES > budget.max_depth or not context.reading.spend(rounds):
        return unknown(entry)
    made = Node("array", entry.start, entry.end, None, None, [])
    budget.depth += _FRAMES
    try:
        for round_ in range(rounds):
            made.children.append(placed(context.within(name, round_).resolve(body), None))
    finally:
        budget.depth -= _FRAMES
    return made


def _count(entry: Node, context: Context) -> int | None:
    node = entry.get("count")
    found = context.resolve(node) if node is not None else None
    value = found.value if found is not None and found.kind == "number" else None
    return value if isinstance(value, int) and value >= 0 else None


def _text(entry: Node, name: str, context: Context) -> str | None:
    node = entry.get(name)
    return context.resolve(node).text() if node is not None else None
