"""Default values that their own parameter rules out; what a parameter file gives has rules of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp.facts.names import short
from aiblsp.rule import ERROR, Finding, rule
from aiblsp.template.types import fits, is_allowed, limit_broken

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.jsonc.node import Node
    from aiblsp.rule import Findings
    from aiblsp.template.declared import Parameter


@rule(ERROR, only="deployment")
def parameter_default_not_allowed(document: Document) -> Findings:
    """A default value that its parameter does not allow

    A default value must be of the type of its parameter, be one of its `allowedValues`, and keep to `minLength`,
    `maxLength`, `minValue` and `maxValue`. Else each deployment that leaves the parameter to its default is refused with
    "InvalidTemplate". Nothing is said where a parameter file gives another value, and of an empty default, which is there
    to be filled in.

    ## Bad

    ```json
    {
      "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
      "contentVersion": "1.0.0.0",
      "parameters": {"location": {"type": "string", "defaultValue": "eastus", "allowedValues": ["westus2"]}},
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

    ## Good

    ```json
    {
      "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
      "contentVersion": "1.0.0.0",
      "parameters": {"location": {"type": "string", "defaultValue": "westus2", "allowedValues": ["westus2"]}},
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

    Source: parameters in templates, https://learn.microsoft.com/azure/azure-resource-manager/templates/parameters
    """
    for scope in document.template.scopes:
        for parameter in scope.parameters.values():
            default = parameter.default
            if default is None or parameter.given is not None or scope.context is None:
                continue
            value = scope.context.resolve(default)
            if value.kind in ("unknown", "null") or value.value == "":
                continue
            fault = _fault(value, parameter)
            if fault is not None:
                message = (
                    f"The default value of `{short(parameter.name)}` {fault}: a deployment that uses it is refused"
                )
                yield Finding(default, message)


def _fault(value: Node, parameter: Parameter) -> str | None:
    if not fits(value, parameter):
        return f"is not of its type `{parameter.type}`"
    if not is_allowed(value, parameter):
        return "is not among its `allowedValues`"
    return None if value.kind == "array" and not value.children else limit_broken(value, parameter)
