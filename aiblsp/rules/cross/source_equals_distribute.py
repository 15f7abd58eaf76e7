"""Templates that build on the newest version of what they make; those with a trigger are left to another rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp.rule import INFO, Finding, rule
from aiblsp.template.related import same_definition

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.model import ImageSource


@rule(INFO, types="SharedImageVersion", has="imageVersionId")
def source_equals_distribute(source: ImageSource, document: Document) -> Findings:
    """A template that builds on its own result

    The source is the latest version of the image definition that the template publishes to, so each run starts from the result of the
    one before. The image grows with each run, nothing that was removed from the template leaves it, and Windows can be
    generalized a limited number of times: 3 in the oldest versions, 1001 in later ones.

    ## Bad

    ```json
    "source": {"type": "SharedImageVersion", "imageVersionId": "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg/providers/Microsoft.Compute/galleries/gal/images/ubuntu/versions/latest"},
    "distribute": [
      {
        "type": "SharedImage",
        "galleryImageId": "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg/providers/Microsoft.Compute/galleries/gal/images/ubuntu",
        "runOutputName": "ubuntu"
      }
    ]
    ```

    ## Good

    ```json
    "source": {"type": "PlatformImage", "publisher": "Canonical", "offer": "ubuntu-24_04-lts", "sku": "server", "version": "latest"},
    "distribute": [
      {
        "type": "SharedImage",
        "galleryImageId": "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg/providers/Microsoft.Compute/galleries/gal/images/ubuntu",
        "runOutputName": "ubuntu"
      }
    ]
    ```

    Source: source, https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-json#sharedimageversion-source
    """
    node, image = source.get("imageVersionId"), source.image
    text = node.value if node is not None and isinstance(node.value, str) else ""
    if node is None or "latest" not in text.lower():
        return  # a fixed version stays the same source, whatever is built
    if any(trigger.image is image for trigger in document.template.triggers):
        return
    for target in image.targets:
        used = target.get("galleryImageId") if target.type == "SharedImage" else None
        if used is not None and same_definition(image, node, used):
            yield Finding(
                node,
                "The template publishes to this image definition, too: each run builds on the result of the one before. "
                "Start from an image that does not change with it",
                related=((used, "the target"),),
            )
            return
