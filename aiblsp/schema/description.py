"""What the contract says of one place, in words and facts: what hovers show and completions offer. Data only."""

from __future__ import annotations

from typing import Any

from aiblsp.record import dataclass


@dataclass(frozen=True, slots=True)
class Value:
    """A value that may stand at a place.

    value      as text; `json` is how it is written in a document
    title, text  what it means; empty for true and false
    since, until  the first and the last API version that has it; `available`: the template's version has it
    os         the operating systems that it works on; empty where that does not matter
    url        its section of the documentation
    example    for the type of a customizer, target and so on: a whole object of that type
    default    what counts where nothing is written
    """

    value: str
    json: str
    title: str
    text: str
    since: str
    until: str
    available: bool
    os: tuple[str, ...] = ()
    url: str = ""
    example: Any = None
    default: bool = False


@dataclass(frozen=True, slots=True)
class Description:
    """What the contract says of a property, section or element.

    path        as in a Mismatch; `name` the property's name, empty for elements
    title, text, notes  words, in the language asked for; notes are limits and pitfalls
    type        object, array, string, integer, boolean; `items` the type of elements or of a map's values
    required    in the template's API version; `needed`: optional by the contract, but nothing works without it
    default     what counts without it, as JSON, or in words as `default_text`; None where nothing is known
    minimum, maximum, pattern  limits of the value, None where there are none
    values      the allowed values, or the types of a union, of all versions; `open`: others may be accepted
    since, until  the first and the last API version that has it; `available`: the template's version has it
    deprecated  in the template's version; `deprecated_since` and `replaced_by` say more
    read_only   reported by the service, not to be written
    os          the operating systems that it works on; empty where that does not matter
    example     a JSON value
    url         its section of the documentation
    """

    path: str
    name: str
    title: str
    text: str
    notes: tuple[str, ...]
    type: str
    items: str | None
    required: bool
    needed: bool
    default: str | None
    default_text: str | None
    minimum: int | None
    maximum: int | None
    pattern: str | None
    values: tuple[Value, ...]
    open: bool
    since: str
    until: str
    available: bool
    deprecated: bool
    deprecated_since: str | None
    replaced_by: str | None
    read_only: bool
    os: tuple[str, ...]
    example: Any
    url: str
