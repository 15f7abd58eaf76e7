"""An image template without `distribute`; an empty one is left to another rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp.rule import ERROR, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.schema.mismatch import Mismatch


@rule(ERROR, types="missing", at="properties.distribute")
def distribute_missing(mismatch: Mismatch, document: Document) -> Findings:
    """An image template without distribute

    The section is required in every API version, also where the build only validates its source: the service refuses a
    template without it at submission.

    ## Bad

    ```json
    {
      "type": "Microsoft.VirtualMachineImages/imageTemplates",
      "location": "westus2",
      "properties": {
        "source": {"type": "PlatformImage", "publisher": "Canonical", "offer": "ubuntu-24_04-lts", "sku": "server", "version": "latest"}
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

    Source: distribute, https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-json#properties-distribute
    """
    if mismatch.image is None:
        return
    message = (
        "The image template has no `distribute`: the service refuses it. "
        "Name at least one target: `SharedImage`, `ManagedImage` or `VHD`"
    )
    properties = mismatch.node
    if properties.key is not None:
        yield Finding(properties, message, on="key")
    else:
        yield Finding(properties, message, span=mismatch.image.head)
