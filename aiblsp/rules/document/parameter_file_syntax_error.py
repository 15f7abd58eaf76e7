"""What is wrong in the JSON of a parameter file; the values in it have rules of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp.jsonc.node import Node
from aiblsp.rule import ERROR, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings

_TOLERATED = frozenset(("multi-line-string", "control-character", "trailing-comma", "duplicate-key"))


@rule(ERROR, only="parameters")
def parameter_file_syntax_error(document: Document) -> Findings:
    """A parameter file is not valid JSON

    What stands behind a syntax error in a parameter file may not have been read, so its values are not checked against the
    template. Azure Resource Manager reads the file as strict JSON but for comments, and refuses the deployment.

    ## Bad

    ```json
    {
      "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
      "contentVersion": "1.0.0.0",
      "parameters": {"location": {"type": "string"}},
      "resources": [
        {
          "type": "Microsoft.VirtualMachineImages/imageTemplates",
          "apiVersion": "2020-02-14",
          "name": "golden",
          "location": "[parameters('location')]",
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

    ```json
    {"parameters": {"location": {"value": "westus2"}
    ```

    ## Good

    ```json
    {
      "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
      "contentVersion": "1.0.0.0",
      "parameters": {"location": {"type": "string"}},
      "resources": [
        {
          "type": "Microsoft.VirtualMachineImages/imageTemplates",
          "apiVersion": "2020-02-14",
          "name": "golden",
          "location": "[parameters('location')]",
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

    ```json
    {"parameters": {"location": {"value": "westus2"}}}
    ```

    Source: parameter files, https://learn.microsoft.com/azure/azure-resource-manager/templates/parameter-files
    """
    for file in document.template.parameter_files:
        for problem in file.tree.problems:
            if problem.kind in _TOLERATED:
                continue
            place = Node("unknown", problem.start, problem.end)
            place.source = file.source
            yield Finding(place, problem.message)
