"""Parameters without a default that no parameter file gives a value, where there is such a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp.facts.names import short
from aiblsp.rule import ERROR, Finding, rule
from aiblsp.template.parameter_file import alternatives, missing_parameters

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.jsonc.node import Node
    from aiblsp.rule import Findings
    from aiblsp.template.declared import Parameter, ParameterFile


@rule(ERROR, only="parameters")
def parameter_file_missing_parameter(document: Document) -> Findings:
    """A parameter file lacks a parameter that has no default

    A parameter without a default value must be given one. Azure Resource Manager refuses the deployment, or the command
    line tool asks for the value, which ends a pipeline. Nothing is said where no parameter file is known. Whoever gives
    the value on the command line instead can suppress the finding.

    Of several files beside a template, each that names an environment (`X.parameters.dev.json`) is taken for a
    deployment of its own, on top of a plain `X.parameters.json`. Files that are named with `--parameters` or in the
    configuration are merged, a later one winning.

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
    files = template.parameter_files
    ways = alternatives(files) if document.options.alternatives else [files]
    lacking: dict[str, tuple[Parameter, list[ParameterFile]]] = {}
    for way in ways:
        for parameter in missing_parameters(template.scopes[0], way):
            lacking.setdefault(parameter.name, (parameter, []))[1].append(way[-1])
    for parameter, without in lacking.values():
        who = "no parameter file gives it a value" if len(without) == len(ways) else f"{_names(without)} no value"
        related = tuple((_entries(file), "this file does not give it") for file in without)
        yield Finding(parameter.node, f"`{short(parameter.name)}` has no default, and {who}", on="key", related=related)


def _names(files: list[ParameterFile]) -> str:
    names = [short((file.source.path or "").replace("\\", "/").rpartition("/")[2]) for file in files]
    told = ", ".join(f"`{name}`" for name in names[:5]) + (", …" if len(names) > 5 else "")
    return f"{told} gives it" if len(names) == 1 else f"{told} give it"


def _entries(file: ParameterFile) -> Node:
    root = file.tree.root
    assert root is not None, "what has no root is no parameter file"
    return root.get("parameters") or root
