"""Marketplace images whose operating system cannot be told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp.rule import HINT, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.model import ImageSource


@rule(HINT, types="PlatformImage", default=False)
def platform_image_os_unknown(source: ImageSource, document: Document) -> Findings:
    """An image whose operating system cannot be told

    What can be said about scripts and customizers depends on the operating system, which follows from publisher, offer and
    SKU. Where they say nothing, those rules are silent; the setting `os` brings them back. Off until it is selected.

    ## Bad

    ```json
    "source": {"type": "PlatformImage", "publisher": "contoso", "offer": "appliance", "sku": "std", "version": "1.0.0"}
    ```

    ## Good

    ```json
    "source": {"type": "PlatformImage", "publisher": "Canonical", "offer": "0001-com-ubuntu-server-jammy", "sku": "22_04-lts-gen2", "version": "latest"}
    ```

    Source: configuration of this tool, https://github.com/aiblsp/aiblsp#configuration
    """
    publisher, offer, sku = (source.value(name) for name in ("publisher", "offer", "sku"))

    if source.image.os_family is None and publisher is not None and offer is not None and sku is not None:
        yield Finding(
            source.get("publisher") or source.node,
            "Whether this is Windows or Linux cannot be told from its names, so some checks are off. Set `os` in the configuration",
        )
