"""Image templates in a deployment template that have no `type`; a bare body needs none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp import edit
from aiblsp.diagnostic import Fix
from aiblsp.rule import ERROR, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.model import Image

_TYPE = "Microsoft.VirtualMachineImages/imageTemplates"


@rule(ERROR, only="resource")
def type_missing(image: Image, document: Document) -> Findings:
    """A resource without a type

    In a deployment template every resource names its type; without it Azure Resource Manager refuses the template. In a bare
    resource body the type is in the address of the request, so nothing is said there.

    ## Bad

    ```json
    {
      "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
      "contentVersion": "1.0.0.0",
      "resources": [
        {
          "apiVersion": "2020-02-14",
          "name": "golden",
          "location": "westus2",
          "identity": {
            "type": "UserAssigned",
            "userAssignedIdentities": {"[resourceId('Microsoft.ManagedIdentity/userAssignedIdentities', 'id-aib')]": {}}
          },
          "properties": {
            "source": {"type": "PlatformImage", "publisher": "Canonical", "offer": "o", "sku": "s", "version": "latest"},
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
          "type": "Microsoft.VirtualMachineImages/imageTemplates",
          "apiVersion": "2020-02-14",
          "name": "golden",
          "location": "westus2",
          "identity": {
            "type": "UserAssigned",
            "userAssignedIdentities": {"[resourceId('Microsoft.ManagedIdentity/userAssignedIdentities', 'id-aib')]": {}}
          },
          "properties": {
            "source": {"type": "PlatformImage", "publisher": "Canonical", "offer": "o", "sku": "s", "version": "latest"},
            "distribute": [{"type": "VHD", "runOutputName": "out"}]
          }
        }
      ]
    }
    ```

    Source: types and API versions, https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-json
    """
    node = image.node
    if image.kind != "resource" or node.get("type") is not None or node.incomplete:
        return
    added = edit.insert_member(document.source, node, "type", edit.quote(_TYPE), first=True)
    yield Finding(
        node,
        f"This resource has no `type`: Azure Resource Manager refuses the template. Add `{_TYPE}`",
        span=(node.start, node.start + 1),
        fix=Fix("Add the type", (added,)),
    )
