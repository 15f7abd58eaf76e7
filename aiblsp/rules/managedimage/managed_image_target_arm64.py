"""Managed images for Arm64, which Azure does not have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp.facts import images
from aiblsp.rule import ERROR, Finding, rule
from aiblsp.template.related import source_definition

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.model import Target


@rule(ERROR, types="ManagedImage")
def managed_image_target_arm64(target: Target, document: Document) -> Findings:
    """A managed image for Arm64

    Managed images are for x64 only. At the end of the build, capturing the image fails with "Creating an image with
    sourceVirtualMachine source that has CPU Architecture 'Arm64' is not supported". A gallery takes Arm64 images.

    ## Bad

    ```json
    "source": {"type": "PlatformImage", "publisher": "Canonical", "offer": "ubuntu-24_04-lts", "sku": "server-arm64", "version": "latest"},
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
    "source": {"type": "PlatformImage", "publisher": "Canonical", "offer": "ubuntu-24_04-lts", "sku": "server", "version": "latest"},
    "distribute": [
      {
        "type": "ManagedImage",
        "imageId": "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg/providers/Microsoft.Compute/images/ubuntu",
        "location": "westus2",
        "runOutputName": "ubuntu"
      }
    ]
    ```

    Source: Arm64 images, https://github.com/hashicorp/packer-plugin-azure/issues/367
    """
    source, kind = target.image.source, target.get("type")
    if source is None or kind is None:
        return
    if source.type == "PlatformImage":
        names = source.value("publisher"), source.value("offer"), source.value("sku")
        is_arm = images.architecture(*names) == "Arm64"
        why = source.get("sku")
    else:
        definition = source_definition(target.image)
        why = definition.body.at("properties", "architecture") if definition is not None else None
        is_arm = why is not None and (why.text() or "").lower() == "arm64"
    if is_arm:
        yield Finding(
            kind,
            "The source is Arm64, and there are no managed images for it: the build fails at its end. "
            "Distribute to a gallery with `SharedImage`",
            related=((why, "Arm64"),) if why is not None else (),
        )
