"""Locations that are no region at all; how a region is written and what it offers is left to other rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp import edit
from aiblsp.diagnostic import Fix
from aiblsp.facts import regions
from aiblsp.rule import ERROR, WARNING, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.model import Image


@rule(ERROR, has="location")
def location_unknown(image: Image, document: Document) -> Findings:
    """A location that is no Azure region

    A misspelt region is refused at submission. Where the word is like no region at all it may be one that is newer than
    this tool: then it is a warning, and the setting `extra-regions` takes its name.

    ## Bad

    ```json
    "location": "westus22"
    ```

    ## Good

    ```json
    "location": "westus2"
    ```

    Source: location, https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-json#location
    """
    location = image.root("location")
    if location is None:
        return
    for node in (location, *location.alternatives):
        text = node.text()
        if text is None or regions.find(text) is not None or _configured(text, document):
            continue
        near = regions.nearest(text)
        if near is None:
            message = (
                f"`{text[:60]}` is no Azure region that is known here. If it is a new one, add it to `extra-regions`"
            )
            yield Finding(node, message, severity=WARNING)
            continue
        fix = Fix(f"Change to `{near}`", (edit.replace(node, edit.quote(near)),), safe=False)
        yield Finding(
            node, f"`{text[:60]}` is no Azure region: the service refuses it. Did you mean `{near}`?", fix=fix
        )


def _configured(text: str, document: Document) -> bool:
    wanted = regions.normalise(text)
    return not wanted or any(regions.normalise(name) == wanted for name in document.options.extra_regions)
