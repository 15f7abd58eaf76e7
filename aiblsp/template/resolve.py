"""The tree of a resource with expressions replaced by what they stand for. Without recursion; plain parts are shared.

What a string or a name stands for is asked of a context: `Literal` here, `template.context.Context` where there are
expressions.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from aiblsp.jsonc.node import Key, Node
from aiblsp.template.kinds import name_of
from aiblsp.template.placeholders import SCRIPTS, is_open
from aiblsp.template.scopes import is_loop
from aiblsp.template.values import placed, unknown

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import TypeAlias

    from aiblsp.template.reading import Reading


class Meaning(Protocol):
    """What decides over strings, names and copy loops while a tree is resolved."""

    @property
    def reading(self) -> Reading: ...

    def string(self, node: Node, script: bool) -> Node:
        """What a string stands for; `script` where it is a line of a script."""
        ...

    def name(self, key: Key) -> Key:
        """What a member's name stands for."""
        ...

    def loops(self, node: Node) -> Iterator[Node] | None:
        """The members that a property copy loop makes (kind unknown where that is not known); None: it is no loop."""
        ...


class Literal:
    """Where nothing is evaluated: a bare resource body, the values of a parameter file. Placeholders stay unknown."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading

    def string(self, node: Node, script: bool) -> Node:
        return unknown(node) if is_open(node.value, script=script) else node

    def name(self, key: Key) -> Key:
        return Key(key.text, key.start, key.end, known=False) if is_open(key.text) else key

    def loops(self, node: Node) -> Iterator[Node] | None:
        return None


class Bare(Literal):
    """A bare resource body. What can only be meant as an expression is unknown, too: one rule speaks of all of it."""

    def string(self, node: Node, script: bool) -> Node:
        return unknown(node) if _is_meant(node.value) else super().string(node, script)

    def name(self, key: Key) -> Key:
        return Key(key.text, key.start, key.end, known=False) if _is_meant(key.text) else super().name(key)


def _is_meant(text: str) -> bool:
    if not text.startswith("["):
        return False
    from aiblsp.expression.intent import is_meant  # here, so that a bare template does not load the language

    return is_meant(text)


if TYPE_CHECKING:
    _Pending: TypeAlias = list[tuple[Node, Node]]


def resolve(node: Node, meaning: Meaning, keep: Sequence[Node] = ()) -> Node:
    """The node with all below it resolved; the nodes in `keep` stay as written. Sub-trees without need are shared."""
    pending: _Pending = []
    root = _begin(node, meaning, _is_script(node), pending)
    while pending:
        raw, made = pending.pop()
        if raw.kind == "array":
            script = _is_script(raw)
            made.children.extend([_begin(child, meaning, script, pending) for child in raw.children])
        else:
            _members(raw, made, meaning, keep, pending)
    return root


def _is_script(node: Node) -> bool:
    return node.key is not None and node.key.text.lower() in SCRIPTS


def _begin(raw: Node, meaning: Meaning, script: bool, pending: _Pending) -> Node:
    """The node that takes the place of `raw`; a container is filled later, when it comes up in `pending`."""
    if not meaning.reading.marked(raw.start, raw.end):
        return raw
    if raw.kind == "string":
        return unknown(raw) if raw.incomplete else meaning.string(raw, script)
    if not raw.children:
        return raw
    made = Node(raw.kind, raw.start, raw.end, raw.value, raw.key, [])
    made.incomplete = raw.incomplete
    made.source = raw.source
    pending.append((raw, made))
    return made


def _members(raw: Node, made: Node, meaning: Meaning, keep: Sequence[Node], pending: _Pending) -> None:
    """Fill an object: names resolved, copy loops expanded, members that are null left out, for null means absent."""
    marked = meaning.reading.marked
    for child in raw.children:
        key = child.key
        if key is None or child in keep or not marked(key.start, child.end):
            made.children.append(child)
            continue
        if name_of(child) == "copy" and is_loop(child):
            loops = meaning.loops(child)
            if loops is not None:
                for member in loops:
                    made.incomplete = made.incomplete or member.key is None or not member.key.known
                    if member.key is not None:
                        made.children.append(member)
                continue
        value = _begin(child, meaning, _is_script(child), pending)
        if value.kind == "null":
            continue
        name = meaning.name(key)
        if name is not key:
            value = placed(value, name) if value is child else _renamed(value, name)
            made.incomplete = made.incomplete or not name.known
        made.children.append(value)


def _renamed(node: Node, key: Key) -> Node:
    node.key = key  # a node made for this very place
    return node
