"""Completion: what can be written at a place. Finds the place, asks for names, values or words of an expression.

Every item replaces the whole word at the cursor, quotes included, and leaves valid JSON, in half-typed text too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aiblsp.features import cursor
from aiblsp.features.half_typed import closed
from aiblsp.features.item import Completion
from aiblsp.features.slot import slot
from aiblsp.schema.describe import ENGLISH

if TYPE_CHECKING:
    from aiblsp.document import Document

__all__ = ["Completion", "complete", "new_template", "resolve"]

_LARGEST_STUB: Final = 20_000  # characters of a file that is ours as soon as it is better written


def complete(
    document: Document, offset: int, *, snippets: bool, language: str = ENGLISH, template: Document | None = None
) -> list[Completion]:
    """What can be written at an offset. `template`: for a parameter file, the template whose parameters it sets.

    Empty in comments, and in JSON that is not ours unless it is only begun.
    """
    whole, added = closed(document, offset)
    if whole.template.kind is not None and (inside := _expression(whole, offset)) is not None:
        from aiblsp.features.complete_expression import words

        return words(whole, inside, offset, snippets=snippets, added=added)
    if document.template.kind is None and len(document.source.text) > _LARGEST_STUB:
        return []
    place = slot(document, offset)
    if document.template.kind is None and (place is None or place.document.template.kind is None):
        return _begun(document, offset, snippets=snippets, language=language)
    if place is None:
        return []
    if place.role == "name":
        from aiblsp.features.complete_names import names

        return names(document, place, snippets=snippets, language=language, template=template)
    from aiblsp.features.complete_values import values

    return values(document, place, snippets=snippets, language=language, template=template)


def _expression(document: Document, offset: int) -> cursor.InExpression | None:
    place = cursor.at(document, offset)
    inside = place.expression
    node = inside.node if inside is not None else None
    return inside if node is not None and node.start < offset < max(node.end, offset + 1) else None


def _begun(document: Document, offset: int, *, snippets: bool, language: str) -> list[Completion]:
    """Whole templates, in a file that has nothing in it yet."""
    from aiblsp.features.whole import templates

    return templates(document.source, offset, snippets=snippets, language=language)


def resolve(key: str, language: str = ENGLISH, *, plain: bool = False) -> str:
    """The documentation of an item by its key, as Markdown or plain text; empty for a key that there is not."""
    from aiblsp.features.item import documentation

    return documentation(key, language, plain=plain)


def new_template(kind: str) -> str:
    """The text of a whole deployment template to start from. Raises ValueError for all but `linux` and `windows`."""
    from aiblsp.features.whole import new

    return new(kind)
