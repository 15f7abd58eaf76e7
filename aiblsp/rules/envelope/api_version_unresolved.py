"""API versions that are known only when the template is deployed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp.rule import INFO, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings


@rule(INFO, only="deployment")
def api_version_unresolved(document: Document) -> Findings:
    """An API version that is not known here

    Where the API version is a parameter without a default, nobody can say which properties are right. aiblsp then checks by
    the configured version (`api-version` in the configuration, `--api-version`), or by what all versions have in common. A
    fixed version, or a default value, makes the checks sharper.

    ## Bad

    ```json
    {
      "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
      "contentVersion": "1.0.0.0",
      "parameters": {"version": {"type": "string"}},
      "resources": [
        {
          "type": "Microsoft.VirtualMachineImages/imageTemplates",
          "apiVersion": "[parameters('version')]",
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

    Source: a sample with the version as a parameter, https://github.com/Azure/azvmimagebuilder
    """
    for image in document.images:
        node = image.root("apiVersion")
        if node is None or node.kind != "unknown" or image.kind != "resource":
            continue
        by = (
            f"API version {image.api_version}, as configured"
            if image.api_version
            else "what all versions have in common"
        )
        yield Finding(node, f"The API version is known only when this is deployed. The template is checked by {by}")
