"""Marketplace images of systems that get no more updates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp.facts.lifecycle import end_of_life
from aiblsp.rule import WARNING, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.model import ImageSource


@rule(WARNING, types="PlatformImage")
def platform_image_end_of_life(source: ImageSource, document: Document) -> Findings:
    """An operating system past its end of support

    Past the end of standard support an image gets no more security updates, package mirrors move away, and sooner or later it
    disappears from the marketplace. The dates are those of the vendors; paid extensions of support do not count.

    ## Bad

    ```json
    "source": {"type": "PlatformImage", "publisher": "Canonical", "offer": "UbuntuServer", "sku": "18.04-LTS", "version": "latest"}
    ```

    ## Good

    ```json
    "source": {"type": "PlatformImage", "publisher": "Canonical", "offer": "0001-com-ubuntu-server-jammy", "sku": "22_04-lts-gen2", "version": "latest"}
    ```

    Source: life-cycle dates of the vendors, https://learn.microsoft.com/azure/virtual-machines/linux/endorsed-distros
    """
    publisher, offer, sku = (source.value(name) for name in ("publisher", "offer", "sku"))

    found = end_of_life(publisher, offer, sku)
    if found is None or found.date >= document.today:
        return
    yield Finding(
        source.get("sku") or source.get("offer") or source.node,
        f"Support for {found.product} ended on {found.date}: no more updates, and the image may disappear. Build from a later release",
    )
