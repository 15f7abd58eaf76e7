"""Marketplace images of a fixed version."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp import edit
from aiblsp.diagnostic import Fix
from aiblsp.rule import HINT, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.model import ImageSource


@rule(HINT, types="PlatformImage", has="version")
def platform_image_version_pinned(source: ImageSource, document: Document) -> Findings:
    """A marketplace image of a fixed version

    Publishers remove old versions from the marketplace; a template that names one stops working on that day, and until then
    its images lack all updates since. `latest` is looked up at each build. Where builds must be repeatable a fixed version is
    right: then ignore this rule.

    ## Bad

    ```json
    "source": {"type": "PlatformImage", "publisher": "Canonical", "offer": "0001-com-ubuntu-server-jammy", "sku": "22_04-lts-gen2", "version": "22.04.202401010"}
    ```

    ## Good

    ```json
    "source": {"type": "PlatformImage", "publisher": "Canonical", "offer": "0001-com-ubuntu-server-jammy", "sku": "22_04-lts-gen2", "version": "latest"}
    ```

    Source: PlatformImage source, https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-json#platformimage-source
    """
    node = source.get("version")
    text = node.text() if node is not None else None
    if node is None or text is None or text.count(".") != 2 or not text.replace(".", "").isdigit():
        return
    if any(trigger.image is source.image for trigger in document.template.triggers):
        return  # the trigger's own rule says more
    fix = Fix("Change to `latest`", (edit.replace(node, '"latest"'),), safe=False) if node.source is None else None
    yield Finding(
        node, f"`{text}` will be removed from the marketplace some day, and gets no updates. Use `latest`", fix=fix
    )
