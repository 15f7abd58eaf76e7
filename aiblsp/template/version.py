"""The API version by which an image template is judged. Which versions there are is a matter of `facts`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp.facts.versions import VERSIONS

if TYPE_CHECKING:
    from aiblsp.jsonc.node import Node
    from aiblsp.template.model import Options


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
