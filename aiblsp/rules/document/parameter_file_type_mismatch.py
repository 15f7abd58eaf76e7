"""Values in a parameter file that are of another type than the template declares."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp.facts.names import short
from aiblsp.rule import ERROR, Finding, rule
from aiblsp.template.parameter_file import type_mismatches

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings


@rule(ERROR, only="parameters")
def parameter_file_type_mismatch(document: Document) -> Findings:
    """A parameter file gives a value of another type

    A parameter has a type, and the deployment is refused with "InvalidTemplate" where the parameter file gives a value of
    another one: a number in quotes for an `int`, a string for an `array`. References to a key vault are not looked at.

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
    {"parameters": {"location": {"value": 2}}}
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
    for file in template.parameter_files:
        for parameter, value in type_mismatches(template.scopes[0], file):
            message = f"The parameter `{short(parameter.name)}` is of type `{parameter.type}`, this is {_a(value.kind)}"
            related = ((parameter.node, "declared here"),)
            yield Finding(value, f"{message}: the deployment is refused", related=related)


def _a(kind: str) -> str:
    return "null" if kind == "null" else f"an {kind}" if kind[0] in "aeiou" else f"a {kind}"
