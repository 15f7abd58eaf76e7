"""Marketplace images of whichever version is the latest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp.rule import HINT, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.model import ImageSource


@rule(HINT, types="PlatformImage", has="version", default=False)
def platform_image_version_not_pinned(source: ImageSource, document: Document) -> Findings:
    """A marketplace image of no fixed version

    `latest` is looked up when the build runs, not when the template is submitted: two builds of one template can differ. Where
    builds must be repeatable, name a version. The rule is off until it is selected; it wants the opposite of
    `platform-image-version-pinned`.

    ## Bad

    ```json
    "source": {"type": "PlatformImage", "publisher": "Canonical", "offer": "0001-com-ubuntu-server-jammy", "sku": "22_04-lts-gen2", "version": "latest"}
    ```

    ## Good

    ```json
    "source": {"type": "PlatformImage", "publisher": "Canonical", "offer": "0001-com-ubuntu-server-jammy", "sku": "22_04-lts-gen2", "version": "22.04.202401010"}
    ```

    Source: PlatformImage source, https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-json#platformimage-source
    """
    node = source.get("version")
    if node is not None and (node.text() or "").lower() == "latest":
        yield Finding(
            node, "`latest` is looked up at each build, so two builds can differ. Name a version where that matters"
        )
