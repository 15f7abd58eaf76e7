"""Image templates without `properties`, also where their sections stand beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp.diagnostic import Edit, Fix
from aiblsp.rule import ERROR, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.jsonc.node import Node
    from aiblsp.rule import Findings
    from aiblsp.template.model import Image

_OUTER = frozenset(("type", "apiversion", "name", "location", "identity"))
_SECTIONS = frozenset(
    (
        "source",
        "customize",
        "distribute",
        "validate",
        "vmprofile",
        "buildtimeoutinminutes",
        "optimize",
        "stagingresourcegroup",
        "errorhandling",
        "autorun",
        "managedresourcetags",
    )
)


@rule(ERROR)
def properties_missing(image: Image, document: Document) -> Findings:
    """A resource without properties

    Everything but name, location, tags and identity belongs under `properties`. Where the sections stand at the top level
    instead, the service answers that source and distribute are missing. Where nothing is there at all, it has nothing to
    build.

    ## Bad

    ```json
    {
      "type": "Microsoft.VirtualMachineImages/imageTemplates",
      "location": "westus2",
      "identity": {
        "type": "UserAssigned",
        "userAssignedIdentities": {
          "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id": {}
        }
      },
      "source": {"type": "PlatformImage", "publisher": "Canonical", "offer": "o", "sku": "s", "version": "latest"},
      "distribute": [{"type": "VHD", "runOutputName": "out"}]
    }
    ```

    ## Good

    ```json
    {
      "type": "Microsoft.VirtualMachineImages/imageTemplates",
      "location": "westus2",
      "identity": {
        "type": "UserAssigned",
        "userAssignedIdentities": {
          "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id": {}
        }
      },
      "properties": {
        "source": {"type": "PlatformImage", "publisher": "Canonical", "offer": "o", "sku": "s", "version": "latest"},
        "distribute": [{"type": "VHD", "runOutputName": "out"}]
      }
    }
    ```

    Source: format of a template, https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-json
    """
    node = image.node
    if node.incomplete or node.kind != "object":
        return
    if image.kind == "properties":
        outer = [child for child in node.children if _name(child) in _OUTER]
        if not outer:
            return
    elif image.body.get("properties") is not None or image.body.incomplete:
        return
    inner = [child for child in node.children if _name(child) in _SECTIONS]
    message = "This image template has no `properties`: the service rejects it"
    if inner:
        names = ", ".join(f"`{child.key.text}`" for child in inner if child.key is not None)
        message = f"{names} belong{'s' if len(inner) == 1 else ''} under `properties`: the service rejects the template"
    yield Finding(node, message, span=(node.start, node.start + 1), fix=_fix(node, inner))


def _name(node: Node) -> str:
    return node.key.text.lower() if node.key is not None else ""


def _fix(node: Node, inner: list[Node]) -> Fix | None:
    """Braces around the sections, where they stand together."""
    if not inner:
        return None
    first = node.children.index(inner[0])
    together = node.children[first : first + len(inner)]
    start = inner[0].key.start if inner[0].key is not None else inner[0].start
    if any(one is not other for one, other in zip(together, inner, strict=True)):
        return None
    return Fix(
        "Put them under properties",
        (Edit(start, start, '"properties": {'), Edit(inner[-1].end, inner[-1].end, "}")),
    )
