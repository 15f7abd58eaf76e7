"""Triggers that would set off themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp.rule import ERROR, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.model import Trigger


@rule(ERROR, since="2022-07-01")
def trigger_source_equals_distribute(trigger: Trigger, document: Document) -> Findings:
    """A trigger that sets off itself

    Where a template reads from the image definition that it writes to, each build would start the next one. The service
    refuses such a trigger.

    ## Bad

    ```json
    {
      "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
      "contentVersion": "1.0.0.0",
      "parameters": {"p": {"type": "string"}},
      "resources": [
        {"type": "Microsoft.VirtualMachineImages/imageTemplates", "apiVersion": "2024-02-01", "name": "t", "location": "westus2",
          "identity": {"type": "UserAssigned", "userAssignedIdentities": {"/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg-id/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-aib": {}}},
          "properties": {"source": {"type": "SharedImageVersion", "imageVersionId": "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg-gal/providers/Microsoft.Compute/galleries/gal1/images/out/versions/latest"}, "distribute": [{"type": "SharedImage", "galleryImageId": "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg-gal/providers/Microsoft.Compute/galleries/gal1/images/out", "runOutputName": "o"}]}},
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
          "properties": {"source": {"type": "SharedImageVersion", "imageVersionId": "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg-gal/providers/Microsoft.Compute/galleries/gal1/images/base/versions/latest"}, "distribute": [{"type": "SharedImage", "galleryImageId": "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg-gal/providers/Microsoft.Compute/galleries/gal1/images/out", "runOutputName": "o"}]}},
        {"type": "Microsoft.VirtualMachineImages/imageTemplates/triggers", "apiVersion": "2024-02-01", "name": "t/new", "dependsOn": ["t"],
          "properties": {"kind": "SourceImage"}}
      ]
    }
    ```

    Source: triggers, https://learn.microsoft.com/azure/virtual-machines/image-builder-triggers-how-to
    """
    image = trigger.image
    source = image.source if image is not None else None

    node = source.get("imageVersionId") if source is not None and source.type == "SharedImageVersion" else None
    text = node.text() if node is not None else None
    if image is None or node is None or not text:
        return
    own = _definition(text)
    for target in image.targets:
        other = target.value("galleryImageId") if target.type == "SharedImage" else None
        written = target.get("galleryImageId")
        if own is not None and other is not None and written is not None and _definition(other) == own:
            yield Finding(
                written,
                "The template distributes to the image definition that it builds from: with a trigger each build would start the next, so it is rejected. Use two definitions",
                related=((node, "the source"), (trigger.node, "the trigger")),
            )


def _definition(text: str) -> str | None:
    """What two IDs of one image definition have in common; None for other IDs."""
    lowered = text.lower().rstrip("/")
    head, _, _ = lowered.partition("/versions/")
    return head if "/galleries/" in head and "/images/" in head else None
