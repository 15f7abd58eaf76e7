"""Regions in which Image Builder does not run; distribution to them is fine and none of its business."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp.facts import regions
from aiblsp.rule import WARNING, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.model import Image


@rule(WARNING, has="location")
def location_unsupported(image: Image, document: Document) -> Findings:
    """A region without Image Builder

    The template must live in one of the regions that offer Image Builder; images can be distributed to all others. The list
    grows: a region that was added after this version of the tool goes into the setting `extra-regions`.

    ## Bad

    ```json
    "location": "switzerlandwest"
    ```

    ## Good

    ```json
    "location": "switzerlandnorth"
    ```

    Source: location, https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-json#location
    """
    location = image.root("location")
    if location is None:
        return
    for node in (location, *location.alternatives):
        text = node.text()
        region = regions.find(text) if text is not None else None
        if text is None or region is None or region.supported:
            continue
        if region.name in map(regions.normalise, document.options.extra_regions):
            continue
        yield Finding(
            node,
            f"Image Builder is not offered in `{text}`. Build in a region that has it, and distribute the image to `{region.name}`",
        )
