"""Tells editors what the contract says of a place in a template: for hovers, completions and snippets. Never raises.

Everything here takes the chain of nodes from the resource body (of an Image of kind properties: from the properties
object) to the place, as written or resolved; `jsonc.locate` gives such chains.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from aiblsp.facts.versions import NEWEST, VERSIONS
from aiblsp.schema.description import Description, Value
from aiblsp.schema.place import Place, alive, at_path, candidates, follow, keyword, required, start, typed
from aiblsp.schema.store import texts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aiblsp.jsonc.node import Node
    from aiblsp.schema.place import Subject
    from aiblsp.schema.source import Spec

ENGLISH: Final = "en"
_REFERENCE: Final = "virtual-machines/linux/image-builder-json"
_SITES: Final = {ENGLISH: "https://learn.microsoft.com/azure/", "zh-cn": "https://learn.microsoft.com/zh-cn/azure/"}


def describe(subject: Subject, path: Sequence[Node], language: str = ENGLISH) -> Description | None:
    """What the contract says of the last node of `path`; None where it knows no such place.

    A property of another API version is described, too, with `available` False. For an element of a union, such as a
    customizer, its type is described if that is known.
    """
    place = follow(subject, path)
    if place is None:
        return None
    return _description(place if place.name else typed(place), language)


def has(subject: Subject, path: Sequence[Node]) -> bool:
    """Whether the template's API version has the place at the end of `path`, and all that it is in."""
    around = (follow(subject, path[:length]) for length in range(2, len(path) + 1))
    return all(place is not None and alive(place.spec, place.version) for place in around)


def members(subject: Subject, path: Sequence[Node], language: str = ENGLISH) -> list[Description]:
    """The properties that may be written in the object at the end of `path`: those of its type and API version.

    Required ones first, deprecated ones last, present ones included, read-only ones not. Where the type of a union is
    not known, the properties of every type that fits what is there.
    """
    place = follow(subject, path)
    if place is None:
        return []
    found: dict[str, Description] = {}
    for holder in (typed(place), *candidates(place)):
        for name, spec in holder.spec.get("properties", {}).items():
            if name not in found and alive(spec, place.version) and (spec.get("free") or not spec.get("readOnly")):
                found[name] = _description(holder.member(name, place.spec), language)
    return sorted(found.values(), key=lambda member: (member.deprecated, not member.required, not _needed(member)))


def _needed(member: Description) -> bool:
    return member.required or member.needed


def values(subject: Subject, path: Sequence[Node], language: str = ENGLISH) -> list[Value]:
    """The values that may be written at the end of `path`, in the template's API version: of an enumeration, the types
    of a union at its discriminator, true and false. Empty where any value goes."""
    place = follow(subject, path)
    return [] if place is None else [value for value in _values(place, language) if value.available]


def types(subject: Subject, path: Sequence[Node], language: str = ENGLISH) -> list[Value]:
    """The types of the union at the end of `path` (for an array: of its elements), each with a whole object as example:
    for snippets such as a whole customizer. Empty where there is no union."""
    place = follow(subject, path)
    if place is not None and "items" in place.spec:
        place = place.below(place.spec["items"])
    if place is None or "types" not in place.spec:
        return []
    found = _types(place.spec, place, language)
    return [value for value in found if value.available]


def whole(subject: Subject, language: str = ENGLISH) -> Description:
    """The resource itself: its title, text and a whole one as example."""
    return _description(start(subject, None), language)


def by_path(resource: str, version: str | None, path: str, language: str = ENGLISH) -> Description | None:
    """What the contract says of the place with a path, as in a Description; None where it has none in that version."""
    place = at_path(resource, version, path)
    return None if place is None else _description(place, language)


def _description(place: Place, language: str) -> Description:
    spec, version = place.spec, place.version
    words, name = _words(place, language), place.name
    below = spec.get("items") or spec.get("additionalProperties")
    default_text = words.get("default", spec.get("defaultText"))
    if (other := keyword(spec, "defaultText", version)) != spec.get("defaultText"):
        default_text = words.get("defaultBefore", other)
    since: str | None = spec.get("deprecatedSince")
    pattern = keyword(spec, "pattern", version)
    return Description(
        path=spec["path"],
        name=name,
        title=str(words.get("title", spec.get("title", name))),
        text=str(words.get("description", spec.get("description", ""))),
        notes=tuple(words["notes"] if "notes" in words else spec.get("notes", ())),
        type=spec.get("type", "object"),
        items=below.get("type") if isinstance(below, dict) else None,
        required=place.holder is not None and required(place.holder, name, version),
        needed=bool(spec.get("requiredInPractice")),
        default=_json(spec["default"]) if "default" in spec else None,
        default_text=default_text,
        minimum=spec.get("minimum"),
        maximum=spec.get("maximum"),
        pattern=pattern if isinstance(pattern, str) else None,
        values=tuple(_values(place, language)),
        open=bool(keyword(spec, "open", version)),
        since=spec["since"],
        until=spec["until"],
        available=alive(spec, version),
        deprecated=since is not None and version is not None and version >= since,
        deprecated_since=since,
        replaced_by=spec.get("replacedBy"),
        read_only=bool(spec.get("readOnly")) and not spec.get("free"),
        os=place.os,
        example=spec["examples"][0] if "examples" in spec else None,
        url=_url(place.docs, language),
    )


def _values(place: Place, language: str) -> list[Value]:
    if place.union is not None:
        return _types(place.union, place, language)
    spec = place.spec
    if "types" in spec:
        return _types(spec, place, language)
    if spec.get("type") == "boolean" and not spec.get("free"):
        return [
            Value(text, text, "", "", VERSIONS[0], NEWEST, True, default=spec.get("default") is (text == "true"))
            for text in ("true", "false")
        ]
    words: dict[str, str] = _words(place, language).get("values", {})
    found = []
    for value, said in spec.get("values", {}).items():
        life = said if isinstance(said, dict) else {"description": said}
        since, until = life.get("since", VERSIONS[0]), life.get("until", NEWEST)
        text = str(words.get(value, life["description"]))
        default = value == spec.get("default")
        there = alive(life, place.version)
        url = _url(place.docs, language)
        found.append(Value(value, _json(value), "", text, since, until, there, place.os, url, default=default))
    return found


def _types(union: Spec, place: Place, language: str) -> list[Value]:
    found = []
    for name, spec in union["types"].items():
        kind = place.below(spec)
        words = _words(kind, language)
        found.append(
            Value(
                name,
                _json(name),
                words.get("title", spec["title"]),
                words.get("description", spec["description"]),
                spec["since"],
                spec["until"],
                alive(spec, place.version),
                kind.os,
                _url(kind.docs, language),
                spec["examples"][0] if "examples" in spec else None,
            )
        )
    return found


def _words(place: Place, language: str) -> dict[str, Any]:
    """The texts of a place in another language; empty in English, whose texts are in the contract itself.

    An entry may be the path of the place that has the same texts.
    """
    if language == ENGLISH:
        return {}
    catalogue: dict[str, Any] = texts(language).get(place.resource, {})
    path = place.spec["path"] if place.union is None else f"{place.union['path']}.{place.name}"
    found = catalogue.get(path, {})
    if isinstance(found, str):
        found = catalogue.get(found, {})
    return found if isinstance(found, dict) else {}


def _url(docs: str, language: str) -> str:
    page = docs if docs and not docs.startswith("#") else _REFERENCE + docs
    return _SITES.get(language, _SITES[ENGLISH]) + page


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
