"""Staging resource groups that two templates of one file share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp.rule import ERROR, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.jsonc.node import Node
    from aiblsp.rule import Findings
    from aiblsp.template.model import Image


@rule(ERROR, only="images")
def staging_rg_shared(document: Document) -> Findings:
    """Two image templates share a staging resource group

    A staging resource group belongs to one image template. The second template that names it fails at submission with an
    "InternalOperationError" that says nothing of the reason.

    ## Bad

    ```json
    {
      "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
      "contentVersion": "1.0.0.0",
      "parameters": {"p": {"type": "string"}},
      "resources": [
        {"type": "Microsoft.VirtualMachineImages/imageTemplates", "apiVersion": "2024-02-01", "name": "t1", "location": "westus2",
          "identity": {"type": "UserAssigned", "userAssignedIdentities": {"/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg-id/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-aib": {}}},
          "properties": {"source": {"type": "SharedImageVersion", "imageVersionId": "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg-gal/providers/Microsoft.Compute/galleries/gal1/images/def1/versions/1.0.0"}, "distribute": [{"type": "VHD", "runOutputName": "o"}], "stagingResourceGroup": "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg-st"}},
        {"type": "Microsoft.VirtualMachineImages/imageTemplates", "apiVersion": "2024-02-01", "name": "t2", "location": "westus2",
          "identity": {"type": "UserAssigned", "userAssignedIdentities": {"/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg-id/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-aib": {}}},
          "properties": {"source": {"type": "SharedImageVersion", "imageVersionId": "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg-gal/providers/Microsoft.Compute/galleries/gal1/images/def1/versions/1.0.0"}, "distribute": [{"type": "VHD", "runOutputName": "o"}], "stagingResourceGroup": "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg-st"}}
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
        {"type": "Microsoft.VirtualMachineImages/imageTemplates", "apiVersion": "2024-02-01", "name": "t1", "location": "westus2",
          "identity": {"type": "UserAssigned", "userAssignedIdentities": {"/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg-id/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-aib": {}}},
          "properties": {"source": {"type": "SharedImageVersion", "imageVersionId": "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg-gal/providers/Microsoft.Compute/galleries/gal1/images/def1/versions/1.0.0"}, "distribute": [{"type": "VHD", "runOutputName": "o"}], "stagingResourceGroup": "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg-st1"}},
        {"type": "Microsoft.VirtualMachineImages/imageTemplates", "apiVersion": "2024-02-01", "name": "t2", "location": "westus2",
          "identity": {"type": "UserAssigned", "userAssignedIdentities": {"/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg-id/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-aib": {}}},
          "properties": {"source": {"type": "SharedImageVersion", "imageVersionId": "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg-gal/providers/Microsoft.Compute/galleries/gal1/images/def1/versions/1.0.0"}, "distribute": [{"type": "VHD", "runOutputName": "o"}], "stagingResourceGroup": "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg-st2"}}
      ]
    }
    ```

    Source: troubleshooting, https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-troubleshoot
    """
    if len(document.images) < 2:
        return
    seen: dict[str, Node] = {}
    for image in document.images:
        group = image.at("stagingResourceGroup") if not image.before("2022-02-14") else None
        text = group.text() if group is not None else None
        if group is None or not text:
            continue
        first = seen.setdefault(text.lower().rstrip("/"), group)
        if first is not group and _both(image, document, first):
            yield Finding(
                group,
                "Another image template of this file uses the same staging resource group: the service fails with an internal error. Give each its own",
                related=((first, "the other template's"),),
            )


def _both(image: Image, document: Document, first: Node) -> bool:
    """Whether both templates are deployed together: with a condition on one of them nobody knows."""
    other = next((found for found in document.images if found.at("stagingResourceGroup") is first), None)
    return all(
        found is not None and (found.resource is None or found.resource.node.get("condition") is None)
        for found in (image, other)
    )
