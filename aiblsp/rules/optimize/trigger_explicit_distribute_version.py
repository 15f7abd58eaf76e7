"""Templates with a trigger that distribute to one fixed version."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp import edit
from aiblsp.diagnostic import Fix
from aiblsp.facts.ids import parse_resource_id
from aiblsp.rule import ERROR, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.model import Trigger


@rule(ERROR, since="2022-07-01")
def trigger_explicit_distribute_version(trigger: Trigger, document: Document) -> Findings:
    """A trigger with a fixed version to distribute to

    Each build that a trigger starts makes a new image version, so the gallery target must leave the number to Image Builder.
    A target with `/versions/…` would be written twice and is refused.

    ## Bad

    ```json
    {
      "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
      "contentVersion": "1.0.0.0",
      "parameters": {"p": {"type": "string"}},
      "resources": [
        {"type": "Microsoft.VirtualMachineImages/imageTemplates", "apiVersion": "2024-02-01", "name": "t", "location": "westus2",
          "identity": {"type": "UserAssigned", "userAssignedIdentities": {"/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg-id/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-aib": {}}},
          "properties": {"source": {"type": "PlatformImage", "publisher": "Canonical", "offer": "ubuntu-24_04-lts", "sku": "server", "version": "latest"}, "distribute": [{"type": "SharedImage", "galleryImageId": "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg-gal/providers/Microsoft.Compute/galleries/gal1/images/out/versions/1.0.0", "runOutputName": "o"}]}},
        {"type": "Microsoft.VirtualMachineImages/imageTemplates/triggers", "apiVersion": "2024-02-01", "name": "t/new", "dependsOn": ["t"],
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
    for target in trigger.image.targets if trigger.image is not None else ():
        node = target.get("galleryImageId") if target.type == "SharedImage" else None
        text = node.text() if node is not None else None
        parsed = parse_resource_id(text) if text else None
        version = parsed.named("versions") if parsed is not None else None
        if node is None or text is None or version is None:
            continue
        start = version.start - len("/versions/")
        fix = None
        if node.via is None:
            fix = Fix("Leave the version to Image Builder", (edit.replace(node, edit.quote(text[:start])),), safe=False)
        yield Finding(
            node,
            "With a trigger each build makes a new version, so the target cannot name one: the trigger is rejected. End the ID after the image definition",
            part=(start, len(text)),
            fix=fix,
            related=((trigger.node, "the trigger"),),
        )
