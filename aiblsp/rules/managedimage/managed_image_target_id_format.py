"""The `imageId` of a target that is not the ID of a managed image; subscriptions and groups are left to other rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp.rule import ERROR, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.model import Target


@rule(ERROR, types="ManagedImage", has="imageId")
def managed_image_target_id_format(target: Target, document: Document) -> Findings:
    """An imageId that is not the ID of a managed image

    The image that the target makes is named by the resource ID that it will have: subscription, resource group, and
    `Microsoft.Compute/images` with a name of 1 to 80 letters, digits, underscores, periods and hyphens. The service
    refuses anything else, some of it only after the build.

    ## Bad

    ```json
    "distribute": [
      {
        "type": "ManagedImage",
        "imageId": "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg/providers/Microsoft.Compute/galleries/gal/images/ubuntu",
        "location": "westus2",
        "runOutputName": "ubuntu"
      }
    ]
    ```

    ## Good

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

    Source: managed image target, https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-json#distribute-managedimage
    """
    for node, problem in target.id_problems:
        if problem.reason == "shape":
            yield Finding(
                node,
                f"This {problem.message}. `imageId` must be the resource ID of a managed image: "
                "`/subscriptions/…/resourceGroups/…/providers/Microsoft.Compute/images/…`",
            )
        elif problem.reason == "name":
            yield Finding(
                node,
                f"{problem.sentence}. Azure cannot create such an image",
                part=(problem.start, problem.end),
            )
