"""The `galleryImageId` that is not the ID of an image definition; versions, names and groups are left to other rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp.rule import ERROR, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.model import Target


@rule(ERROR, types="SharedImage", has="galleryImageId")
def gallery_target_id_format(target: Target, document: Document) -> Findings:
    """A galleryImageId that is not the ID of an image definition

    The target is an image definition in an Azure Compute Gallery, named by its resource ID; a version may follow. The ID of the
    gallery alone, of a managed image, or a `/sharedGalleries/` ID is refused at submission, or ends the build with
    `BadSharedImageDistribute`.

    ## Bad

    ```json
    "distribute": [
      {
        "type": "SharedImage",
        "galleryImageId": "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg/providers/Microsoft.Compute/galleries/gal",
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

    Source: SharedImage target, https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-json#distribute-sharedimage
    """
    for node, problem in target.id_problems:
        if problem.reason == "shape":
            yield Finding(
                node,
                f"This {problem.message}. `galleryImageId` must be the resource ID of an image definition: "
                "`/subscriptions/…/resourceGroups/…/providers/Microsoft.Compute/galleries/…/images/…`",
            )
