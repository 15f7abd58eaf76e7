"""The parts of expressions in strings, for colouring by meaning."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from aiblsp.expression.node import Call, Integer, Member, Text, walk
from aiblsp.expression.parser import is_expression, parse
from aiblsp.features.cursor import named, scope_at, span_in
from aiblsp.record import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aiblsp.document import Document
    from aiblsp.expression.node import Expression
    from aiblsp.jsonc.node import Node

TYPES = ("function", "parameter", "variable", "string", "number", "property")
MODIFIERS = ("defaultLibrary",)


@dataclass(frozen=True, slots=True)
class Token:
    """A coloured span: one of TYPES, and some of MODIFIERS."""

    start: int
    end: int
    type: Literal["function", "parameter", "variable", "string", "number", "property"]
    modifiers: tuple[str, ...] = ()


def tokens(document: Document, start: int = 0, end: int | None = None) -> list[Token]:
    """The tokens between two offsets, in order; only deployment templates have any."""
    root = document.tree.root
    if root is None or document.template.kind != "deployment":
        return []
    last = len(document.source.text) if end is None else end
    found: list[Token] = []
    pending = [root]
    while pending:
        node = pending.pop()
        if node.end < start or (node.key.start if node.key is not None else node.start) > last:
            continue
        pending += node.children
        for each in (named(node), node):
            is_one = each is not None and each.kind == "string" and is_expression(each.value)
            if each is not None and is_one and scope_at(document, each.start) is not None:
                found += _of_string(document, each)
    return sorted(found, key=lambda token: token.start)


def _of_string(document: Document, node: Node) -> Iterator[Token]:
    parsed = parse(node.value)
    for expression in walk(parsed.root) if parsed.root is not None else ():
        yield from _of_node(document, node, expression)


def _of_node(document: Document, node: Node, expression: Expression) -> Iterator[Token]:
    source = document.source
    if isinstance(expression, Call):
        own = expression.namespace is not None
        start = expression.start if own else expression.name_start
        yield Token(*span_in(source, node, start, expression.name_end), "function", () if own else ("defaultLibrary",))
        reference = {"parameters": "parameter", "variables": "variable"}.get(expression.name.lower())
        for argument in expression.args:
            if isinstance(argument, Text):
                kind = reference if reference is not None and not own else "string"
                yield Token(*span_in(source, node, argument.start, argument.end), kind)  # type: ignore[arg-type]
    elif isinstance(expression, Integer):
        yield Token(*span_in(source, node, expression.start, expression.end), "number")
    elif isinstance(expression, Member):
        end = expression.name_start + len(expression.name)
        yield Token(*span_in(source, node, expression.name_start, end), "property")
