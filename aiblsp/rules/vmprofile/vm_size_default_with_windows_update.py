"""Windows updates on the smallest build VM."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp.facts.sizes import is_small, parse
from aiblsp.rule import WARNING, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.model import Image


@rule(WARNING, has="properties.customize")
def vm_size_default_with_windows_update(image: Image, document: Document) -> Findings:
    """Windows updates on the smallest build VM

    Installing updates needs processor, memory and disk at once. On `Standard_D1_v2`, the default for first-generation images,
    the machine runs out of them and the build fails with exit code 1115 or hangs until its timeout.

    ## Bad

    ```json
    "vmProfile": {"vmSize": "Standard_D1_v2"},
    "customize": [{"type": "WindowsUpdate", "searchCriteria": "IsInstalled=0"}]
    ```

    ## Good

    ```json
    "vmProfile": {"vmSize": "Standard_D4s_v5"},
    "customize": [{"type": "WindowsUpdate", "searchCriteria": "IsInstalled=0"}]
    ```

    Source: low Windows resources, https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-troubleshoot
    """
    update = next((step for step in image.customizers if step.type == "WindowsUpdate"), None)
    if update is None:
        return
    node = image.vm_size
    size = parse(node.value) if node is not None and node.kind == "string" else None
    if node is None or size is None or not is_small(size):
        return
    yield Finding(
        node,
        f"Windows Update exhausts `{node.value}`: builds fail or hang until the timeout. Use `Standard_D4s_v5` or larger",
        related=((update.node, "the updates"),),
    )
