"""Nodes of an expression, and what the parser says of it. Data only.

Spans are indexes into the decoded string, brackets included, end exclusive; `jsonc.strings` maps them to the document.
A tree is never deeper than `MAX_DEPTH`, accessor chains included, so walking it by recursion is safe. Nobody changes
a node once it is made. Plain classes, for making dataclasses would take a tenth of the time of a start.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_DEPTH: Final = 200
MAX_LENGTH: Final = 24_576  # characters of one expression, a limit of Azure Resource Manager


class Text:
    """A string literal. `value` has its doubled quotes undone; the span includes the quotes, `closed` the last one."""

    __slots__ = ("closed", "end", "start", "value")

    def __init__(self, value: str, start: int, end: int, closed: bool = True) -> None:
        self.value = value
        self.start = start
        self.end = end
        self.closed = closed

    def __repr__(self) -> str:
        return f"Text({self.value!r}, {self.start}, {self.end})"


class Integer:
    """An integer literal."""

    __slots__ = ("end", "start", "value")

    def __init__(self, value: int, start: int, end: int) -> None:
        self.value = value
        self.start = start
        self.end = end

    def __repr__(self) -> str:
        return f"Integer({self.value}, {self.start}, {self.end})"


class Missing:
    """Where an expression is expected and none can be read."""

    __slots__ = ("end", "start")

    def __init__(self, start: int, end: int) -> None:
        self.start = start
        self.end = end

    def __repr__(self) -> str:
        return f"Missing({self.start}, {self.end})"


class Call:
    """A function call. `namespace` is set for `ns.name(…)`; its span is `start` up to the dot.

    `open` is the index after `(`, or None where the parenthesis is missing; `close` is that of `)`, or None.
    `commas` are the indexes of the commas between the arguments.
    """

    __slots__ = ("args", "close", "commas", "end", "name", "name_end", "name_start", "namespace", "open", "start")

    def __init__(
        self,
        name: str,
        args: tuple[Expression, ...],
        namespace: str | None,
        start: int,
        end: int,
        name_start: int,
        name_end: int,
        open: int | None = None,
        close: int | None = None,
        commas: tuple[int, ...] = (),
    ) -> None:
        self.name = name
        self.args = args
        self.namespace = namespace
        self.start = start
        self.end = end
        self.name_start = name_start
        self.name_end = name_end
        self.open = open
        self.close = close
        self.commas = commas

    @property
    def full_name(self) -> str:
        """The name with its namespace, as written."""
        return self.name if self.namespace is None else f"{self.namespace}.{self.name}"

    def __repr__(self) -> str:
        return f"Call({self.full_name}, {self.start}, {self.end}, {len(self.args)} arguments)"


class Member:
    """`base.name`. The name is empty where it is still to be typed."""

    __slots__ = ("base", "end", "name", "name_start", "start")

    def __init__(self, base: Expression, name: str, start: int, end: int, name_start: int) -> None:
        self.base = base
        self.name = name
        self.start = start
        self.end = end
        self.name_start = name_start

    def __repr__(self) -> str:
        return f"Member({self.name!r}, {self.start}, {self.end})"


class Index:
    """`base[index]`."""

    __slots__ = ("base", "end", "index", "start")

    def __init__(self, base: Expression, index: Expression, start: int, end: int) -> None:
        self.base = base
        self.index = index
        self.start = start
        self.end = end

    def __repr__(self) -> str:
        return f"Index({self.index!r}, {self.start}, {self.end})"


Expression: TypeAlias = Call | Text | Integer | Member | Index | Missing


class ExpressionError:
    """What is wrong with an expression, in words.

    kind   syntax, not-a-call (the root is no function call), unknown-function, argument-count, too-long, too-deep
    insert the text that is missing at `end`, where that is clear
    """

    __slots__ = ("end", "insert", "kind", "message", "start")

    def __init__(self, start: int, end: int, message: str, kind: str = "syntax", insert: str | None = None) -> None:
        self.start = start
        self.end = end
        self.message = message
        self.kind = kind
        self.insert = insert

    def __repr__(self) -> str:
        return f"ExpressionError({self.start}, {self.end}, {self.message!r})"


class Parsed:
    """A parsed expression: the best tree that could be made of it, and what was wrong."""

    __slots__ = ("errors", "root", "text")

    def __init__(self, text: str, root: Expression | None, errors: tuple[ExpressionError, ...]) -> None:
        self.text = text
        self.root = root
        self.errors = errors


def children(node: Expression) -> tuple[Expression, ...]:
    """The expressions directly below a node, in order of writing."""
    if isinstance(node, Call):
        return node.args
    if isinstance(node, Member):
        return (node.base,)
    if isinstance(node, Index):
        return (node.base, node.index)
    return ()


def walk(node: Expression) -> Iterator[Expression]:
    """A node and all below it, in order of writing."""
    stack = [node]
    while stack:
        node = stack.pop()
        yield node
        stack.extend(reversed(children(node)))


def calls(node: Expression | None) -> Iterator[Call]:
    """Every function call in an expression."""
    if node is None:
        return
    for found in walk(node):
        if isinstance(found, Call):
            yield found
