"""Image definitions of the same file for the other generation of virtual machines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aiblsp import edit
from aiblsp.diagnostic import Fix
from aiblsp.facts import images
from aiblsp.rule import ERROR, WARNING, Finding, rule
from aiblsp.template.related import definitions, source_definition
from aiblsp.template.written import container_as_written

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.jsonc.node import Node
    from aiblsp.rule import Findings
    from aiblsp.template.declared import Resource
    from aiblsp.template.model import Image

_V2_BY_DEFAULT: Final = "2025-03-03"  # of Microsoft.Compute


@rule(ERROR, has="properties.distribute", only="resources")
def generation_definition_mismatch(image: Image, document: Document) -> Findings:
    """An image definition for the other generation

    The image has the generation of its source, and an image definition takes versions of one generation: publishing to the other is
    refused when the build is done. Without `hyperVGeneration` a definition is V1, and V2 since version 2025-03-03 of the
    compute API.

    The rule is an error where the SKU names the generation, or where the source's image definition is in the same file,
    and a warning where only custom tells it. The fix assumes that the source is right.

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
            "hyperVGeneration": "V1",
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
            "source": {"type": "PlatformImage", "publisher": "MicrosoftWindowsServer", "offer": "WindowsServer", "sku": "2022-datacenter-g2", "version": "latest"},
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
            "source": {"type": "PlatformImage", "publisher": "MicrosoftWindowsServer", "offer": "WindowsServer", "sku": "2022-datacenter-g2", "version": "latest"},
            "distribute": [
              {"type": "SharedImage", "galleryImageId": "[resourceId('Microsoft.Compute/galleries/images', 'gal', 'ubuntu')]", "runOutputName": "out"}
            ]
          }
        }
      ]
    }
    ```

    Source: overview, https://learn.microsoft.com/azure/virtual-machines/image-builder-overview#hyper-v-generation
    """
    source: tuple[str, bool] | None = None
    for target, definition in definitions(image):
        properties = definition.body.get("properties")
        if properties is None or properties.kind != "object":
            continue
        actual = _generation(definition)
        source = source or (_source(image) if actual is not None else None)
        if actual is None or source is None or actual == source[0]:
            continue
        wanted, certain = source
        node = properties.get("hyperVGeneration")
        by_default = "" if node is not None else ", as it says nothing else"
        places = (target.get("galleryImageId"), "the target"), (image.at("source", "sku"), "the source")
        yield Finding(
            node if node is not None else properties,
            f"The source is generation {wanted[1]}, and this definition takes generation {actual[1]}{by_default}: "
            f"the distribution fails after the build. Write `{wanted}`",
            on="value" if node is not None else "key",
            related=tuple((place, what) for place, what in places if place is not None),
            fix=_fix(node, properties, wanted, document),
            severity=None if certain else WARNING,
        )


def _source(image: Image) -> tuple[str, bool] | None:
    """The generation of the source, and whether it is certain."""
    source = image.source
    if source is None:
        return None
    if source.type == "PlatformImage":
        names = source.value("publisher"), source.value("offer"), source.value("sku")
        told = images.generation(*names)
        likely = told or images.likely_generation(*names)
        return (likely, told is not None) if likely is not None else None
    definition = source_definition(image)
    told_there = _generation(definition) if definition is not None else None
    return (told_there, True) if told_there is not None else None


def _generation(definition: Resource) -> str | None:
    properties = definition.body.get("properties")
    node = properties.get("hyperVGeneration") if properties is not None else None
    if properties is None or properties.kind != "object" or (node is None and properties.incomplete):
        return None
    if node is None:
        version = definition.api_version
        return None if version is None else "V2" if version >= _V2_BY_DEFAULT else "V1"
    text = (node.text() or "").upper()
    return text if text in ("V1", "V2") else None


def _fix(node: Node | None, properties: Node, wanted: str, document: Document) -> Fix | None:
    title = f"Set `hyperVGeneration` to `{wanted}`"
    if node is not None:
        return Fix(title, (edit.replace(node, edit.quote(wanted)),), safe=False) if node.via is None else None
    raw = container_as_written(document.tree, properties)
    if raw is None:
        return None
    return Fix(title, (edit.insert_member(document.source, raw, "hyperVGeneration", edit.quote(wanted)),), safe=False)
