"""Growing a selection: from the word of an expression to its string, the member, the object, and so on outwards."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aiblsp.expression.node import children
from aiblsp.features import cursor
from aiblsp.jsonc.strings import content_span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aiblsp.document import Document
    from aiblsp.expression.node import Expression
    from aiblsp.features.cursor import InExpression

_MOST: Final = 100


def selections(document: Document, offset: int) -> list[tuple[int, int]]:
    """The spans around an offset, each within the next; at least the offset itself.

    Of more than a hundred the innermost are told: an answer holds each in the one before, which nobody can read when it
    is a thousand deep.
    """
    found = [(offset, offset)]
    for span in _spans(document, offset):
        if len(found) == _MOST:
            break
        inner = found[-1]
        if span != inner and span[0] <= inner[0] and span[1] >= inner[1]:
            found.append(span)
    return found


def _spans(document: Document, offset: int) -> Iterator[tuple[int, int]]:
    place = cursor.at(document, offset)
    if place.expression is not None:
        yield from _in_expression(document, place.expression)
    path = place.location.path
    for index in range(len(path) - 1, -1, -1):
        node = path[index]
        is_last = index == len(path) - 1
        if is_last and place.location.on == "key" and node.key is not None:
            yield node.key.start + 1, node.key.end - 1
            yield node.key.start, node.key.end
        elif is_last and node.kind == "string":
            yield content_span(document.source.text, node)
        if node.kind in ("object", "array") and node.end - node.start > 1:
            yield node.start + 1, node.end - 1
        if not (is_last and place.location.on == "key"):
            yield node.start, node.end
        if node.key is not None:
            yield node.key.start, node.end
    yield 0, len(document.source.text)


def _in_expression(document: Document, inside: InExpression) -> Iterator[tuple[int, int]]:
    way: list[Expression] = []
    node = inside.parsed.root
    while node is not None and node.start <= inside.index <= node.end:
        way.append(node)
        node = next((child for child in children(node) if child.start <= inside.index <= child.end), None)
    if inside.under.end > inside.under.start:
        yield cursor.span_in(document.source, inside.node, inside.under.start, inside.under.end)
    for step in reversed(way):
        yield cursor.span_in(document.source, inside.node, step.start, step.end)
