"""How much of a document survives a small edit: the leaves not touched by it that are still found at their path."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from aiblsp.jsonc.parser import parse

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator

    from aiblsp.jsonc.node import Node

KINDS = ("delete", "insert", "replace", "lose a bracket", "lose a mark", "gain a bracket")

_TYPED = '{}[]",:\\x1 \n/'
_BRACKETS = "{}[]"
_MARKS = '",:'


class Leaf(NamedTuple):
    """A scalar: its path, kind and value, and the spans that make them: its own and those of the names above it."""

    path: tuple[str | int, ...]
    kind: str
    value: object
    spans: tuple[tuple[int, int], ...]


class Edited(NamedTuple):
    """A random edit: what kind it is, the span that goes, and the text that comes."""

    kind: str
    start: int
    end: int
    text: str


def find_leaves(root: Node | None) -> Iterator[Leaf]:
    """All scalars of a tree."""
    stack: list[tuple[tuple[str | int, ...], tuple[tuple[int, int], ...], Node]] = []
    if root is not None:
        stack.append(((), (), root))
    while stack:
        path, spans, node = stack.pop()
        if node.kind not in ("object", "array"):
            start = node.key.start if node.key else node.start
            yield Leaf(path, node.kind, node.value, (*spans, (start, node.end)))
        elif node.key is not None:
            spans = (*spans, (node.key.start, node.key.end))
        for index, child in enumerate(node.children):
            stack.append(((*path, index if child.key is None else child.key.text), spans, child))


def random_edit(text: str, rng: random.Random) -> Edited:
    """One slip of a finger."""
    kind = rng.choice(KINDS)
    at = rng.randrange(len(text))
    if kind == "insert":
        return Edited(kind, at, at, rng.choice(_TYPED))
    if kind == "gain a bracket":
        return Edited(kind, at, at, rng.choice(_BRACKETS))
    if kind.startswith("lose"):
        wanted = _BRACKETS if kind == "lose a bracket" else _MARKS
        at = rng.choice([index for index, char in enumerate(text) if char in wanted])
    return Edited(kind, at, at + 1, rng.choice(_TYPED) if kind == "replace" else "")


def count_survivors(text: str, edited: Edited) -> tuple[int, int]:
    """How many untouched leaves are still at their path with their value after an edit, and how many there are."""
    start, end = edited.start, edited.end
    untouched = [
        leaf
        for leaf in find_leaves(parse(text).root)
        if not any(start < stop and end > begin if end > start else begin < start < stop for begin, stop in leaf.spans)
    ]
    after = parse(text[:start] + edited.text + text[end:])
    found = {(leaf.path, leaf.kind, leaf.value) for leaf in find_leaves(after.root)}
    return sum((leaf.path, leaf.kind, leaf.value) in found for leaf in untouched), len(untouched)
