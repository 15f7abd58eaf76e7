"""Nodes of a JSON document, and what the parser says of it. Data only; the parser makes them, nobody changes them.

Every span is a pair of document offsets, end exclusive. A node knows its key but not its parent: walks hand down what
they passed, and `jsonc.locate` answers "what is at this offset" with the whole way from the root.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Literal

from aiblsp.record import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aiblsp.text import Source

Kind = Literal["object", "array", "string", "number", "boolean", "null", "unknown"]


class Key:
    """The name of a member: decoded text, the span with its quotes, and whether the text is certain.

    `known` is False where the name is an expression that could not be evaluated, or a placeholder.
    """

    __slots__ = ("end", "known", "start", "text")

    def __init__(self, text: str, start: int, end: int, known: bool = True) -> None:
        self.text = text
        self.start = start
        self.end = end
        self.known = known

    def __repr__(self) -> str:
        return f"Key({self.text!r}, {self.start}, {self.end})"


_NO_CHILDREN: Final[list[Any]] = []
_NO_MEMBERS: Final[dict[str, Any]] = {}


class Node:
    """One JSON value.

    kind      object, array, string, number, boolean, null; unknown stands for whatever cannot be read or evaluated:
              an unquoted `<placeholder>`, a value that is missing, a run-time expression. Unknown is never wrong.
    value     the decoded str, the int or float, the bool; None for all else. For unknown: the raw text.
    start, end  where the value is written, quotes and brackets included
    key       the member's name, or None in arrays and at the root
    children  members (their `key` set, duplicates kept in order) or elements
    incomplete  the container was recovered or has parts that are unknown: nothing may be said to be missing from it,
              and no member may be said to be unknown in it. A string without its closing quote is incomplete, too
    via       where a parameter, variable or expression brought the value here: the node of that expression
    source    the file `start` and `end` belong to, where it is not the document's own (a parameter file), else None
    alternatives  for unknown: the values that a parameter's allowedValues permit, if that is all we know
    """

    __slots__ = (
        "_members",
        "alternatives",
        "children",
        "end",
        "incomplete",
        "key",
        "kind",
        "source",
        "start",
        "value",
        "via",
    )

    def __init__(
        self,
        kind: Kind,
        start: int,
        end: int,
        value: Any = None,
        key: Key | None = None,
        children: list[Node] | None = None,
    ) -> None:
        self.kind: Kind = kind
        self.start = start
        self.end = end
        self.value = value
        self.key = key
        self.children: list[Node] = _NO_CHILDREN if children is None else children
        self.incomplete = False
        self.via: Node | None = None
        self.source: Source | None = None
        self.alternatives: tuple[Node, ...] = ()
        self._members: dict[str, Node] | None = None

    def __repr__(self) -> str:
        return f"Node({self.kind}, {self.start}, {self.end}, {self.value!r}, {len(self.children)} children)"

    def get(self, name: str) -> Node | None:
        """The member called `name`, compared without case, as ARM does; of duplicates the last one counts."""
        members = self._members
        if members is None:
            members = self.members()
        return members.get(name) or members.get(name.lower())

    def members(self) -> dict[str, Node]:
        """The members of an object by their names in lower case; of duplicates the last one. To be asked of a
        container when all its children are there.
        """
        if self._members is None:
            self._members = (
                {child.key.text.lower(): child for child in self.children if child.key is not None}
                if self.kind == "object"
                else _NO_MEMBERS
            )
        return self._members

    def at(self, *path: str | int) -> Node | None:
        """Follow member names and element indexes; None where the way ends."""
        node: Node | None = self
        for step in path:
            if node is None:
                return None
            if isinstance(step, str):
                node = node.get(step)
            else:
                node = node.children[step] if node.kind == "array" and -1 < step < len(node.children) else None
        return node

    def text(self) -> str | None:
        """The decoded string, or None where this is not a known string."""
        return self.value if self.kind == "string" else None

    def walk(self) -> Iterator[Node]:
        """This node and all below it, in document order, without recursion."""
        stack = [self]
        while stack:
            node = stack.pop()
            yield node
            stack.extend(reversed(node.children))


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment; the span includes its marks (`//`, or `/*` and `*/`)."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that is not strict JSON. `kind` names it (see `jsonc.parser`), `message` says it to the user.

    `insert` is the text that would mend it when it replaces the span `start` to `end`; None where that is not certain.
    """

    kind: str
    start: int
    end: int
    message: str
    insert: str | None = None


@dataclass(frozen=True, slots=True)
class Tree:
    """A parsed document: its root (None for an empty text), what was wrong with it, and its comments, all in order.

    `unclosed` holds the `start` of each container that ends without its own closing bracket.
    """

    root: Node | None
    problems: tuple[Problem, ...]
    comments: tuple[Comment, ...]
    unclosed: frozenset[int] = frozenset()
