"""Image definitions of the same file in another region than the template."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp.rule import INFO, Finding, rule
from aiblsp.template.related import DEFINITION, elsewhere, related

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.model import Target


@rule(INFO, types="SharedImage", has="galleryImageId", only="resources")
def gallery_definition_location(target: Target, document: Document) -> Findings:
    """An image definition in another region than the template

    The build runs in the region of the template and the image version is made in the region of its image definition. Where they
    differ the image is copied first, and each build takes longer.

    ## Bad

    ```json
    {
      "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
      "contentVersion": "1.0.0.0",
      "resources": [
        {
          "type": "Microsoft.Compute/galleries/images",
          "apiVersion": "2023-07-03",
          "name": "gal/ubuntu",
          "location": "eastus",
          "properties": {
            "osType": "Linux",
            "osState": "Generalized",
            "hyperVGeneration": "V2",
            "identifier": {"publisher": "contoso", "offer": "ubuntu", "sku": "24_04"}
          }
        },
        {
          "type": "Microsoft.VirtualMachineImages/imageTemplates",
          "apiVersion": "2024-02-01",
          "name": "golden",
          "location": "westus2",
          "dependsOn": ["[resourceId('Microsoft.Compute/galleries/images', 'gal', 'ubuntu')]"],
          "identity": {
            "type": "UserAssigned",
            "userAssignedIdentities": {"/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-aib": {}}
          },
          "properties": {
            "source": {"type": "PlatformImage", "publisher": "Canonical", "offer": "ubuntu-24_04-lts", "sku": "server", "version": "latest"},
            "distribute": [
              {
                "type": "SharedImage",
                "galleryImageId": "[resourceId('Microsoft.Compute/galleries/images', 'gal', 'ubuntu')]",
                "runOutputName": "ubuntu"
              }
            ]
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
          "type": "Microsoft.Compute/galleries/images",
          "apiVersion": "2023-07-03",
          "name": "gal/ubuntu",
          "location": "westus2",
          "properties": {
            "osType": "Linux",
            "osState": "Generalized",
            "hyperVGeneration": "V2",
            "identifier": {"publisher": "contoso", "offer": "ubuntu", "sku": "24_04"}
          }
        },
        {
          "type": "Microsoft.VirtualMachineImages/imageTemplates",
          "apiVersion": "2024-02-01",
          "name": "golden",
          "location": "westus2",
          "dependsOn": ["[resourceId('Microsoft.Compute/galleries/images', 'gal', 'ubuntu')]"],
          "identity": {
            "type": "UserAssigned",
            "userAssignedIdentities": {"/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-aib": {}}
          },
          "properties": {
            "source": {"type": "PlatformImage", "publisher": "Canonical", "offer": "ubuntu-24_04-lts", "sku": "server", "version": "latest"},
            "distribute": [
              {
                "type": "SharedImage",
                "galleryImageId": "[resourceId('Microsoft.Compute/galleries/images', 'gal', 'ubuntu')]",
                "runOutputName": "ubuntu"
              }
            ]
          }
        }
      ]
    }
    ```

    Source: SharedImage target, https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-json#distribute-sharedimage
    """
    definition = related(target.image, target.get("galleryImageId"), DEFINITION)
    found = elsewhere(target.image, definition.location) if definition is not None else None
    home = target.image.root("location")
    if definition is None or found is None or home is None:
        return
    here, there = found
    yield Finding(
        definition.location,
        f"The image is built in `{here.name}`: copying it to `{there.name}`, where its definition is, takes time. "
        "Keep both in one region",
        related=((home, "the region of the template"),),
    )
