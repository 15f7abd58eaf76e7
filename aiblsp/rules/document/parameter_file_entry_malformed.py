"""Entries of a parameter file that give neither a value nor a reference."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp.facts.names import short
from aiblsp.facts.nearest import nearest
from aiblsp.rule import ERROR, Finding, rule
from aiblsp.template.parameter_file import malformed_entries

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.declared import Given


@rule(ERROR, only="parameters")
def parameter_file_entry_malformed(document: Document) -> Findings:
    """An entry of a parameter file gives no value

    Each entry of a parameter file is an object that holds the value under `value`, or where to find it in a key vault under
    `reference`. Azure Resource Manager refuses a file in which an entry is the value itself, or holds neither of them
    because the word is misspelt.

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
    {"parameters": {"location": "westus2"}}
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
        for entry in malformed_entries(file):
            yield Finding(entry.node, _message(entry), on="key")


def _message(entry: Given) -> str:
    name = f"`{short(entry.name)}`"
    if entry.node.kind != "object":
        return f'The entry {name} must be an object: the deployment is refused. Write `{{"value": …}}`'
    message = f"The entry {name} has neither `value` nor `reference`: the deployment is refused"
    for child in entry.node.children:
        near = nearest(child.key.text, ["value", "reference"]) if child.key is not None else None
        if near is not None:
            return f"{message}. Did you mean `{near}`?"
    return message
