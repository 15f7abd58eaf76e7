"""Values in a parameter file that the template rules out: by `allowedValues`, or by a length or bound."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp.facts.names import short
from aiblsp.rule import ERROR, Finding, rule
from aiblsp.template.parameter_file import disallowed_values, values_past_limits

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings


@rule(ERROR, only="parameters")
def parameter_file_value_not_allowed(document: Document) -> Findings:
    """A parameter file gives a value that the template does not allow

    The template lists the values of a parameter in `allowedValues`, and the deployment is refused with any other one.
    Letter case does not count. Only strings, numbers and booleans are compared. It is refused too where the value is past
    `minLength`, `maxLength`, `minValue` or `maxValue`.

    ## Bad

    ```json
    {
      "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
      "contentVersion": "1.0.0.0",
      "parameters": {"location": {"type": "string", "allowedValues": ["westus2", "westeurope"]}},
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
    {"parameters": {"location": {"value": "eastus"}}}
    ```

    ## Good

    ```json
    {
      "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
      "contentVersion": "1.0.0.0",
      "parameters": {"location": {"type": "string", "allowedValues": ["westus2", "westeurope"]}},
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
        for parameter, value in disallowed_values(template.scopes[0], file):
            allowed = ", ".join(f"`{short(str(node.value))}`" for node in parameter.allowed[:5])
            more = ", …" if len(parameter.allowed) > 5 else ""
            secret = "This value" if parameter.secure else f"`{short(str(value.value))}`"
            message = f"{secret} is not allowed for `{short(parameter.name)}`: the deployment is refused"
            related = ((parameter.node, "declared here"),)
            yield Finding(value, message if parameter.secure else f"{message}. Use {allowed}{more}", related=related)
        for parameter, value, broken in values_past_limits(template.scopes[0], file):
            message = f"The value of `{short(parameter.name)}` {broken}: the deployment is refused"
            yield Finding(value, message, related=((parameter.node, "declared here"),))
