"""Nodes of an expression, and what the parser says of it. Data only.

Spans are indexes into the decoded string, brackets included, end exclusive; `jsonc.strings` maps them to the document.
A tree is never deeper than `MAX_DEPTH`, accessor chains included, so walking it by recursion is safe.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_DEPTH: Final = 200
MAX_LENGTH: Final = 24_576  # characters of one expression, a limit of Azure Resource Manager


@dataclass(frozen=True, slots=True)
class Text:
    """A string literal. `value` has its doubled quotes undone; the span includes the quotes, `closed` the last one."""

    value: str
    start: int
    end: int
    closed: bool = True


@dataclass(frozen=True, slots=True)
class Integer:
    """An integer literal."""

    value: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Missing:
    """Where an expression is expected and none can be read."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Call:
    """A function call. `namespace` is set for `ns.name(…)`; its span is `start` up to the dot.

    `open` is the index after `(`, or None where the parenthesis is missing; `close` is that of `)`, or None.
    `commas` are the indexes of the commas between the arguments.
    """

    name: str
    args: tuple[Expression, ...]
    namespace: str | None
    start: int
    end: int
    name_start: int
    name_end: int
    open: int | None = None
    close: int | None = None
    commas: tuple[int, ...] = ()

    @property
    def full_name(self) -> str:
        """The name with its namespace, as written."""
        return self.name if self.namespace is None else f"{self.namespace}.{self.name}"


@dataclass(frozen=True, slots=True)
class Member:
    """`base.name`. The name is empty where it is still to be typed."""

    base: Expression
    name: str
    start: int
    end: int
    name_start: int


@dataclass(frozen=True, slots=True)
class Index:
    """`base[index]`."""

    base: Expression
    index: Expression
    start: int
    end: int


Expression: TypeAlias = Call | Text | Integer | Member | Index | Missing


@dataclass(frozen=True, slots=True)
class ExpressionError:
    """What is wrong with an expression, in words.

    kind   syntax, not-a-call (the root is no function call), unknown-function, argument-count, too-long, too-deep
    insert the text that is missing at `end`, where that is clear
    """

    start: int
    end: int
    message: str
    kind: str = "syntax"
    insert: str | None = None


@dataclass(frozen=True, slots=True)
class Parsed:
    """A parsed expression: the best tree that could be made of it, and what was wrong."""

    text: str
    root: Expression | None
    errors: tuple[ExpressionError, ...]


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
