"""Parameters without a default that no parameter file gives a value, where there is such a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp.facts.names import short
from aiblsp.rule import ERROR, Finding, rule
from aiblsp.template.parameter_file import missing_parameters

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings


@rule(ERROR, only="parameters")
def parameter_file_missing_parameter(document: Document) -> Findings:
    """A parameter file lacks a parameter that has no default

    A parameter without a default value must be given one. Azure Resource Manager refuses the deployment, or the command
    line tool asks for the value, which ends a pipeline. Nothing is said where no parameter file is known. Whoever gives
    the value on the command line instead can suppress the finding.

    ## Bad

    ```json
    {
      "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
      "contentVersion": "1.0.0.0",
      "parameters": {"location": {"type": "string"}, "owner": {"type": "string", "defaultValue": "images"}},
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
    {"parameters": {"owner": {"value": "images"}}}
    ```

    ## Good

    ```json
    {
      "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
      "contentVersion": "1.0.0.0",
      "parameters": {"location": {"type": "string"}, "owner": {"type": "string", "defaultValue": "images"}},
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
    last = template.parameter_files[-1]
    entries = last.tree.root.get("parameters") if last.tree.root is not None else None
    anchor = entries if entries is not None else last.tree.root
    for parameter in missing_parameters(template.scopes[0], template.parameter_files):
        message = f"`{short(parameter.name)}` has no default, and no parameter file gives it a value"
        related = ((anchor, "this file does not give it"),) if anchor is not None else ()
        yield Finding(parameter.node, message, on="key", related=related)
