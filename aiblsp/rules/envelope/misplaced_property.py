"""Properties that belong elsewhere in the template; offers to move them where the place is certain."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp import edit
from aiblsp.diagnostic import Fix
from aiblsp.rule import ERROR, WARNING, Finding, rule
from aiblsp.schema.mismatch import place_in_words
from aiblsp.template.written import as_written, container_as_written

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.jsonc.node import Node
    from aiblsp.rule import Findings
    from aiblsp.schema.mismatch import Mismatch

_REQUIRED = frozenset(("properties.source", "properties.distribute", "location", "identity"))


@rule(ERROR, types="misplaced")
def misplaced_property(mismatch: Mismatch, document: Document) -> Findings:
    """A property at the wrong level

    A section that stands beside `properties` instead of in it, or `vmSize` outside of `vmProfile`, is not read. Since
    API version 2024-02-01 the service rejects it as an unknown field; before, it is dropped without a word and the
    build runs with the default. Where a required section is misplaced, every version rejects the template.

    The fix moves the property. It is called unsafe where the service has ignored the property so far: from then on it
    takes effect.

    ## Bad

    ```jsonc
    // api-version: 2024-02-01
    "vmSize": "Standard_D2s_v5"
    ```

    ## Good

    ```jsonc
    // api-version: 2024-02-01
    "vmProfile": {"vmSize": "Standard_D2s_v5"}
    ```

    Source: properties of a template, https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-json
    """
    image = mismatch.image
    if image is not None and _lacks_properties(mismatch):
        return  # `properties-missing` speaks of that
    places = list(dict.fromkeys(place_in_words(place.rpartition(".")[0]) for place in mismatch.expected))
    shown = " or ".join(places[:3])
    required = any(place in _REQUIRED for place in mismatch.expected)
    message = f"`{mismatch.name}` does not belong in {mismatch.holder} but in {shown}"
    if mismatch.since is not None:
        message += f", since API version {mismatch.since}"
    message += "; without it there the service rejects the template" if required else f"; {mismatch.fate}"
    severity = None if mismatch.strict or required else WARNING
    yield Finding(mismatch.node, message, on="key", fix=_fix(mismatch, document), severity=severity)


def _lacks_properties(mismatch: Mismatch) -> bool:
    image = mismatch.image
    if image is None or mismatch.parent is not image.body:
        return False
    if image.kind == "properties":
        return any(not place.startswith("properties.") for place in mismatch.expected)
    return image.body.get("properties") is None and any(place.startswith("properties.") for place in mismatch.expected)


def _fix(mismatch: Mismatch, document: Document) -> Fix | None:
    image, parent = mismatch.image, mismatch.parent
    if image is None or parent is None or len(mismatch.expected) != 1 or mismatch.since is not None:
        return None
    way = mismatch.expected[0].split(".")
    if any("[" in step or "<" in step or "{" in step for step in way):
        return None
    if image.kind == "properties":
        if way[0] != "properties":
            return None
        way = way[1:]
    written = as_written(document.tree, mismatch.node)
    if written is None:
        return None
    holder, member = written
    target, missing = _walk(image.body, way[:-1])
    raw = container_as_written(document.tree, target) if target is not None else None
    if raw is None or (not missing and raw.get(way[-1]) is not None) or member.start <= raw.start < member.end:
        return None
    title = f"Move into {place_in_words('.'.join(way[:-1]))}"
    if not missing:
        return Fix(title, edit.move_member(document.source, holder, member, raw, way[-1]), safe=mismatch.strict)
    if len(missing) > 1:
        return None
    text = document.source.text[member.start : member.end]
    made = f"{{{edit.quote(way[-1])}: {text}}}"
    if raw is holder:
        return Fix(title, (edit.replace_member(document.source, member, missing[0], made),), safe=mismatch.strict)
    added = edit.insert_member(document.source, raw, missing[0], made)
    edits = sorted((*edit.remove(document.source, holder, member), added), key=lambda one: (one.start, one.end))
    return Fix(title, tuple(edits), safe=mismatch.strict)


def _walk(node: Node, way: list[str]) -> tuple[Node | None, list[str]]:
    """The deepest object on the way, and the steps that are not there."""
    for index, step in enumerate(way):
        inner = node.get(step)
        if inner is None:
            return node, way[index:]
        if inner.kind != "object" or inner.via is not None:
            return None, []
        node = inner
    return node, []
