"""Image definitions of the same file for specialized images."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp import edit
from aiblsp.diagnostic import Fix
from aiblsp.rule import ERROR, Finding, rule
from aiblsp.template.related import definitions, source_definition

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.model import Image


@rule(ERROR, has=("properties.source", "properties.distribute"), only="resources")
def definition_specialized(image: Image, document: Document) -> Findings:
    """An image definition for specialized images

    Image Builder builds from generalized images and generalizes what it makes. A definition with `osState` `Specialized` takes no such
    image: the build fails at its start or at its end. The state of a definition that exists cannot be changed; make
    another one.

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
            "osType": "Linux",
            "osState": "Specialized",
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

    Source: source, https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-json#properties-source
    """
    used = [definition for _, definition in definitions(image)]
    source = source_definition(image)
    for definition in used if source is None else [source, *used]:
        node = definition.body.at("properties", "osState")
        if node is None or (node.text() or "").lower() != "specialized":
            continue
        fix = None
        if node.via is None:
            fix = Fix("Change to `Generalized`", (edit.replace(node, '"Generalized"'),), safe=False)
        yield Finding(
            node, "Image Builder works with generalized images only, the build fails. Write `Generalized`", fix=fix
        )
