"""Managed image sources that are not named by the ID of a managed image; blanks, subscriptions and groups are left to other rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp.facts.ids import check_id
from aiblsp.rule import ERROR, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.model import ImageSource


@rule(ERROR, types="ManagedImage", has="imageId")
def managed_image_source_id_format(source: ImageSource, document: Document) -> Findings:
    """A managed image source that is no managed image

    `imageId` takes the resource ID of a managed image. The ID of a virtual machine, disk, snapshot or gallery image is refused
    with "Field 'imageId' has a bad value"; a gallery image is a source of type `SharedImageVersion`.

    ## Bad

    ```json
    "source": {"type": "ManagedImage", "imageId": "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg/providers/Microsoft.Compute/virtualMachines/vm1"}
    ```

    ## Good

    ```json
    "source": {"type": "ManagedImage", "imageId": "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg-img/providers/Microsoft.Compute/images/img1"}
    ```

    Source: ManagedImage source, https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-json#managedimage-source
    """
    node = source.get("imageId")
    for candidate in (node, *node.alternatives) if node is not None else ():
        text = candidate.text()
        problem = check_id("managed-image", text) if text is not None else None
        if problem is not None and problem.reason in ("shape", "name"):
            yield Finding(
                candidate,
                f"This {problem.message}. A `ManagedImage` source takes `/subscriptions/…/resourceGroups/…/providers/Microsoft.Compute/images/…`"
                if problem.reason == "shape"
                else f"{problem.sentence}: there can be no such image",
                part=(problem.start, problem.end) if problem.end > problem.start else None,
            )
