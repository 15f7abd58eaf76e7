"""Entries of a parameter file for parameters that the template does not declare."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp.facts.names import short
from aiblsp.facts.nearest import nearest
from aiblsp.rule import ERROR, Finding, rule
from aiblsp.template.parameter_file import unknown_entries

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings


@rule(ERROR, only="parameters")
def parameter_file_unknown_parameter(document: Document) -> Findings:
    """A parameter file gives a parameter that the template does not have

    Azure Resource Manager refuses a deployment whose parameter file holds a parameter that the template does not declare.
    The name is compared without letter case. The parameter file is one that belongs to the template by its name
    (`X.parameters.json`), or that was named on the command line.

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
    {"parameters": {"location": {"value": "westus2"}, "regoin": {"value": "westus2"}}}
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
    template = document.template
    if not template.parameter_files or not template.scopes:
        return
    scope = template.scopes[0]
    for file in template.parameter_files:
        for entry in unknown_entries(scope, file):
            message = f"The template has no parameter `{short(entry.name)}`: the deployment is refused"
            near = nearest(entry.name, [parameter.name for parameter in scope.parameters.values()])
            if near is not None:
                message += f". Did you mean `{near}`?"
            yield Finding(entry.node, message, on="key")
