"""Small texts beside the code: what an expression evaluates to, which defaults are in force, how long a duration is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from aiblsp.expression.parser import is_expression
from aiblsp.facts import durations, images
from aiblsp.features.cursor import scope_at
from aiblsp.record import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aiblsp.document import Document
    from aiblsp.jsonc.node import Node
    from aiblsp.template.model import Image

Kind = Literal["values", "defaults", "durations"]
KINDS: frozenset[str] = frozenset({"values", "defaults", "durations"})
_LONGEST = 48


@dataclass(frozen=True, slots=True)
class Hint:
    """A text that is shown behind an offset."""

    offset: int
    label: str
    tooltip: str
    kind: Kind


def hints(document: Document, start: int = 0, end: int | None = None, kinds: frozenset[str] = KINDS) -> list[Hint]:
    """The hints of some kinds between two offsets, in order."""
    last = len(document.source.text) if end is None else end
    found: list[Hint] = []
    for image in document.images:
        if image.node.end < start or image.node.start > last:
            continue
        if "values" in kinds:
            found += _values(document, image)
        if "defaults" in kinds:
            found += _defaults(image)
        if "durations" in kinds:
            found += _durations(image)
    return sorted((hint for hint in found if start <= hint.offset <= last), key=lambda hint: hint.offset)


def _values(document: Document, image: Image) -> Iterator[Hint]:
    resource = image.resource
    if resource is None:
        return
    for written in image.expressions:
        node = written.node
        if written.on != "value" or node.source is not None or scope_at(document, node.start) is None:
            continue
        value = resource.resolve(node)
        text = _short(value) if value.source is None or value.via is not None else None
        if text is not None:
            yield Hint(node.end, f"= {text}", "The value of the expression, as far as it is known", "values")


def _short(value: Node) -> str | None:
    """A value in a few characters; None for what is unknown or too much to show."""
    if value.kind == "string":
        text = str(value.value)
        return f'"{text}"' if len(text) <= _LONGEST else f'"{text[: _LONGEST - 1]}…"'
    if value.kind in ("number", "boolean"):
        return str(value.value).lower() if value.kind == "boolean" else str(value.value)
    if value.kind == "array" and not value.incomplete:
        return f"[{len(value.children)}]"
    return None


def _defaults(image: Image) -> Iterator[Hint]:
    properties = image.properties
    if properties is None or properties.incomplete or properties.source is not None or properties.via is not None:
        return
    after = properties.start + 1
    timeout = image.at("buildTimeoutInMinutes")
    if timeout is None:
        yield Hint(after, "buildTimeoutInMinutes: 240", "The default: a build is stopped after 4 hours", "defaults")
    elif timeout.kind == "number" and timeout.value == 0 and is_here(timeout):
        yield Hint(timeout.end, "= 240", "0 stands for the default of 240 minutes", "defaults")
    profile = image.at("vmProfile")
    if image.vm_size is None and (profile is None or not profile.incomplete):
        size = _default_size(image)
        if size is not None:
            offset = (
                profile.start + 1 if profile is not None and profile.kind == "object" and is_here(profile) else after
            )
            yield Hint(offset, f"vmSize: {size}", "The default for the generation of the source", "defaults")


def _default_size(image: Image) -> str | None:
    source = image.source
    if source is None or source.type != "PlatformImage":
        return None
    generation = images.likely_generation(source.value("publisher"), source.value("offer"), source.value("sku"))
    return {"V1": "Standard_D1_v2", "V2": "Standard_D2ds_v4"}.get(generation or "")


def _durations(image: Image) -> Iterator[Hint]:
    timeout = image.at("buildTimeoutInMinutes")
    if timeout is not None and timeout.kind == "number" and timeout.value >= 60 and is_here(timeout):
        yield Hint(timeout.end, in_words(timeout.value * 60), "", "durations")
    for step in image.steps:
        node = step.get("restartTimeout")
        if node is None or node.kind != "string" or not is_here(node) or is_expression(node.value):
            continue
        seconds = durations.seconds(node.value)
        if seconds is not None:
            yield Hint(node.end, in_words(seconds), "", "durations")


def is_here(node: Node) -> bool:
    """Whether a node stands in the document itself, at its own place."""
    return node.source is None and node.via is None


def in_words(seconds: float) -> str:
    """A duration as one would say it: 1 h 30 min."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    parts = [f"{hours} h" if hours else "", f"{minutes} min" if minutes else "", f"{rest} s" if rest else ""]
    return " ".join(part for part in parts if part) or "0 s"
