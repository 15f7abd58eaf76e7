"""Managed images of sources that are for Trusted Launch or confidential virtual machines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp.facts import images
from aiblsp.rule import WARNING, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.model import Target


@rule(WARNING, types="ManagedImage")
def managed_image_target_trusted_launch(target: Target, document: Document) -> Findings:
    """A managed image of a confidential or Trusted Launch source

    Managed images know neither Trusted Launch nor confidential virtual machines. At the end of the build, capturing the image fails
    with "Creation of managed images are not supported for virtual machine with TrustedLaunch security type". A gallery
    takes such images.

    ## Bad

    ```json
    "source": {"type": "PlatformImage", "publisher": "Canonical", "offer": "0001-com-ubuntu-confidential-vm-jammy", "sku": "22_04-lts-cvm", "version": "latest"},
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

    Source: managed images and Trusted Launch, https://github.com/hashicorp/packer/issues/13189
    """
    source, kind = target.image.source, target.get("type")
    if source is None or kind is None or source.type != "PlatformImage":
        return
    security = images.security_type(source.value("offer"), source.value("sku"))
    if security is None:
        return
    named = "Trusted Launch" if security == "TrustedLaunch" else "confidential virtual machines"
    why = source.get("sku")
    yield Finding(
        kind,
        f"The source is for {named}, which managed images do not support: the build is likely to fail at its end. "
        "Distribute to a gallery with `SharedImage`",
        related=((why, "the source"),) if why is not None else (),
    )
