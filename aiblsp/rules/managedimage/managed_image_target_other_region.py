"""Managed images in another region than the template's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp.rule import INFO, Finding, rule
from aiblsp.template.related import elsewhere

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.model import Target


@rule(INFO, types="ManagedImage", has="location")
def managed_image_target_other_region(target: Target, document: Document) -> Findings:
    """A managed image in another region than the template

    The build runs in the region of the template, and the image is copied from there. That works, but each build takes
    longer.

    ## Bad

    ```json
    "location": "westus2",
    "properties": {
      "source": {"type": "PlatformImage", "publisher": "Canonical", "offer": "ubuntu-24_04-lts", "sku": "server", "version": "latest"},
      "distribute": [
        {
          "type": "ManagedImage",
          "imageId": "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg/providers/Microsoft.Compute/images/ubuntu",
          "location": "eastus",
          "runOutputName": "ubuntu"
        }
      ]
    }
    ```

    ## Good

    ```json
    "location": "westus2",
    "properties": {
      "source": {"type": "PlatformImage", "publisher": "Canonical", "offer": "ubuntu-24_04-lts", "sku": "server", "version": "latest"},
      "distribute": [
        {
          "type": "ManagedImage",
          "imageId": "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg/providers/Microsoft.Compute/images/ubuntu",
          "location": "westus2",
          "runOutputName": "ubuntu"
        }
      ]
    }
    ```

    Source: managed image target, https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-json#distribute-managedimage
    """
    node = target.get("location")
    found = elsewhere(target.image, node)
    home = target.image.root("location")
    if node is None or home is None or found is None:
        return
    here, there = found
    yield Finding(
        node,
        f"The build runs in `{here.name}`: copying the image to `{there.name}` makes every build longer",
        related=((home, "the region of the template"),),
    )
