"""Hover: what is under the cursor, in words. Looks first at expressions, then at the value, then at the place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp.features import cursor
from aiblsp.features.hover_contract import described, of_value
from aiblsp.features.hover_expression import about_expression, about_parameter
from aiblsp.features.hover_values import about_value
from aiblsp.features.page import Page
from aiblsp.record import dataclass
from aiblsp.schema.describe import describe
from aiblsp.template.model import Image

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.features.cursor import Cursor
    from aiblsp.schema.description import Description


@dataclass(frozen=True, slots=True)
class Hover:
    """A text about a span, with and without markup."""

    markdown: str
    plain: str
    start: int
    end: int


def hover(document: Document, offset: int, *, language: str = "en", template: Document | None = None) -> Hover | None:
    """What is to be said of an offset; None where there is nothing, and of JSON that is not ours.

    `template`: for a parameter file, the template whose parameters it sets.
    """
    if document.template.kind is None:
        return None
    place = cursor.at(document, offset)
    node = place.location.node
    if node is None or place.location.on == "gap":
        return None
    page = Page()
    span = node.start, node.end
    if place.location.on == "key" and node.key is not None:
        span = node.key.start, node.key.end
    if place.expression is not None and place.scope is not None:
        inside = place.expression
        about_expression(page, document, inside, place.scope, language)
        if inside.under.end > inside.under.start:
            span = cursor.span_in(document.source, inside.node, inside.under.start, inside.under.end)
    _contract(page, place, language)
    if template is not None and document.template.kind == "parameters":
        _given(page, place, template, language)
    if not page.blocks:
        return None
    return Hover(page.markdown(), page.plain(), *span)


def _given(page: Page, place: Cursor, template: Document, language: str) -> None:
    """Add what the template says of the parameter that a parameter file gives a value."""
    steps = place.location.steps
    scope = next((each for each in template.template.scopes if each.node is template.tree.root), None)
    on_parameter = len(steps) > 1 and steps[0] == "parameters" and steps[2:] in ((), ("value",))
    if on_parameter and scope is not None:
        about_parameter(page, scope, str(steps[1]), language, is_given=True)


def _contract(page: Page, place: Cursor, language: str) -> None:
    """Add what the contract says of the place, below what was said of the value."""
    subject = place.subject
    if subject is None:
        return
    node = place.chain[-1]
    about = describe(subject, place.chain, language)
    if place.location.on == "value" and place.expression is None and node.kind in ("string", "unknown"):
        text = str(node.value or "")
        path = about.path if about is not None else ""
        before = len(page.blocks)
        _known_value(page, about, text, language)
        if len(page.blocks) == before:
            about_value(page, text, path, subject if isinstance(subject, Image) else None, language)
    if about is not None and (about.name or about.title):
        page.rule()
        version = subject.api_version if isinstance(subject, Image) else subject.resource.api_version
        described(page, about, language, version)


def _known_value(page: Page, about: Description | None, text: str, language: str) -> None:
    lowered = text.lower()
    for value in about.values if about is not None else ():
        if value.value.lower() == lowered and value.text:
            of_value(page, value, language)
            return
