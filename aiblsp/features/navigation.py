"""Going to where a name is declared, finding its uses, and giving it another name.

An offset is one of the document's own text; with a `source`, one of that parameter file of the document.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from aiblsp.diagnostic import Edit
from aiblsp.edit import quote
from aiblsp.features import names
from aiblsp.record import dataclass

if TYPE_CHECKING:
    from aiblsp.diagnostic import Place
    from aiblsp.document import Document
    from aiblsp.features.names import Occurrence
    from aiblsp.text import Source

_SYMBOL = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


@dataclass(frozen=True, slots=True)
class Highlight:
    """A place of the name under the cursor; `write` where it is declared."""

    start: int
    end: int
    write: bool


def definition(document: Document, offset: int, source: Source | None = None) -> list[Place]:
    """Where the name under the cursor is declared; empty where there is no name."""
    return [found.place for found in _all(document, offset, source) if found.declares]


def references(
    document: Document, offset: int, include_declaration: bool = True, source: Source | None = None
) -> list[Place]:
    """Where the name under the cursor is used, in the document and its parameter files."""
    return [found.place for found in _all(document, offset, source) if include_declaration or not found.declares]


def highlights(document: Document, offset: int) -> list[Highlight]:
    """The places of the name under the cursor in the document itself."""
    return [
        Highlight(found.place.start, found.place.end, found.declares)
        for found in _all(document, offset)
        if found.place.source is document.source
    ]


def prepare_rename(document: Document, offset: int, source: Source | None = None) -> tuple[int, int, str] | None:
    """The span and text of the name under the cursor, where it can be renamed: where its declaration is to be seen."""
    here = names.at(document, offset, source)
    if here is None or not any(found.declares for found in names.all_of(document, here.name)):
        return None
    place = here.place
    text = place.source.text[place.start : place.end]
    if here.name.kind == "function":
        text = text.rpartition(".")[2]
    return place.start, place.end, text


def rename(document: Document, offset: int, new_name: str, source: Source | None = None) -> list[tuple[Source, Edit]]:
    """The edits that give the name under the cursor another text everywhere.

    Raises ValueError, with a sentence for the user, where that name cannot be.
    """
    here = names.at(document, offset, source)
    if here is None or prepare_rename(document, offset, source) is None:
        raise ValueError("There is no name here that can be changed")
    everything = names.occurrences(document)
    _check(here, new_name, everything)
    found: list[tuple[Source, Edit]] = []
    for each in everything:
        if each.name == here.name:
            place = each.place
            found.append((place.source, Edit(place.start, place.end, _written(each, new_name))))
    return found


def _written(occurrence: Occurrence, new_name: str) -> str:
    """The name as it stands in a JSON string, and between quotes within an expression."""
    text = quote(new_name)[1:-1]
    in_expression = occurrence.name.kind not in ("symbol", "function") and not occurrence.declares
    return text.replace("'", "''") if in_expression and "'" in text else text


def _check(here: Occurrence, new_name: str, everything: list[Occurrence]) -> None:
    name = here.name
    if not new_name.strip():
        raise ValueError("A name cannot be empty")
    if name.kind in ("symbol", "function") and not _SYMBOL.fullmatch(new_name):
        raise ValueError(f"`{new_name}` cannot be a name here: use letters, digits and underscores")
    if name.kind == "function":
        wanted = f"{name.text.rpartition('.')[0]}.{new_name.lower()}"
    else:
        wanted = new_name if name.kind == "symbol" else new_name.lower()
    for other in everything:
        if other.declares and other.name != name and other.name == type(name)(name.kind, wanted, name.owner):
            raise ValueError(f"There is a {_WORDS[name.kind]} `{new_name}` already")


_WORDS = {
    "parameter": "parameter",
    "variable": "variable",
    "function": "function",
    "argument": "parameter",
    "symbol": "resource",
    "loop": "copy loop",
}


def _all(document: Document, offset: int, source: Source | None = None) -> list[Occurrence]:
    here = names.at(document, offset, source)
    return names.all_of(document, here.name) if here is not None else []
