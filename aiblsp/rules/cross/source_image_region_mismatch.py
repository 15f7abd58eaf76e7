"""Source images of the same file that are not in the region of the template."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp.facts import regions
from aiblsp.rule import ERROR, Finding, rule
from aiblsp.template.related import GALLERY_VERSION, MANAGED_IMAGE, elsewhere, related

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.jsonc.node import Node
    from aiblsp.rule import Findings
    from aiblsp.template.declared import Resource
    from aiblsp.template.model import ImageSource


@rule(ERROR, types=("ManagedImage", "SharedImageVersion"))
def source_image_region_mismatch(source: ImageSource, document: Document) -> Findings:
    """A source image that is not where the build is

    The source must be in the region of the template: a managed image lives in one region, a gallery image version in those that it is
    replicated to. The build fails when the virtual machine is to be made.

    ## Bad

    ```json
    {
      "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
      "contentVersion": "1.0.0.0",
      "resources": [
        {
          "type": "Microsoft.Compute/images",
          "apiVersion": "2023-09-01",
          "name": "base",
          "location": "eastus",
          "properties": {"sourceVirtualMachine": {"id": "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg/providers/Microsoft.Compute/virtualMachines/vm"}}
        },
        {
          "type": "Microsoft.VirtualMachineImages/imageTemplates",
          "apiVersion": "2024-02-01",
          "name": "golden",
          "location": "westus2",
          "dependsOn": ["[resourceId('Microsoft.Compute/images', 'base')]"],
          "identity": {
            "type": "UserAssigned",
            "userAssignedIdentities": {"/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-aib": {}}
          },
          "properties": {
            "source": {"type": "ManagedImage", "imageId": "[resourceId('Microsoft.Compute/images', 'base')]"},
            "distribute": [
              {"type": "VHD", "runOutputName": "out"}
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
          "type": "Microsoft.Compute/images",
          "apiVersion": "2023-09-01",
          "name": "base",
          "location": "westus2",
          "properties": {"sourceVirtualMachine": {"id": "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg/providers/Microsoft.Compute/virtualMachines/vm"}}
        },
        {
          "type": "Microsoft.VirtualMachineImages/imageTemplates",
          "apiVersion": "2024-02-01",
          "name": "golden",
          "location": "westus2",
          "dependsOn": ["[resourceId('Microsoft.Compute/images', 'base')]"],
          "identity": {
            "type": "UserAssigned",
            "userAssignedIdentities": {"/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-aib": {}}
          },
          "properties": {
            "source": {"type": "ManagedImage", "imageId": "[resourceId('Microsoft.Compute/images', 'base')]"},
            "distribute": [
              {"type": "VHD", "runOutputName": "out"}
            ]
          }
        }
      ]
    }
    ```

    Source: source, https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-json#managedimage-source
    """
    home = source.image.root("location")
    if home is None:
        return
    if source.type == "ManagedImage":
        made = related(source.image, source.get("imageId"), MANAGED_IMAGE)
        found = elsewhere(source.image, made.location) if made is not None else None
        if made is not None and found is not None:
            here, there = found
            yield Finding(
                made.location,
                f"The source image is in `{there.name}` and the build in `{here.name}`: it must be in the same region",
                related=((home, "the region of the template"),),
            )
        return
    version = related(source.image, source.get("imageVersionId"), GALLERY_VERSION)
    place = _regions(version) if version is not None else None
    text = home.text()
    here_ = regions.find(text) if text is not None else None
    if place is None or here_ is None:
        return
    node, names = place
    if here_.name not in names:
        yield Finding(
            node,
            f"The source version is not replicated to `{here_.name}`, where the build runs. Add that region",
            on="key",
            related=((home, "the region of the template"),),
        )


def _regions(version: Resource) -> tuple[Node, set[str]] | None:
    """The names of the regions that a version is replicated to, and where they are listed; None where not all are known."""
    listed = version.body.at("properties", "publishingProfile", "targetRegions")
    if listed is None or listed.kind != "array" or listed.incomplete or not listed.children:
        return None
    names = set()
    for entry in listed.children:
        name = entry.get("name")
        text = name.text() if name is not None else None
        region = regions.find(text) if text is not None else None
        if region is None:
            return None
        names.add(region.name)
    return listed, names
