"""Images that are too large for a gallery."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp.rule import WARNING, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.model import Image


@rule(WARNING, has="properties.vmProfile.osDiskSizeGB", since="2020-02-14")
def os_disk_size_exceeds_gallery_limit(image: Image, document: Document) -> Findings:
    """An image that is too large for a gallery

    A gallery holds images below 2 TB, larger ones only with shallow replication (up to 32 TB). The build fails at its end, when
    the image is distributed.

    ## Bad

    ```json
    "vmProfile": {"osDiskSizeGB": 3000},
    "distribute": [{"type": "SharedImage", "galleryImageId": "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg-gal/providers/Microsoft.Compute/galleries/gal1/images/def1", "runOutputName": "o"}]
    ```

    ## Good

    ```json
    "vmProfile": {"osDiskSizeGB": 1023},
    "distribute": [{"type": "SharedImage", "galleryImageId": "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg-gal/providers/Microsoft.Compute/galleries/gal1/images/def1", "runOutputName": "o"}]
    ```

    Source: gallery limits, https://learn.microsoft.com/azure/virtual-machines/azure-compute-gallery#limits
    """
    node = image.at("vmProfile", "osDiskSizeGB")
    if node is None or node.kind != "number" or not 2048 <= node.value <= 4095:
        return
    for target in image.targets:
        mode = target.get("replicationMode")
        if target.type == "SharedImage" and (mode is None or mode.text() == "Full"):
            yield Finding(
                node,
                f"A gallery takes images below 2 TB, and this one has {node.value} GB: the build fails when it is distributed. Use less, or shallow replication",
                related=((target.get("type") or target.node, "the gallery"),),
            )
            return
