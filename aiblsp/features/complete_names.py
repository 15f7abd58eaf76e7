"""Names of members that may be written at a place: those of the contract, and those of deployment templates."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aiblsp.features import envelope
from aiblsp.features.cursor import subject_of
from aiblsp.features.item import Completion, key_of, put
from aiblsp.features.values_of import resource_id
from aiblsp.features.words import word
from aiblsp.features.writing import layout_at, quoted, write
from aiblsp.schema.describe import describe, members
from aiblsp.schema.skeleton import Blank, skeleton

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aiblsp.document import Document
    from aiblsp.features.slot import Slot
    from aiblsp.schema.description import Description
    from aiblsp.schema.place import Subject


def names(
    document: Document, place: Slot, *, snippets: bool, language: str, template: Document | None
) -> list[Completion]:
    """The members that the object at a place may have and has not, required ones first."""
    subject, chain = subject_of(place.document, place.path)
    present = _present(place)
    if subject is None:
        offered = envelope.names(place, template)
        return [
            _item(document, place, name, value, rank, snippets=snippets, detail=detail)
            for rank, (name, value, detail) in enumerate(offered)
            if name.lower() not in present
        ]
    found: list[Completion] = []
    for rank, member in enumerate(members(subject, chain, language)):
        if member.name.lower() in present:
            continue
        value = skeleton(subject, chain, member.name)
        key = key_of(subject, member.path)
        detail = _detail(member, language)
        item = _item(document, place, member.name, value, rank, snippets=snippets, detail=detail, key=key)
        found.append(item)
    return found or list(_keys(document, place, subject, chain, snippets=snippets))


def _item(
    document: Document,
    place: Slot,
    name: str,
    value: Any,
    rank: int,
    *,
    snippets: bool,
    detail: str = "",
    key: str = "",
) -> Completion:
    if place.named:
        insert, snippet = place.before + quoted(name) + place.after, False
    else:
        layout = layout_at(document.source, place.start)
        head = f"{place.before}{quoted(name)}: "
        if not snippets and isinstance(value, Blank) and isinstance(value.example, str):
            value = ""
        insert, snippet = write(value, layout, snippet=snippets, head=head, tail=place.after), snippets
    return put(place, name, "property", insert, rank, snippet=snippet, detail=detail, key=key)


def _present(place: Slot) -> set[str]:
    """The names that the object has already, but for the one at the cursor."""
    container = place.path[-1] if place.path else None
    own = place.start if place.start < place.end else -1
    found = set()
    for child in container.children if container is not None else ():
        key = child.key
        if key is not None and key.text and key.start != own:
            found.add(key.text.lower())
    return found


def _detail(member: Description, language: str) -> str:
    kind = member.type
    if member.type == "array" and member.items:
        kind = word("array-of", language, member.items)
    needed = "required" if member.required else "needed" if member.needed else ""
    parts = [kind, word(needed, language) if needed else "", word("deprecated", language) if member.deprecated else ""]
    return " · ".join(part for part in parts if part)


def _keys(document: Document, place: Slot, subject: Subject, chain: Any, *, snippets: bool) -> Iterator[Completion]:
    """Names that are resource IDs: of the identities that a template runs as."""
    about = describe(subject, chain)
    if about is None or about.name != "userAssignedIdentities" or not isinstance(about.example, dict):
        return
    text = resource_id(next(iter(about.example)))
    insert = place.before + quoted(text) + ("" if place.named else ": {}") + place.after
    yield put(place, text, "value", insert, 0)
