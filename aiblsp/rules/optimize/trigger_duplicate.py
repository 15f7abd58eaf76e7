"""A second trigger of one template."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp.rule import ERROR, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.model import Trigger


@rule(ERROR, only="triggers")
def trigger_duplicate(document: Document) -> Findings:
    """Two triggers for one image template

    An image template can have one `SourceImage` trigger. The second is refused when it is deployed, after the first was
    made.

    ## Bad

    ```json
    {
      "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
      "contentVersion": "1.0.0.0",
      "parameters": {"p": {"type": "string"}},
      "resources": [
        {"type": "Microsoft.VirtualMachineImages/imageTemplates", "apiVersion": "2024-02-01", "name": "t", "location": "westus2",
          "identity": {"type": "UserAssigned", "userAssignedIdentities": {"/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg-id/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-aib": {}}},
          "properties": {"source": {"type": "PlatformImage", "publisher": "Canonical", "offer": "ubuntu-24_04-lts", "sku": "server", "version": "latest"}, "distribute": [{"type": "SharedImage", "galleryImageId": "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg-gal/providers/Microsoft.Compute/galleries/gal1/images/out", "runOutputName": "o"}]}},
        {"type": "Microsoft.VirtualMachineImages/imageTemplates/triggers", "apiVersion": "2024-02-01", "name": "t/a", "dependsOn": ["t"],
          "properties": {"kind": "SourceImage"}},
        {"type": "Microsoft.VirtualMachineImages/imageTemplates/triggers", "apiVersion": "2024-02-01", "name": "t/b", "dependsOn": ["t"],
          "properties": {"kind": "SourceImage"}}
      ]
    }
    ```

    ## Good

    ```json
    {
      "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
      "contentVersion": "1.0.0.0",
      "parameters": {"p": {"type": "string"}},
      "resources": [
        {"type": "Microsoft.VirtualMachineImages/imageTemplates", "apiVersion": "2024-02-01", "name": "t", "location": "westus2",
          "identity": {"type": "UserAssigned", "userAssignedIdentities": {"/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg-id/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-aib": {}}},
          "properties": {"source": {"type": "PlatformImage", "publisher": "Canonical", "offer": "ubuntu-24_04-lts", "sku": "server", "version": "latest"}, "distribute": [{"type": "SharedImage", "galleryImageId": "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg-gal/providers/Microsoft.Compute/galleries/gal1/images/out", "runOutputName": "o"}]}},
        {"type": "Microsoft.VirtualMachineImages/imageTemplates/triggers", "apiVersion": "2024-02-01", "name": "t/new", "dependsOn": ["t"],
          "properties": {"kind": "SourceImage"}}
      ]
    }
    ```

    Source: triggers, https://learn.microsoft.com/azure/virtual-machines/image-builder-triggers-how-to
    """
    seen: dict[int, Trigger] = {}
    for trigger in document.template.triggers:
        kind = trigger.node.at("properties", "kind")
        resource = trigger.resource
        if (
            trigger.image is None
            or trigger.before("2022-07-01")
            or resource.node.get("condition") is not None
            or resource.existing
        ):
            continue
        if kind is None or (kind.text() or "").lower() != "sourceimage":
            continue
        first = seen.setdefault(id(trigger.image), trigger)
        name = trigger.node.get("name")
        if first is not trigger:
            yield Finding(
                name or trigger.node,
                "The image template has a `SourceImage` trigger already, and only one is allowed: this one is rejected. Remove it",
                related=((first.node, "the first trigger"),),
            )
