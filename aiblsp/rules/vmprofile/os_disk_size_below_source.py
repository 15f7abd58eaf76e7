"""Operating system disks that are smaller than the image usually is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp.facts.images import disk_size
from aiblsp.rule import WARNING, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.model import Image


@rule(WARNING, has="properties.vmProfile.osDiskSizeGB", since="2020-02-14")
def os_disk_size_below_source(image: Image, document: Document) -> Findings:
    """A disk that is smaller than the source

    The disk can only grow: a size below that of the source image makes the build fail when the VM is made. Windows images
    usually have 127 GB, `smalldisk` ones 30, Linux ones 30, and Red Hat's with LVM 64.

    ## Bad

    ```json
    "vmProfile": {"osDiskSizeGB": 64},
    "source": {"type": "PlatformImage", "publisher": "MicrosoftWindowsServer", "offer": "WindowsServer", "sku": "2022-datacenter-g2", "version": "latest"}
    ```

    ## Good

    ```json
    "vmProfile": {"osDiskSizeGB": 256},
    "source": {"type": "PlatformImage", "publisher": "MicrosoftWindowsServer", "offer": "WindowsServer", "sku": "2022-datacenter-g2", "version": "latest"}
    ```

    Source: osDiskSizeGB, https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-json#osdisksizegb
    """
    node, source = image.at("vmProfile", "osDiskSizeGB"), image.source
    if node is None or source is None or node.kind != "number" or node.value <= 0 or source.type != "PlatformImage":
        return
    usual = disk_size(source.value("publisher"), source.value("offer"), source.value("sku"))
    if usual is None or node.value >= usual:
        return
    sku = source.get("sku")
    yield Finding(
        node,
        f"`{node.value}` GB is less than this source usually has ({usual} GB), and the disk can only grow. Use {usual} or more, or 0",
        related=((sku, "the source"),) if sku is not None else (),
    )
