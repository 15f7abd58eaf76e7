"""Image definitions of the same file for the other operating system."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp.rule import ERROR, Finding, rule
from aiblsp.template.related import definitions

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.model import Image


@rule(ERROR, has="properties.distribute", only="resources")
def os_type_definition_mismatch(image: Image, document: Document) -> Findings:
    """An image definition for the other operating system

    An image definition takes versions of one operating system. Publishing a Linux image to a Windows definition is refused when the
    build is done.

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
          "location": "westus2",
          "properties": {
            "osType": "Windows",
            "osState": "Generalized",
            "hyperVGeneration": "V2",
            "identifier": {"publisher": "contoso", "offer": "base", "sku": "base"}
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
              {"type": "SharedImage", "galleryImageId": "[resourceId('Microsoft.Compute/galleries/images', 'gal', 'ubuntu')]", "runOutputName": "out"}
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
            "identifier": {"publisher": "contoso", "offer": "base", "sku": "base"}
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
              {"type": "SharedImage", "galleryImageId": "[resourceId('Microsoft.Compute/galleries/images', 'gal', 'ubuntu')]", "runOutputName": "out"}
            ]
          }
        }
      ]
    }
    ```

    Source: overview, https://learn.microsoft.com/azure/virtual-machines/image-builder-overview
    """
    family = None
    for target, definition in definitions(image):
        node = definition.body.at("properties", "osType")
        text = (node.text() or "").lower() if node is not None else ""
        if node is None or text not in ("windows", "linux"):
            continue
        family = family or image.os_family
        if family is None or text == family.lower():
            continue
        used = target.get("galleryImageId")
        yield Finding(
            node,
            f"The image is {family}, and its image definition takes {text.capitalize()} only: "
            f"the distribution fails after the build. Write `{family}`",
            related=((used, "the target"),) if used is not None else (),
        )
