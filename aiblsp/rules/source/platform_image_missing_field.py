"""Marketplace images without one of their four names; what the names are is left to other rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp.rule import ERROR, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.model import ImageSource


@rule(ERROR, types="PlatformImage")
def platform_image_missing_field(source: ImageSource, document: Document) -> Findings:
    """A marketplace image without one of its names

    Publisher, offer, SKU and version together name a marketplace image. The schema calls them optional, and the service
    answers `BadPIRSource` when one is missing or empty.

    ## Bad

    ```json
    "source": {"type": "PlatformImage", "publisher": "Canonical", "offer": "0001-com-ubuntu-server-jammy"}
    ```

    ## Good

    ```json
    "source": {"type": "PlatformImage", "publisher": "Canonical", "offer": "0001-com-ubuntu-server-jammy", "sku": "22_04-lts-gen2", "version": "latest"}
    ```

    Source: PlatformImage source, https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-json#platformimage-source
    """
    if source.node.incomplete:
        return
    missing = [name for name in ("publisher", "offer", "sku", "version") if source.get(name) is None]
    if missing:
        names = " and ".join(f"`{name}`" for name in missing)
        yield Finding(
            source.get("type") or source.node,
            f"This marketplace image lacks {names}: the service rejects the template with `BadPIRSource`. Add what is missing",
        )
    for name in ("publisher", "offer", "sku", "version"):
        node = source.get(name)
        if node is not None and node.text() is not None and not node.value.strip():
            yield Finding(node, f"`{name}` is empty: the service rejects the template with `BadPIRSource`")
