"""Image templates without a lock in the deployment template that makes them; off by default."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp.rule import HINT, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.model import Image

_LOCKS = ("microsoft.authorization/locks", "microsoft.virtualmachineimages/imagetemplates/providers/locks")


@rule(HINT, only="resource", default=False)
def resource_lock_recommended(image: Image, document: Document) -> Findings:
    """No lock on the image template

    An image template cannot be updated, so scripts tend to delete and create it. A resource lock keeps it from being
    deleted by accident, together with the artifacts of its builds. Any lock in the same file silences this.

    ## Bad

    ```json
    {
      "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
      "contentVersion": "1.0.0.0",
      "resources": [
        {
          "type": "Microsoft.VirtualMachineImages/imageTemplates",
          "apiVersion": "2024-02-01",
          "name": "image",
          "location": "westus2",
          "identity": {
            "type": "UserAssigned",
            "userAssignedIdentities": {
              "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-aib": {}
            }
          },
          "properties": {
            "source": {"type": "PlatformImage", "publisher": "Canonical", "offer": "ubuntu-24_04-lts", "sku": "server", "version": "latest"},
            "distribute": [{"type": "VHD", "runOutputName": "out"}]
          }
        }
      ]
    }
    ```

    ## Good

    ```json
    {
      "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
      "contentVersion": "1.0.0.0",
      "resources": [
        {
          "type": "Microsoft.Authorization/locks",
          "apiVersion": "2020-05-01",
          "name": "keep",
          "scope": "Microsoft.VirtualMachineImages/imageTemplates/image",
          "properties": {"level": "CanNotDelete"}
        },
        {
          "type": "Microsoft.VirtualMachineImages/imageTemplates",
          "apiVersion": "2024-02-01",
          "name": "image",
          "location": "westus2",
          "identity": {
            "type": "UserAssigned",
            "userAssignedIdentities": {
              "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-aib": {}
            }
          },
          "properties": {
            "source": {"type": "PlatformImage", "publisher": "Canonical", "offer": "ubuntu-24_04-lts", "sku": "server", "version": "latest"},
            "distribute": [{"type": "VHD", "runOutputName": "out"}]
          }
        }
      ]
    }
    ```

    Source: best practices, https://learn.microsoft.com/azure/virtual-machines/image-builder-best-practices
    """
    if any(document.template.resources_of(kind) for kind in _LOCKS):
        return
    start, end = image.head
    yield Finding(
        image.node, "Nothing keeps this image template from being deleted by accident. Add a lock", span=(start, end)
    )
