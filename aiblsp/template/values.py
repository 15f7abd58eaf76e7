"""From nodes to the values that expressions work with, and back. Evaluates nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aiblsp.expression.value import UNKNOWN, OpenList
from aiblsp.jsonc.node import Key, Node
from aiblsp.template.placeholders import is_open
from aiblsp.template.reading import MAX_LEVELS

if TYPE_CHECKING:
    from aiblsp.expression.value import Value
    from aiblsp.template.reading import Reading


def value_of(node: Node, reading: Reading, level: int = 0) -> Value:
    """What a resolved node is worth: UNKNOWN where it is unknown, incomplete, nested too deeply or past the budget."""
    if node.kind in ("string", "number", "boolean"):
        value: Value = node.value
        return value
    if node.kind == "null":
        return None
    if node.kind == "unknown":
        return UNKNOWN
    known = reading.values.get(id(node.children)) if node.children else None
    if known is not None:
        return known[1]
    if node.incomplete or level > MAX_LEVELS or not reading.spend(len(node.children) + 1):
        return UNKNOWN
    made: Value
    if node.kind == "array":
        made = [value_of(child, reading, level + 1) for child in node.children]
    else:
        made = {child.key.text: value_of(child, reading, level + 1) for child in node.children if child.key is not None}
    _remember(node, made, reading)
    return made


def node_of(value: Value, raw: Node, reading: Reading) -> Node:
    """A node for a computed value, placed where its expression is written. Members that are null are left out."""
    return _node(value, raw, raw.key, reading, 0)


def unknown(raw: Node, alternatives: tuple[Node, ...] = ()) -> Node:
    """A node that stands for an expression or text without a known value."""
    node = Node("unknown", raw.start, raw.end, raw.value, raw.key)
    node.source = raw.source
    node.alternatives = alternatives
    return node


def placed(node: Node, key: Key | None, via: Node | None = None) -> Node:
    """The same value under another name; `via` is the expression that brought it here."""
    copy = Node(node.kind, node.start, node.end, node.value, key, node.children)
    copy.incomplete = node.incomplete
    copy.source = node.source
    copy.alternatives = node.alternatives
    copy.via = via if via is not None else node.via
    return copy


def _remember(node: Node, value: Value, reading: Reading) -> None:
    if node.children:
        reading.values[id(node.children)] = (node, value)
        reading.origins[id(value)] = (value, node)


def _node(value: Value, raw: Node, key: Key | None, reading: Reading, level: int) -> Node:
    start, end = raw.start, raw.end
    if value is None:
        return Node("null", start, end, None, key)
    if isinstance(value, bool):
        return Node("boolean", start, end, value, key)
    if isinstance(value, int | float):
        return Node("number", start, end, value, key)
    if isinstance(value, str):
        reading.spend(1 + (len(value) >> 6))
        return Node("unknown" if is_open(value) else "string", start, end, value, key)
    if isinstance(value, list | dict):
        origin = reading.origins.get(id(value))
        if origin is not None:
            return placed(origin[1], key, raw)
        if level <= MAX_LEVELS and reading.spend(len(value) + 1):
            return _container(value, raw, key, reading, level)
    return Node("unknown", start, end, raw.value, key)


def _container(value: list[Any] | dict[str, Any], raw: Node, key: Key | None, reading: Reading, level: int) -> Node:
    if isinstance(value, list):
        children = [_node(item, raw, None, reading, level + 1) for item in value]
        node = Node("array", raw.start, raw.end, None, key, children)
        node.incomplete = isinstance(value, OpenList)
    else:
        children = []
        node = Node("object", raw.start, raw.end, None, key, children)
        for name, item in value.items():
            if item is not None:
                member = Key(name, raw.start, raw.end, not is_open(name))
                node.incomplete = node.incomplete or not member.known
                children.append(_node(item, raw, member, reading, level + 1))
    _remember(node, value, reading)
    return node
