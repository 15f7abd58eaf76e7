"""Signature help: the function around the cursor and which of its parameters is being written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp.expression.functions import function
from aiblsp.expression.node import Text
from aiblsp.features import cursor
from aiblsp.features.half_typed import closed
from aiblsp.features.page import Page
from aiblsp.record import dataclass

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aiblsp.document import Document
    from aiblsp.expression.node import Call


@dataclass(frozen=True, slots=True)
class Signature:
    """A function as it is called, and what it does, with and without markup.

    `parameters` are parts of `label`, in order; `active` is the index of one of them.
    """

    label: str
    markdown: str
    plain: str
    parameters: tuple[str, ...]
    active: int


def signature(document: Document, offset: int) -> Signature | None:
    """The innermost call around an offset; None outside of all calls, and for functions that nobody knows."""
    if document.template.kind is None:
        return None
    document, _ = closed(document, offset)
    place = cursor.at(document, offset)
    inside, scope = place.expression, place.scope
    call = inside.under.call if inside is not None else None
    if inside is None or scope is None or call is None:
        return None
    own = scope.functions.get(call.full_name.lower())
    if call.namespace is not None and own is not None:
        return _signature(f"{own.namespace}.{own.name}", own.parameters, "", inside.under.argument)
    known = function(call.name)
    if known is None:
        return None
    skipped = _left_out(call, known.parameters)
    return _signature(known.name, known.parameters, known.summary, inside.under.argument + skipped)


def _left_out(call: Call, parameters: Sequence[str]) -> int:
    """How many parameters in front are left out: optional ones before the resource type, which has a slash."""
    if "resourceType" not in parameters or not parameters[0].startswith("["):
        return 0
    types = (index for index, given in enumerate(call.args) if isinstance(given, Text) and "/" in given.value)
    found = next(types, None)
    return max(0, parameters.index("resourceType") - found) if found is not None else 0


def _signature(name: str, parameters: Sequence[str], documentation: str, argument: int) -> Signature:
    label = f"{name}({', '.join(parameters)})"
    repeats = bool(parameters) and parameters[-1] == "..."
    active = argument
    if repeats and argument >= len(parameters) - 1:
        active = len(parameters) - 1
    page = Page().text(documentation)
    return Signature(label, page.markdown(), page.plain(), tuple(parameters), active)
