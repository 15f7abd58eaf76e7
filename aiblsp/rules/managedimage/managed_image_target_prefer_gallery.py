"""Templates that make nothing but managed images; off by default."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp.rule import INFO, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.model import Image


@rule(INFO, has="properties.distribute", default=False)
def managed_image_target_prefer_gallery(image: Image, document: Document) -> Findings:
    """A managed image where a gallery would do more

    An Azure Compute Gallery keeps versions, replicates them to other regions and scales to many virtual machines; managed
    images do none of that, and know neither Trusted Launch nor Arm64. Microsoft's guidance is written for galleries.

    ## Bad

    ```json
    "distribute": [
      {
        "type": "ManagedImage",
        "imageId": "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg/providers/Microsoft.Compute/images/ubuntu",
        "location": "westus2",
        "runOutputName": "ubuntu"
      }
    ]
    ```

    ## Good

    ```json
    "distribute": [
      {
        "type": "SharedImage",
        "galleryImageId": "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg/providers/Microsoft.Compute/galleries/gal/images/ubuntu",
        "runOutputName": "ubuntu"
      }
    ]
    ```

    Source: best practices, https://learn.microsoft.com/azure/virtual-machines/image-builder-best-practices
    """
    node = image.at("distribute")
    if node is None or node.kind != "array" or node.incomplete or not image.targets:
        return
    if len(image.targets) != len(node.children) or any(target.type != "ManagedImage" for target in image.targets):
        return
    kind = image.targets[0].get("type")
    if kind is not None:
        yield Finding(
            kind,
            "A managed image has no versions and no replicas. Distribute to an Azure Compute Gallery with `SharedImage`",
        )
