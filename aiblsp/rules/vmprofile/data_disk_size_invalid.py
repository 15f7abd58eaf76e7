"""Data disks of an impossible size."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp.rule import WARNING, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.model import Image


@rule(WARNING, has="properties.additionalDataDisks", since="2025-10-01")
def data_disk_size_invalid(image: Image, document: Document) -> Findings:
    """A data disk of an impossible size

    Data disks, new in 2025-10-01, have a size of 0 or more; Azure makes none above 32,767 GB.

    ## Bad

    ```json
    "apiVersion": "2025-10-01",
    "properties": {"source": {"type": "PlatformImage", "publisher": "Canonical", "offer": "0001-com-ubuntu-server-jammy", "sku": "22_04-lts-gen2", "version": "latest"}, "distribute": [{"type": "VHD", "runOutputName": "o"}], "additionalDataDisks": [{"sizeGB": 40000}]}
    ```

    ## Good

    ```json
    "apiVersion": "2025-10-01",
    "properties": {"source": {"type": "PlatformImage", "publisher": "Canonical", "offer": "0001-com-ubuntu-server-jammy", "sku": "22_04-lts-gen2", "version": "latest"}, "distribute": [{"type": "VHD", "runOutputName": "o"}], "additionalDataDisks": [{"sizeGB": 128}]}
    ```

    Source: template reference 2025-10-01, https://learn.microsoft.com/azure/templates/microsoft.virtualmachineimages/2025-10-01/imagetemplates
    """
    disks = image.at("additionalDataDisks")
    for disk in disks.children if disks is not None and disks.kind == "array" else ():
        size = disk.get("sizeGB")
        if size is not None and size.kind == "number" and size.value > 32767:
            yield Finding(size, f"`{size.value}` GB is more than the 32767 GB that a data disk can have")
