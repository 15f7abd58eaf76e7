"""Resources of the template that an image template uses without waiting for them; offers the entry."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aiblsp import edit
from aiblsp.diagnostic import Fix
from aiblsp.expression.node import Text, calls
from aiblsp.expression.parser import is_expression, parse
from aiblsp.facts.names import short
from aiblsp.rule import WARNING, Finding, rule
from aiblsp.template.reference import MOST, named_by, siblings_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.declared import Resource
    from aiblsp.template.model import Image
    from aiblsp.template.reference import Siblings
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
    siblings = siblings_of(user, document.template)
    if len(siblings.all) > MOST or siblings.types.isdisjoint(_TYPES):
        return
    waited = _waited_for(user, siblings)
    if waited is None:
        return
    for written in image.expressions:
        named = named_by(written.text, user, siblings.symbols)
        for other in siblings.surely(named) if named is not None and named.type in _TYPES else ():
            if not other.existing and id(other) not in waited:
                waited.add(id(other))
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


def _waited_for(user: Resource, siblings: Siblings) -> set[int] | None:
    """The resources that come first, by way of others too; None where an entry cannot be understood."""
    waited: set[int] = set()
    pending = [user]
    while pending:
        resource = pending.pop()
        found = [] if resource.parent is None else [resource.parent]
        for text in (*_depended(resource), *_referred(resource)):
            meant = siblings.meant(text, resource) if text is not None else None
            if meant is None:
                return None
            found += meant
        fresh = [other for other in found if id(other) not in waited]
        waited.update(id(other) for other in fresh)
        pending += fresh
    return waited


def _depended(resource: Resource) -> Iterator[str | None]:
    """What stands in dependsOn; None for something that is not known."""
    listed = resource.node.get("dependsOn")
    if listed is None:
        return
    if listed.kind != "array":
        yield None
        return
    for node in listed.children:
        yield node.text()


def _referred(resource: Resource) -> Iterator[str]:
    """What a resource waits for because it calls `reference()` on it."""
    for node in resource.node.walk():
        text = node.value if node.kind == "string" else None
        if not isinstance(text, str) or "reference" not in text.lower() or not is_expression(text):
            continue
        for call in calls(parse(text).root):
            if call.namespace is None and call.name.lower() in ("reference", "references") and call.args:
                first = call.args[0]
                yield first.value if isinstance(first, Text) else f"[{text[first.start : first.end]}]"
