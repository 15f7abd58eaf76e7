"""Versions of marketplace images in a form that there is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp.rule import ERROR, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.model import ImageSource


@rule(ERROR, types="PlatformImage", has="version")
def platform_image_version_format(source: ImageSource, document: Document) -> Findings:
    """A marketplace image version in a wrong form

    A version is `latest`, which is looked up when the build starts, or three numbers with dots. Anything else names no image,
    and the build fails before the first customizer.

    ## Bad

    ```json
    "source": {"type": "PlatformImage", "publisher": "Canonical", "offer": "0001-com-ubuntu-server-jammy", "sku": "22_04-lts-gen2", "version": "22.04"}
    ```

    ## Good

    ```json
    "source": {"type": "PlatformImage", "publisher": "Canonical", "offer": "0001-com-ubuntu-server-jammy", "sku": "22_04-lts-gen2", "version": "latest"}
    ```

    Source: PlatformImage source, https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-json#platformimage-source
    """
    node = source.get("version")
    for candidate in (node, *node.alternatives) if node is not None else ():
        text = candidate.text()
        if text is None or not text.strip() or text.strip().lower() == "latest":
            continue
        parts = text.split(".")
        if len(parts) != 3 or not all(part.isascii() and part.isdigit() for part in parts):
            yield Finding(
                candidate,
                f"`{text[:60]}` is no version of a marketplace image. Use `latest`, or three numbers such as `22.04.202401010`",
            )
