"""Regions in which Image Builder is a preview that must be registered for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp.facts import regions
from aiblsp.rule import INFO, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.model import Image


@rule(INFO, has="location")
def location_preview_region(image: Image, document: Document) -> Findings:
    """A region where Image Builder is a preview

    In Azure Government and in China North 3 the reference calls Image Builder a public preview: templates are refused until
    the feature is registered for the subscription. The overview page no longer marks China North 3 as a preview.

    ## Bad

    ```json
    "location": "usgovvirginia"
    ```

    ## Good

    ```json
    "location": "westus2"
    ```

    Source: location, https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-json#location
    """
    location = image.root("location")
    text = location.text() if location is not None else None
    region = regions.find(text) if text is not None else None
    if location is not None and region is not None and region.feature is not None:
        yield Finding(
            location,
            f"Image Builder in `{region.name}` is documented as a preview. Register the feature "
            f"`Microsoft.VirtualMachineImages/{region.feature}` for the subscription first",
        )
