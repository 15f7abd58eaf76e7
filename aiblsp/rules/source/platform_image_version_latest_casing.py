"""The word `latest` in other letters."""

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
def platform_image_version_latest_casing(source: ImageSource, document: Document) -> Findings:
    """The word latest in other letters

    The page about triggers writes `Latest`, the reference and the schema write `latest`. Both work; one way of writing is
    easier to search for.

    ## Bad

    ```json
    "source": {"type": "PlatformImage", "publisher": "Canonical", "offer": "0001-com-ubuntu-server-jammy", "sku": "22_04-lts-gen2", "version": "Latest"}
    ```

    ## Good

    ```json
    "source": {"type": "PlatformImage", "publisher": "Canonical", "offer": "0001-com-ubuntu-server-jammy", "sku": "22_04-lts-gen2", "version": "latest"}
    ```

    Source: PlatformImage source, https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-json#platformimage-source
    """
    node = source.get("version")
    if node is None or node.kind != "string" or node.value == "latest" or node.value.lower() != "latest":
        return
    fix = Fix("Change to `latest`", (edit.replace(node, '"latest"'),)) if node.source is None else None
    yield Finding(node, f"The reference writes `latest`, not `{node.value}`", fix=fix)
