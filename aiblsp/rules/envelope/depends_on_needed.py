"""Resources of the template that an image template uses without waiting for them; offers the entry."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aiblsp import edit
from aiblsp.diagnostic import Fix
from aiblsp.expression.node import Text, calls
from aiblsp.expression.parser import is_expression, parse
from aiblsp.facts.names import short
from aiblsp.rule import WARNING, Finding, rule
from aiblsp.template.reference import is_named, loop_name, named_by, siblings
from aiblsp.template.symbols import Symbols

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.declared import Resource
    from aiblsp.template.model import Image
    from aiblsp.template.written import Written

_TYPES: Final = frozenset(
    (
        "microsoft.managedidentity/userassignedidentities",
        "microsoft.compute/galleries/images",
        "microsoft.compute/images",
        "microsoft.network/virtualnetworks",
        "microsoft.network/virtualnetworks/subnets",
    )
)


@rule(WARNING, only="resource")
def depends_on_needed(image: Image, document: Document) -> Findings:
    """A resource of the same template is used without waiting for it

    Azure Resource Manager creates the resources of a template at the same time unless `dependsOn`, or a `reference()`,
    says otherwise. An image template that names an identity, an image definition or a subnet of the same template by
    `resourceId()` is therefore often submitted before that exists, and fails at random.

    Names that only the deployment knows are compared by the expressions that they are made of. Where an entry of
    `dependsOn` cannot be understood, nothing is said. In templates with symbolic names the rule looks at those, too.

    ## Bad

    ```json
    {
      "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
      "contentVersion": "1.0.0.0",
      "resources": [
        {
          "type": "Microsoft.ManagedIdentity/userAssignedIdentities",
          "apiVersion": "2023-01-31",
          "name": "id-aib",
          "location": "westus2"
        },
        {
          "type": "Microsoft.VirtualMachineImages/imageTemplates",
          "apiVersion": "2020-02-14",
          "name": "golden",
          "location": "westus2",
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
      "resources": [
        {
          "type": "Microsoft.ManagedIdentity/userAssignedIdentities",
          "apiVersion": "2023-01-31",
          "name": "id-aib",
          "location": "westus2"
        },
        {
          "type": "Microsoft.VirtualMachineImages/imageTemplates",
          "apiVersion": "2020-02-14",
          "name": "golden",
          "location": "westus2",
          "dependsOn": ["[resourceId('Microsoft.ManagedIdentity/userAssignedIdentities', 'id-aib')]"],
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

    Source: dependsOn, https://learn.microsoft.com/azure/azure-resource-manager/templates/resource-dependency
    """
    user = image.resource
    if user is None or not _all_known(user):
        return
    near = [other for other in siblings(user) if (other.type or "").lower() in _TYPES and not other.existing]
    if not near:
        return
    symbols = Symbols(document.template.scopes)
    waited = _waited_for(user, symbols)
    if waited is None:
        return
    told: set[int] = set()
    for written in image.expressions:
        named = named_by(written.text, user, symbols)
        for other in near if named is not None and named.type is not None else ():
            if named is not None and is_named(other, named, symbols) and id(other) not in waited | told:
                told.add(id(other))
                yield _finding(written, other, image, document)


def _finding(written: Written, other: Resource, image: Image, document: Document) -> Finding:
    name = f"`{short(other.name)}`" if other.name is not None else "The resource that this names"
    message = f"{name} is created by this template, and nothing makes the image template wait for it"
    related = ((other.node, "created here"),)
    fix = None
    listed = image.node.get("dependsOn")
    entry = edit.quote(written.text)
    if listed is None:
        added = edit.insert_member(document.source, image.node, "dependsOn", f"[{entry}]", "location")
        fix = Fix("Add it to dependsOn", (added,))
    elif listed.kind == "array":
        added = edit.insert_element(document.source, listed, len(listed.children), entry)
        fix = Fix("Add it to dependsOn", (added,))
    return Finding(written.node, f"{message}. Add it to `dependsOn`", on=written.on, related=related, fix=fix)


def _all_known(user: Resource) -> bool:
    """Whether all entries of dependsOn can be read."""
    listed = user.node.get("dependsOn")
    return listed is None or (
        listed.kind == "array" and not listed.incomplete and all(node.kind == "string" for node in listed.children)
    )


def _waited_for(user: Resource, symbols: Symbols) -> set[int] | None:
    """The resources that come first, by way of others too; None where an entry cannot be understood."""
    everything = [user, *siblings(user)]
    waited: set[int] = set()
    pending = [user]
    while pending:
        resource = pending.pop()
        for other in (*_direct(resource, everything, symbols), *_referred(resource, everything, symbols)):
            if other is None:
                return None
            if id(other) not in waited:
                waited.add(id(other))
                pending.append(other)
        if resource.parent is not None and id(resource.parent) not in waited:
            waited.add(id(resource.parent))
            pending.append(resource.parent)
    return waited


def _direct(resource: Resource, everything: list[Resource], symbols: Symbols) -> Iterator[Resource | None]:
    """What a resource names in dependsOn; None stands for something that is not known."""
    listed = resource.node.get("dependsOn")
    if listed is None:
        return
    if listed.kind != "array":
        yield None
        return
    for node in listed.children:
        text = node.text()
        named = named_by(text, resource, symbols) if text is not None else None
        if named is None:
            yield None
            continue
        for other in everything:
            if text in (other.symbolic_name, loop_name(other)) or is_named(other, named, symbols) is not False:
                yield other


def _referred(resource: Resource, everything: list[Resource], symbols: Symbols) -> Iterator[Resource | None]:
    """What a resource waits for because it calls `reference()` on it."""
    for node in resource.node.walk():
        text = node.value if node.kind == "string" else None
        if not isinstance(text, str) or "reference" not in text.lower() or not is_expression(text):
            continue
        for call in calls(parse(text).root):
            if call.namespace is not None or call.name.lower() not in ("reference", "references") or not call.args:
                continue
            first = call.args[0]
            inner = first.value if isinstance(first, Text) else f"[{text[first.start : first.end]}]"
            named = named_by(inner, resource, symbols)
            if named is None:
                yield None
                continue
            for other in everything:
                if inner == other.symbolic_name or is_named(other, named, symbols) is not False:
                    yield other
