"""The API version by which an image template is judged. Which versions there are is a matter of `facts`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp.facts.versions import VERSIONS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aiblsp.jsonc.node import Node
    from aiblsp.template.model import Options, Template


def effective_version(body: Node, options: Options) -> str | None:
    """The API version by which an image template is judged: literal or evaluated, else the configured one.

    A version that is known, but none of the published ones, is judged by none: a rule of its own speaks of it.
    """
    node = body.get("apiVersion")
    text = node.text() if node is not None else None
    if text is None:
        return options.api_version
    lowered = text.lower()
    return lowered if lowered in VERSIONS else None


def written_versions(template: Template) -> Iterator[tuple[Node, bool]]:
    """The `apiVersion` of each image template and trigger, evaluated, and whether it decides: not in a bare body."""
    for image in template.images:
        node = image.root("apiVersion")
        if node is not None:
            yield node, image.kind == "resource"
    for trigger in template.triggers:
        node = trigger.node.get("apiVersion")
        if node is not None:
            yield node, True
