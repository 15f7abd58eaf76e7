"""Templates that distribute to VHDs only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp.rule import INFO, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.model import Image


@rule(INFO, has="properties.distribute")
def vhd_unmanaged_disk_retirement(image: Image, document: Document) -> Findings:
    """A VHD as the only result

    Unmanaged disks are retired on 31 March 2026. Image Builder goes on making VHDs, but from then on no virtual machine can be made
    from such a VHD directly: it must become a managed disk or an image first. Distributing to a gallery saves that step.

    ## Bad

    ```jsonc
    // api-version: 2024-02-01
    "distribute": [{"type": "VHD", "runOutputName": "ubuntu", "uri": "https://stcontoso.blob.core.windows.net/vhds/ubuntu.vhd"}]
    ```

    ## Good

    ```jsonc
    // api-version: 2024-02-01
    "distribute": [
      {"type": "VHD", "runOutputName": "vhd", "uri": "https://stcontoso.blob.core.windows.net/vhds/ubuntu.vhd"},
      {
        "type": "SharedImage",
        "galleryImageId": "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg/providers/Microsoft.Compute/galleries/gal/images/ubuntu",
        "runOutputName": "ubuntu"
      }
    ]
    ```

    Source: API release notes, https://learn.microsoft.com/azure/virtual-machines/image-builder-api-update-release-notes
    """
    node = image.at("distribute")
    if node is None or node.kind != "array" or node.incomplete or not image.targets:
        return
    if len(image.targets) != len(node.children) or any(target.type != "VHD" for target in image.targets):
        return
    kind = image.targets[0].get("type")
    if kind is not None:
        yield Finding(
            kind,
            "Since unmanaged disks are retired (31 March 2026) no virtual machine starts from a VHD directly. "
            "Distribute to a gallery as well, or make an image of it",
        )
