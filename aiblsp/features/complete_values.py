"""Values that may be written at a place: of the contract, well-known ones, whole objects, and expressions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aiblsp.facts.versions import NEWEST_DOCUMENTED, PREVIEW, RETIRED
from aiblsp.features import envelope, whole
from aiblsp.features.cursor import scope_at, subject_of
from aiblsp.features.fitting import fitted
from aiblsp.features.item import Completion, key_of, put
from aiblsp.features.values_of import resource_id, resource_id_call, suggested
from aiblsp.features.writing import escaped, layout_at, quoted, text_of, write
from aiblsp.schema import describe
from aiblsp.schema.skeleton import Blank, filled
from aiblsp.template.model import Image

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from aiblsp.document import Document
    from aiblsp.features.slot import Slot
    from aiblsp.jsonc.node import Node
    from aiblsp.schema.description import Description, Value
    from aiblsp.schema.place import Subject

_PARAMETER_TYPES: Final = {
    "string": ("string", "securestring"),
    "integer": ("int",),
    "boolean": ("bool",),
    "array": ("array",),
    "object": ("object", "secureobject"),
}
_EXPRESSIONS: Final = 5000  # the rank of expressions: behind all plain values


def values(
    document: Document, place: Slot, *, snippets: bool, language: str, template: Document | None = None
) -> list[Completion]:
    """The values for a place, the most likely ones first."""
    subject, chain = subject_of(place.document, place.path)
    if subject is None:
        offered = envelope.values(place, template)
        found = [_plain(place, quoted(value), text_of(value), rank, word) for rank, (value, word) in enumerate(offered)]
        if place.role == "element" and envelope.is_resources(place):
            found += whole.resources(document, place, snippets=snippets, language=language)
        return found
    about = describe.describe(subject, chain, language)
    if about is None or not describe.has(subject, chain):
        return []
    found = list(_whole(document, place, subject, chain, snippets=snippets, language=language))
    if not found:
        found = _scalars(place, subject, chain, about, snippets=snippets, language=language)
        if place.role == "value" and about.type in ("object", "array"):
            value = _empty(about)
            insert = write(value, layout_at(document.source, place.start), snippet=snippets, **_around(place))
            label = "{ }" if about.type == "object" else "[ ]"
            found.append(put(place, label, "value", insert, 0, snippet=snippets))
    if isinstance(subject, Image) and subject.scope is not None:
        found += _expressions(document, place, about)
    return found


def _around(place: Slot) -> dict[str, str]:
    return {"head": place.before, "tail": place.after}


def _plain(place: Slot, json: str, label: str, rank: int, detail: str = "", key: str = "") -> Completion:
    return put(place, label, "value", place.before + json + place.after, rank, detail=detail, key=key)


def _whole(
    document: Document, place: Slot, subject: Subject, chain: Sequence[Node], *, snippets: bool, language: str
) -> Iterator[Completion]:
    """Whole customizers, targets, validators and sources."""
    about = describe.describe(subject, chain)
    if about is None or (place.role == "value" and about.type != "object"):
        return
    family = subject.os_family if isinstance(subject, Image) else None
    for rank, value in enumerate(describe.types(subject, chain, language)):
        example = value.example
        if not isinstance(example, dict):
            continue  # the service does not take those any more
        example = fitted(example, subject)
        other = _other(value, family)
        insert = write(filled(example), layout_at(document.source, place.start), snippet=snippets, **_around(place))
        key = key_of(subject, f"{about.path}{'[]' if place.role == 'element' else ''}<{value.value}>")
        rank += 50 * other
        yield put(place, value.value, "snippet", insert, rank, snippet=snippets, detail=value.title, key=key)


def _scalars(
    place: Slot, subject: Subject, chain: Sequence[Node], about: Description, *, snippets: bool, language: str
) -> list[Completion]:
    found: list[Completion] = []
    listed = [] if place.role == "element" else describe.values(subject, chain, language)
    family = subject.os_family if isinstance(subject, Image) else None
    for rank, value in enumerate(sorted(listed, key=_newest_first) if about.name == "apiVersion" else listed):
        found.append(_listed(place, subject, about, value, rank, other=_other(value, family)))
    known = {item.label.lower() for item in found}
    image = subject if isinstance(subject, Image) else None
    of_strings = about.type == "string" or (place.role == "element" and about.items == "string")
    for rank, (text, detail) in enumerate(suggested(about, chain, image), 100) if of_strings else ():
        if text.lower() not in known:
            found.append(_plain(place, quoted(text), text, rank, detail))
    example = about.example[0] if isinstance(about.example, list) and about.example else about.example
    if of_strings and isinstance(example, str) and example.startswith("/subscriptions/"):
        found.append(_id(place, resource_id(example), 200, snippets=snippets))
        if image is not None and image.scope is not None and (call := resource_id_call(example)) is not None:
            kind, names = call
            text = f"[resourceId({', '.join(_in_quotes(part) for part in (kind, *names))})]"
            found.append(_id(place, text, 201, snippets=snippets))
    if about.type == "integer" and not found:
        numbers = (about.example, about.default, about.minimum)
        for rank, number in enumerate(dict.fromkeys(str(each) for each in numbers if each is not None)):
            found.append(_plain(place, number, number, rank))
    return found


def _other(value: Value, family: str | None) -> bool:
    return family is not None and bool(value.os) and family not in value.os


def _listed(place: Slot, subject: Subject, about: Description, value: Value, rank: int, *, other: bool) -> Completion:
    key = key_of(subject, about.path, value.value) if value.text else ""
    return put(
        *(place, value.value, "class" if value.example is not None else "enum"),
        place.before + value.json + place.after,
        rank + 50 * other,
        detail=value.title,
        key=key,
        deprecated=about.name == "apiVersion" and value.value in (*RETIRED, PREVIEW),
    )


def _newest_first(value: Value) -> tuple[bool, tuple[int, ...]]:
    """The newest documented version, then the others from new to old."""
    return value.value != NEWEST_DOCUMENTED, tuple(-ord(letter) for letter in value.value)


def _id(place: Slot, text: str, rank: int, *, snippets: bool) -> Completion:
    """A text with placeholders, each a tab stop for clients that have them."""
    insert, json = "", quoted(text)[1:-1]
    stops = 0
    for index, part in enumerate(json.replace(">", "<").split("<")):
        if index % 2 and snippets:
            stops += 1
            insert += f"${{{stops}:<{escaped(part)}>}}"
        else:
            insert += f"<{part}>" if index % 2 else escaped(part) if snippets else part
    before, after = (escaped(place.before), escaped(place.after)) if snippets else (place.before, place.after)
    return put(place, text, "value", f'{before}"{insert}"{after}', rank, snippet=snippets)


def _in_quotes(text: str) -> str:
    return f"'{text}'"


def _empty(about: Description) -> object:
    if about.type == "object":
        return {}
    return [Blank("")] if about.items == "string" else []


def _expressions(document: Document, place: Slot, about: Description) -> Iterator[Completion]:
    """Parameters and variables whose type suits, as whole expressions."""
    scope = scope_at(place.document, place.start)
    if scope is None:
        return
    kind = about.items if place.role == "element" else about.type
    rank = _EXPRESSIONS
    if about.name == "location":
        text = "[resourceGroup().location]"
        yield put(place, text, "function", place.before + quoted(text) + place.after, 99)
    wanted = _PARAMETER_TYPES.get(kind or "", ())
    for parameter in scope.parameters.values():
        if parameter.type in wanted:
            text, rank = f"[parameters('{parameter.name}')]", rank + 1
            yield put(place, text, "parameter", place.before + quoted(text) + place.after, rank, detail=parameter.type)
    for name, node in scope.variables.items():
        if node.kind in (kind, "unknown") or (node.kind, kind) in (("number", "integer"), ("string", "string")):
            written = node.key.text if node.key is not None else name
            text, rank = f"[variables('{written}')]", rank + 1
            yield put(place, text, "variable", place.before + quoted(text) + place.after, rank)
