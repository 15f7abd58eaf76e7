"""A `type` that is not that of an image template; letter case is left to `type-casing`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp import edit
from aiblsp.diagnostic import Fix
from aiblsp.facts.names import short
from aiblsp.rule import ERROR, WARNING, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.model import Image

_TYPE = "Microsoft.VirtualMachineImages/imageTemplates"


@rule(ERROR, has="type")
def type_invalid(image: Image, document: Document) -> Findings:
    """A resource type that does not exist

    The type of an image template is `Microsoft.VirtualMachineImages/imageTemplates`. With another one, such as the name of
    the provider alone, Azure Resource Manager refuses a deployment template. In a bare resource body it is a warning: official
    samples have it, and `az resource create --resource-type` names the type anyway.

    ## Bad

    ```json
    {
      "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
      "contentVersion": "1.0.0.0",
      "resources": [
        {
          "type": "Microsoft.VirtualMachineImages",
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
    node = image.root("type")
    text = node.text() if node is not None else None
    if node is None or text is None or text.lower() == _TYPE.lower():
        return
    yield Finding(
        node,
        f"`{short(text)}` is not the type of an image template. Use `{_TYPE}`",
        fix=Fix(f"Change to `{_TYPE}`", (edit.replace(node, edit.quote(_TYPE)),)),
        severity=None if image.kind == "resource" else WARNING,
    )
