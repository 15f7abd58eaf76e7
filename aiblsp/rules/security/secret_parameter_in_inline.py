"""Secure parameters and listed keys that become part of a script, also through variables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp.expression.functions import FUNCTIONS
from aiblsp.expression.node import Text, calls
from aiblsp.expression.parser import is_expression, parse
from aiblsp.facts.names import short
from aiblsp.facts.secrets import is_secret_name
from aiblsp.rule import WARNING, Finding, rule
from aiblsp.template.written import strings

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.expression.node import Call
    from aiblsp.rule import Findings
    from aiblsp.template.declared import Scope
    from aiblsp.template.model import Image


@rule(WARNING, only="resource", has=("properties.customize", "properties.validate"))
def secret_parameter_in_inline(image: Image, document: Document) -> Findings:
    """A secret parameter in a script

    A secure parameter is kept out of deployment logs, but what it becomes part of is stored as it is: the value stands in
    clear text in the inline commands of the image template, for everybody who may read it. The same goes for `listKeys`.
    Let the script read the secret from Key Vault with the build VM's identity.

    ## Bad

    ```json
    {
      "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
      "contentVersion": "1.0.0.0",
      "parameters": {"dbPassword": {"type": "secureString"}},
      "resources": [
        {
          "type": "Microsoft.VirtualMachineImages/imageTemplates",
          "apiVersion": "2024-02-01",
          "name": "image",
          "location": "westus2",
          "identity": {
            "type": "UserAssigned",
            "userAssignedIdentities": {
              "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-aib": {}
            }
          },
          "properties": {
            "source": {"type": "PlatformImage", "publisher": "Canonical", "offer": "ubuntu-24_04-lts", "sku": "server", "version": "latest"},
            "customize": [
              {"type": "Shell", "name": "db", "inline": ["[concat('setup-db --password ', parameters('dbPassword'))]"]}
            ],
            "distribute": [{"type": "VHD", "runOutputName": "out"}]
          }
        }
      ]
    }
    ```

    ## Good

    ```json
    "customize": [
      {"type": "Shell", "name": "db", "inline": ["az login --identity", "az keyvault secret show --vault-name kv-contoso -n db --query value -o tsv > /tmp/db"]}
    ]
    ```

    Source: inline commands can be seen, https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-json#properties-customize
    Source: a secret as an argument, https://github.com/danielsollondon/azvmimagebuilder/issues/112
    """
    scope = image.scope
    if scope is None:
        return
    variables: dict[str, str | None] = {}  # what is known of each so far
    for written in image.expressions:
        if not written.script or written.on != "value":
            continue
        for call in calls(parse(written.text).root):
            what = _secret(call, scope, variables)
            if what is not None:
                yield Finding(
                    written.node,
                    f"{what} becomes part of the script, which everybody who may read the image template sees. "
                    "Read it from Key Vault in the script",
                    part=(call.start, call.end),
                )


def _secret(call: Call, scope: Scope, variables: dict[str, str | None]) -> str | None:
    """What secret a call gives, as the start of a sentence; None where it gives none."""
    name = call.name.lower()
    first = call.args[0] if call.args else None
    if name != "variables" or not isinstance(first, Text):
        return _own(call, scope)
    variable = first.value.lower()
    if variable not in variables:
        what = _in_variable(variable, scope)
        variables[variable] = None if what is None else f"{what}, part of the variable `{short(first.value)}`,"
    return variables[variable]


def _own(call: Call, scope: Scope) -> str | None:
    """The same for a function and for a parameter."""
    function = FUNCTIONS.get(call.name.lower())
    if function is not None and function.secret:
        return f"What `{call.name}` gives"
    first = call.args[0] if call.args else None
    if call.name.lower() != "parameters" or not isinstance(first, Text):
        return None
    parameter = scope.parameters.get(first.value.lower())
    if parameter is None:
        return None
    if parameter.secure:
        return f"The secure parameter `{short(first.value)}`"
    named = parameter.type == "string" and is_secret_name(first.value)
    return f"The parameter `{short(first.value)}` (a secret by its name)" if named else None


def _in_variable(name: str, scope: Scope) -> str | None:
    """The same for a variable, through any number of others."""
    pending, seen = [name], {name}
    while pending:
        value = scope.variables.get(pending.pop())
        for written in strings(value, is_expression) if value is not None else ():
            for call in calls(parse(written.text).root):
                first = call.args[0] if call.args else None
                if call.name.lower() == "variables" and isinstance(first, Text):
                    if first.value.lower() not in seen:
                        seen.add(first.value.lower())
                        pending.append(first.value.lower())
                elif (what := _own(call, scope)) is not None:
                    return what
    return None
