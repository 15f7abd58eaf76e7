"""An image template without a location; what the location is, is left to other rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp.rule import ERROR, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.schema.mismatch import Mismatch


@rule(ERROR, types="missing", at="location")
def location_missing(mismatch: Mismatch, document: Document) -> Findings:
    """An image template without a location

    The region says where the build runs. The service refuses a template without it at submission, and so it does when a
    whole deployment template is sent where a resource was expected.

    ## Bad

    ```json
    {
      "type": "Microsoft.VirtualMachineImages/imageTemplates",
      "properties": {
        "source": {"type": "PlatformImage", "publisher": "Canonical", "offer": "ubuntu-24_04-lts", "sku": "server", "version": "latest"},
        "distribute": [{"type": "VHD", "runOutputName": "ubuntu"}]
      }
    }
    ```

    ## Good

    ```json
    {
      "type": "Microsoft.VirtualMachineImages/imageTemplates",
      "location": "westus2",
      "properties": {
        "source": {"type": "PlatformImage", "publisher": "Canonical", "offer": "ubuntu-24_04-lts", "sku": "server", "version": "latest"},
        "distribute": [{"type": "VHD", "runOutputName": "ubuntu"}]
      }
    }
    ```

    Source: location, https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-json#location
    """
    image = mismatch.image
    if image is None:
        return
    yield Finding(
        mismatch.node,
        "The image template has no `location`: the service refuses it. Name the region to build in",
        span=image.head,
    )
