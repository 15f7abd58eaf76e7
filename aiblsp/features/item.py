"""A completion as plain data, and the documentation behind its key."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from aiblsp.record import dataclass
from aiblsp.template.model import Trigger

if TYPE_CHECKING:
    from aiblsp.diagnostic import Edit
    from aiblsp.features.page import Page
    from aiblsp.features.slot import Slot
    from aiblsp.schema.place import Subject

Kind = Literal["property", "value", "enum", "function", "variable", "parameter", "snippet", "class", "text"]


@dataclass(frozen=True, slots=True)
class Completion:
    """Something that can be written in the place of the offsets `start` to `end`.

    insert   the text, with tab stops where `snippet`
    filter   what the user's word is compared with, quotes as typed
    sort     the order among the items
    key      brings the documentation by `completion.resolve`; empty where `documentation` has it, or there is none
    edits    changes elsewhere that belong to it
    """

    label: str
    kind: Kind
    start: int
    end: int
    insert: str
    snippet: bool = False
    filter: str = ""
    sort: str = ""
    detail: str = ""
    documentation: str = ""
    key: str = ""
    preselect: bool = False
    deprecated: bool = False
    edits: tuple[Edit, ...] = ()


def put(
    place: Slot,
    label: str,
    kind: Kind,
    insert: str,
    rank: int,
    *,
    snippet: bool = False,
    match: str | None = None,
    detail: str = "",
    key: str = "",
    documentation: str = "",
    preselect: bool = False,
    deprecated: bool = False,
) -> Completion:
    """An item for a place; `insert` is its text with `place.before` and `place.after` in it already."""
    closing = '"' if place.quote else ""
    word = place.quote + (label if match is None else match) + closing
    sort = f"{rank:04}"
    return Completion(
        *(label, kind, place.start, place.end, insert, snippet, word, sort, detail, documentation, key),
        preselect=preselect,
        deprecated=deprecated,
        edits=place.edits,
    )


def key_of(subject: Subject, path: str, value: str = "") -> str:
    """The key of a place of the contract, or of one value there."""
    if isinstance(subject, Trigger):
        resource, version = "imageTemplates/triggers", subject.resource.api_version
    else:
        resource, version = "imageTemplates", subject.api_version
    return f"place {resource} {version or '-'} {path} {value}".rstrip()


def documentation(key: str, language: str, *, plain: bool = False) -> str:
    """The page behind a key, as Markdown or as plain text; empty for a key that there is not."""
    pages = _pages(key, language)
    return "".join(page.plain() if plain else page.markdown() for page in pages)


def _pages(key: str, language: str) -> list[Page]:
    from aiblsp.features.page import Page

    kind, _, rest = key.partition(" ")
    if kind == "function":
        return _function(rest)
    parts = rest.split(" ", 3)
    if kind != "place" or len(parts) < 3:
        return []
    from aiblsp.features.hover_contract import described, of_value
    from aiblsp.schema.describe import by_path

    resource, version, path = parts[:3]
    if resource not in ("imageTemplates", "imageTemplates/triggers"):
        return []
    known = None if version == "-" else version
    about = by_path(resource, known, path, language)
    if about is None:
        return []
    if len(parts) == 4:
        return [of_value(Page(), value, language) for value in about.values if value.value == parts[3]]
    return [described(Page(), about, language, known)]


def _function(name: str) -> list[Page]:
    from aiblsp.expression.functions import function
    from aiblsp.features.page import Page

    known = function(name)
    return [Page().code(known.signature, "").text(known.summary)] if known is not None else []
