"""Translated names of regions, wherever a template names a region."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp import edit
from aiblsp.diagnostic import Fix
from aiblsp.facts import regions
from aiblsp.rule import ERROR, Finding, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aiblsp.document import Document
    from aiblsp.jsonc.node import Node
    from aiblsp.rule import Findings
    from aiblsp.template.model import Image


@rule(ERROR)
def location_localized_display_name(image: Image, document: Document) -> Findings:
    """A translated name of a region

    The translated documentation lists regions in the reader's language. Azure knows only the English names, and the service
    refuses `美国西部 2` at submission.

    ## Bad

    ```json
    "location": "美国西部 2"
    ```

    ## Good

    ```json
    "location": "westus2"
    ```

    Source: location (Chinese), https://learn.microsoft.com/zh-cn/azure/virtual-machines/linux/image-builder-json#location
    """
    for node in _places(image):
        text = node.text()
        if text is None or text.isascii() or regions.spelling(text) != "localised":
            continue
        region = regions.find(text)
        if region is not None:
            yield Finding(
                node,
                f"`{text}` is a translated display name that Azure does not know. Write `{region.name}`",
                fix=Fix(f"Change to `{region.name}`", (edit.replace(node, edit.quote(region.name)),)),
            )


def _places(image: Image) -> Iterator[Node]:
    """Each value that names a region."""
    found = [image.root("location")]
    for target in image.targets:
        found += [target.get("location"), *(replica.name for replica in target.replicas)]
    for node in found:
        if node is not None:
            yield node
            yield from node.alternatives
