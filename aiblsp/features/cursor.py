"""What is under the cursor: the place in the document, in the contract, in an expression. Every feature starts here."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from aiblsp.expression import locate as in_expression
from aiblsp.expression.parser import is_expression, parse
from aiblsp.jsonc.locate import locate
from aiblsp.jsonc.node import Node
from aiblsp.jsonc.strings import document_offset
from aiblsp.record import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aiblsp.document import Document
    from aiblsp.expression.locate import Under
    from aiblsp.expression.node import Parsed
    from aiblsp.jsonc.locate import Location
    from aiblsp.schema.place import Subject
    from aiblsp.template.declared import Scope
    from aiblsp.text import Source


@dataclass(frozen=True, slots=True)
class InExpression:
    """A cursor within an expression: its string, the expression, the index in the decoded string, and what is there."""

    node: Node
    parsed: Parsed
    index: int
    under: Under


@dataclass(frozen=True, slots=True)
class Cursor:
    """A place in a document.

    location    the nodes around the offset
    subject     the image template or trigger that the place belongs to; None outside of them
    chain       the nodes from the subject's own to the deepest one, as written: what `schema.describe` takes
    scope       the names that expressions see there; None in a bare body
    expression  where the cursor is in a string that is an expression: a value or a member's name
    """

    location: Location
    subject: Subject | None
    chain: tuple[Node, ...]
    scope: Scope | None
    expression: InExpression | None


def at(document: Document, offset: int) -> Cursor:
    """What is at an offset of the document's own text."""
    location = locate(document.tree, offset)
    subject, chain = subject_of(document, location.path)
    scope = scope_at(document, offset)
    expression = None
    node = location.node if location.on == "value" else named(location.node) if location.on == "key" else None
    if scope is not None and node is not None and node.kind == "string":
        expression = expression_at(document.source, node, offset)
    return Cursor(location, subject, chain, scope, expression)


def subject_of(document: Document, path: tuple[Node, ...]) -> tuple[Subject | None, tuple[Node, ...]]:
    """The innermost image template or trigger on the way, and the way from it on."""
    subjects: list[tuple[Node, Subject]] = [(image.node, image) for image in document.template.images]
    subjects += [(trigger.resource.node, trigger) for trigger in document.template.triggers]
    for index in range(len(path) - 1, -1, -1):
        for node, subject in subjects:
            if node is path[index]:
                return subject, path[index:]
    return None, ()


def scope_at(document: Document, offset: int) -> Scope | None:
    """The innermost scope around an offset; expressions outside of every scope are plain text."""
    found: Scope | None = None
    for scope in document.template.scopes:
        node = scope.node
        inside = node.source is None and node.start <= offset <= node.end
        if inside and (found is None or node.start >= found.node.start):
            found = scope
    return found


def named(node: Node | None) -> Node | None:
    """The name of a member as a string of its own, where it may be an expression: Azure evaluates names as well."""
    key = node.key if node is not None else None
    return Node("string", key.start, key.end, key.text) if key is not None and key.text.startswith("[") else None


def expressions(root: Node) -> Iterator[Node]:
    """The strings that are expressions from a node on, in order: values, and names as strings of their own."""
    for node in root.walk():
        for each in (named(node), node):
            if each is not None and each.kind == "string" and is_expression(each.value):
                yield each


def expression_at(source: Source, node: Node, offset: int) -> InExpression | None:
    """The expression in a string and what is under the offset in it; None where the string is plain text."""
    text = node.value
    if not isinstance(text, str) or not (is_expression(text) or _half_typed(text)):
        return None
    index = decoded_index(source, node, offset)
    parsed = parse(text)
    return InExpression(node, parsed, index, in_expression.at(parsed, index))


def _half_typed(text: str) -> bool:
    """Whether a string is an expression that lacks its closing bracket so far."""
    return text.startswith("[") and not text.startswith("[[") and "]" not in text


def decoded_index(source: Source, node: Node, offset: int) -> int:
    """The index in the decoded text of a string at which a document offset stands."""
    text = node.value
    length = len(text) if isinstance(text, str) else 0
    return bisect_left(range(length), offset, key=lambda index: document_offset(source.text, node, index))


def span_in(source: Source, node: Node, start: int, end: int) -> tuple[int, int]:
    """The document offsets of a part of a decoded string."""
    return document_offset(source.text, node, start), document_offset(source.text, node, end)
