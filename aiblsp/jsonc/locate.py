"""What is at an offset of a document: the nodes around it and the part of the last one. Does not look at the text."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Literal

from aiblsp.record import dataclass

if TYPE_CHECKING:
    from aiblsp.jsonc.node import Node, Tree


@dataclass(frozen=True, slots=True)
class Location:
    """Where an offset is.

    path    the nodes from the root to the deepest one around the offset; empty outside of the root
    on      "key": in the name of the last node, both ends included.
            "value": in or at the ends of the last node, which is a scalar; or between its name and its value.
            "gap": in the last node, an object or array, and in none of its children (or outside of the root)
    index   "key" and "value": the number of the last node among its parent's children, 0 for the root;
            "gap": how many children of the last node lie before the offset
    steps   the member names and element indexes that lead from the root to the last node
    """

    path: tuple[Node, ...]
    on: Literal["key", "value", "gap"]
    index: int
    steps: tuple[str | int, ...]

    @property
    def node(self) -> Node | None:
        """The deepest node, or None outside of the root."""
        return self.path[-1] if self.path else None

    @property
    def container(self) -> Node | None:
        """The object or array that a new member or element at the offset would belong to."""
        if self.on == "gap":
            return self.node
        return self.path[-2] if len(self.path) > 1 else None


def locate(tree: Tree, offset: int) -> Location:
    """Find what is at `offset`, an offset of the document that `tree` was parsed from.

    A scalar holds both its ends, so that a cursor behind a word is on it; a container holds neither, unless its closing
    bracket is missing. A value that is still missing is found between its colon and what follows.
    """
    root = tree.root
    if root is None or not _holds(tree, root, offset):
        return Location((), "gap", 0, ())
    path = [root]
    steps: list[str | int] = []
    node, number = root, 0
    while node.kind in ("object", "array"):
        index = bisect_right(node.children, offset, key=_start) - 1
        child = node.children[index] if index >= 0 else None
        if child is None or not _reaches(tree, child, offset):
            before = index if child is not None and offset == child.start else index + 1
            return Location(tuple(path), "gap", before, tuple(steps))
        path.append(child)
        steps.append(index if child.key is None else child.key.text)
        if child.key is not None and offset <= child.key.end:
            return Location(tuple(path), "key", index, tuple(steps))
        if offset <= child.start:
            return Location(tuple(path), "value", index, tuple(steps))
        node, number = child, index
    return Location(tuple(path), "value", number, tuple(steps))


def _start(node: Node) -> int:
    return node.start if node.key is None else node.key.start


def _reaches(tree: Tree, child: Node, offset: int) -> bool:
    """Whether an offset at or after the start of a child is still before its end."""
    if child.key is not None and offset <= max(child.key.end, child.start):
        return True
    return _holds(tree, child, offset)


def _holds(tree: Tree, node: Node, offset: int) -> bool:
    if node.kind in ("object", "array"):
        return node.start < offset < node.end or (offset == node.end and node.start in tree.unclosed)
    return node.start <= offset <= node.end
