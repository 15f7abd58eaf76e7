"""What the contract says of a section, property or value, as a page."""

from __future__ import annotations

from json import dumps
from typing import TYPE_CHECKING

from aiblsp.facts.versions import NEWEST, VERSIONS
from aiblsp.features.words import word

if TYPE_CHECKING:
    from aiblsp.features.page import Page
    from aiblsp.schema.description import Description, Value


def described(page: Page, about: Description, language: str, version: str | None) -> Page:
    """Add all that is documented of a place. `version` is that of the template, where it is known."""
    if not (about.name or about.title):
        return page  # a tag's value and the like: there is nothing to say of it
    page.title(about.name or about.title, _kind(about, language))
    if about.name and about.title.lower() != about.name.lower():
        page.subtitle(about.title)
    page.text(about.text)
    if about.default_text or about.default is not None:
        page.fact(word("default", language), about.default_text or f"`{about.default}`")
    page.fact(word("range", language), _range(about, language))
    page.fact(word("pattern", language), f"`{about.pattern}`" if about.pattern else "")
    page.fact(word("versions", language), _versions(about, language, version))
    page.fact(word("os", language), f" {word('and', language)} ".join(about.os))
    if about.deprecated_since is not None:
        text = word("deprecated-since", language, about.deprecated_since)
        if about.replaced_by:
            text += ": " + word("use-instead", language, about.replaced_by)
        page.text(text)
    page.items(about.notes)
    shown = [value for value in about.values if value.available or version is None]
    if shown:
        page.text(f"{word('values', language)}:").items(_value(value, language) for value in shown)
        if about.open:
            page.text(word("more-values", language))
    if about.example is not None:
        page.code(example(about))
    return page.link(word("documentation", language), about.url)


def of_value(page: Page, value: Value, language: str) -> Page:
    """Add what one value of a property means."""
    page.title(value.value, value.title)
    page.text(value.text)
    page.fact(word("os", language), f" {word('and', language)} ".join(value.os))
    if value.since > VERSIONS[0]:
        page.fact(word("versions", language), word("since", language, value.since))
    if value.example is not None:
        page.code(dumps(value.example, indent=2, ensure_ascii=False))
    return page.link(word("documentation", language), value.url)


def example(about: Description) -> str:
    """The example of a place as JSON, with its name where it has one."""
    text = dumps(about.example, indent=2, ensure_ascii=False)
    return f'"{about.name}": {text}' if about.name else text


def _kind(about: Description, language: str) -> str:
    kind = about.type
    if about.type == "array" and about.items:
        kind = word("array-of", language, about.items)
    elif about.type == "object" and about.items:
        kind = word("map-of", language, about.items)
    parts = [kind]
    if about.read_only:
        parts.append(word("read-only", language))
    elif about.name:
        parts.append(word("required" if about.required else "needed" if about.needed else "optional", language))
    if about.deprecated:
        parts.append(word("deprecated", language))
    return " · ".join(part for part in parts if part)


def _range(about: Description, language: str) -> str:
    if about.minimum is None:
        return ""
    if about.maximum is None:
        return word("at-least", language, about.minimum)
    return word("from-to", language, about.minimum, about.maximum)


def _versions(about: Description, language: str, version: str | None) -> str:
    parts = []
    if about.since > VERSIONS[0]:
        parts.append(word("since", language, about.since))
    if about.until < NEWEST:
        parts.append(word("until", language, about.until))
    if not about.available and version is not None:
        parts.append(f"**{word('not-available', language, version)}**")
    return ", ".join(parts)


def _value(value: Value, language: str) -> str:
    text = value.title if value.example is not None and value.title else value.text or value.title
    since = f" ({word('since', language, value.since)})" if value.since > VERSIONS[2] else ""
    return f"`{value.value}`{since}" + (f": {text}" if text else "")
