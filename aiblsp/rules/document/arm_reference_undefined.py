"""Parameters, variables and user functions that an image template uses and nobody declares."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp import edit
from aiblsp.diagnostic import Edit, Fix
from aiblsp.expression.functions import NAMESPACES
from aiblsp.expression.node import Call, Text, calls
from aiblsp.expression.parser import parse
from aiblsp.facts.names import short
from aiblsp.facts.nearest import nearest
from aiblsp.jsonc.node import Node
from aiblsp.jsonc.strings import document_offset
from aiblsp.rule import ERROR, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.declared import Scope
    from aiblsp.template.model import Image
    from aiblsp.template.written import Written


@rule(ERROR, only="resource")
def arm_reference_undefined(image: Image, document: Document) -> Findings:
    """A parameter or variable that is not declared

    Azure Resource Manager checks all references before it deploys anything and answers "The template parameter 'x' is not
    found". A nested template with inner scope sees its own parameters and variables only; one with outer scope, which is
    the default, sees those of the template around it.

    ## Bad

    ```json
    {
      "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
      "contentVersion": "1.0.0.0",
      "parameters": {},
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

    Source: template functions, https://learn.microsoft.com/azure/azure-resource-manager/templates/template-functions-deployment#parameters
    """
    scope = image.scope
    if scope is None or scope.open:
        return
    for written in image.expressions:
        for call in calls(parse(written.text).root):
            if call.namespace is None:
                yield from _name(call, written, scope, document)
            elif call.namespace.lower() not in NAMESPACES and call.full_name.lower() not in scope.functions:
                span = _span(written, document, call.start, call.name_end)
                message = f"The user-defined function `{short(call.full_name)}` is not declared in this template"
                yield Finding(written.node, message, on=written.on, span=span)


def _name(call: Call, written: Written, scope: Scope, document: Document) -> Findings:
    function = call.name.lower()
    argument = call.args[0] if call.args else None
    if function not in ("parameters", "variables") or not isinstance(argument, Text):
        return
    declared = scope.parameters if function == "parameters" else scope.variables
    if argument.value.lower() in declared:
        return
    what = function[:-1]
    span = _span(written, document, argument.start, argument.end)
    near = nearest(argument.value, _names(scope, function))
    message = f"The {what} `{short(argument.value)}` is not declared: Azure Resource Manager refuses the template"
    fix = None
    if near is not None:
        message += f". Did you mean `{near}`?"
        fix = Fix(f"Change to `{near}`", (Edit(span[0] + 1, span[1] - 1, near),), safe=False)
    elif function == "parameters":
        fix = _declaration(argument.value, scope, document)
    yield Finding(written.node, message, on=written.on, span=span, fix=fix)


def _names(scope: Scope, function: str) -> list[str]:
    """The declared names as they are written."""
    if function == "parameters":
        return [parameter.name for parameter in scope.parameters.values()]
    return [node.key.text if node.key is not None else name for name, node in scope.variables.items()]


def _span(written: Written, document: Document, start: int, end: int) -> tuple[int, int]:
    node = written.node
    if written.on == "key" and node.key is not None:
        node = Node("string", node.key.start, node.key.end, written.text)
    text = document.source.text
    return document_offset(text, node, start), document_offset(text, node, end)


def _declaration(name: str, scope: Scope, document: Document) -> Fix | None:
    section = scope.node.get("parameters")
    title = f"Declare the parameter `{name}`"
    declared = edit.pretty({"type": "string"})
    if section is None:
        added = edit.pretty({name: {"type": "string"}})
        inserted = edit.insert_member(document.source, scope.node, "parameters", added, "contentVersion")
        return Fix(title, (inserted,), safe=False)
    if section.kind != "object":
        return None
    return Fix(title, (edit.insert_member(document.source, section, name, declared),), safe=False)
