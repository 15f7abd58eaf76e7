"""Operating system disks above what Azure makes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp.facts.sizes import LARGEST_OS_DISK
from aiblsp.rule import WARNING, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.model import Image


@rule(WARNING, has="properties.vmProfile.osDiskSizeGB", since="2020-02-14")
def os_disk_size_exceeds_azure_limit(image: Image, document: Document) -> Findings:
    """A disk that is too large

    An operating system disk in Azure has at most 4,095 GB. The build fails when its VM is made.

    ## Bad

    ```json
    "vmProfile": {"osDiskSizeGB": 8192}
    ```

    ## Good

    ```json
    "vmProfile": {"osDiskSizeGB": 1024}
    ```

    Source: managed disks, https://learn.microsoft.com/azure/virtual-machines/managed-disks-overview
    """
    node = image.at("vmProfile", "osDiskSizeGB")
    if node is not None and node.kind == "number" and node.value > LARGEST_OS_DISK:
        yield Finding(
            node,
            f"`{node.value}` GB is more than the {LARGEST_OS_DISK} GB that an operating system disk can have: the build VM cannot be made",
        )
