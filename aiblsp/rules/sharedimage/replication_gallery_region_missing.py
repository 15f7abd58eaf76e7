"""Lists of regions without the region of the gallery, or, where that is not known, of the template."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp import edit
from aiblsp.diagnostic import Fix
from aiblsp.facts import regions
from aiblsp.rule import INFO, WARNING, Finding, rule
from aiblsp.template.related import DEFINITION, GALLERY, related
from aiblsp.template.replicas import all_known
from aiblsp.template.written import container_as_written

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.facts.regions import Region
    from aiblsp.jsonc.node import Node
    from aiblsp.rule import Findings
    from aiblsp.template.model import Target


@rule(WARNING, types="SharedImage", has=("replicationRegions", "targetRegions"))
def replication_gallery_region_missing(target: Target, document: Document) -> Findings:
    """The gallery's region is not among the regions

    One of the regions must be the one that the gallery is in, or the distribution fails after the build. Where gallery or image
    definition are in the same file the rule knows that region. Where they are not it compares with the region of the
    template, which often is the same, and only informs.

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
                "runOutputName": "ubuntu",
                "targetRegions": [{"name": "eastus"}]
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
                "runOutputName": "ubuntu",
                "targetRegions": [{"name": "westus2"}, {"name": "eastus"}]
              }
            ]
          }
        }
      ]
    }
    ```

    Source: SharedImage target, https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-json#distribute-sharedimage
    """
    listed = all_known(target)
    if listed is None:
        return
    names = {replica.region.name for replica in listed if replica.region is not None}
    place = listed[0].listed
    gallery = _location_of_gallery(target)
    where = gallery if gallery is not None else target.image.root("location")
    text = where.text() if where is not None else None
    region = regions.find(text) if text is not None else None
    if where is None or region is None or region.name in names:
        return
    if gallery is None:
        message = (
            f"`{region.name}`, the region of the template, is not among the regions. "
            "The region of the gallery must be one of them: is it there?"
        )
        yield Finding(place, message, on="key", related=((where, "this region"),), severity=INFO)
        return
    yield Finding(
        place,
        f"The gallery is in `{region.name}`, which must be one of the regions. Add it",
        on="key",
        related=((where, "this region"),),
        fix=_fix(place, region, document) if where.via is None else None,
    )


def _location_of_gallery(target: Target) -> Node | None:
    """Where the gallery or the image definition of the same file is."""
    node = target.get("galleryImageId")
    for type_ in (GALLERY, DEFINITION):
        resource = related(target.image, node, type_)
        if resource is not None and resource.location is not None:
            return resource.location
    return None


def _fix(place: Node, region: Region, document: Document) -> Fix | None:
    raw = container_as_written(document.tree, place)
    if raw is None or raw.kind != "array":
        return None
    entry = {"name": region.name} if any(child.kind == "object" for child in place.children) else region.name
    return Fix(f"Add `{region.name}`", (edit.insert_element(document.source, raw, 0, edit.quote(entry)),))
