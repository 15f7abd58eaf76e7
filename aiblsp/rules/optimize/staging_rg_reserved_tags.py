"""Tags of a staging resource group of the same file that the service keeps for itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp import edit
from aiblsp.diagnostic import Fix
from aiblsp.facts.ids import parse_resource_id
from aiblsp.rule import ERROR, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.model import Image


_RESERVED = ("imagetemplatename", "imagetemplateresourcegroupname")


@rule(ERROR, only="resources")
def staging_rg_reserved_tags(document: Document) -> Findings:
    """A staging resource group with tags that the service keeps for itself

    Image Builder marks a staging resource group with tags of its own. Where `imageTemplateName` or
    `imageTemplateResourceGroupName` are there before the template is submitted, the submission fails.

    ## Bad

    ```json
    {
      "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
      "contentVersion": "1.0.0.0",
      "parameters": {"p": {"type": "string"}},
      "resources": [
        {"type": "Microsoft.Resources/resourceGroups", "apiVersion": "2022-09-01", "name": "rg-st", "location": "westus2", "tags": {"imageTemplateName": "t"}},
        {"type": "Microsoft.VirtualMachineImages/imageTemplates", "apiVersion": "2024-02-01", "name": "t", "location": "westus2",
          "identity": {"type": "UserAssigned", "userAssignedIdentities": {"/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg-id/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-aib": {}}},
          "properties": {"source": {"type": "PlatformImage", "publisher": "Canonical", "offer": "ubuntu-24_04-lts", "sku": "server", "version": "latest"}, "distribute": [{"type": "SharedImage", "galleryImageId": "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg-gal/providers/Microsoft.Compute/galleries/gal1/images/out", "runOutputName": "o"}], "stagingResourceGroup": "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg-st"}}
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
        {"type": "Microsoft.Resources/resourceGroups", "apiVersion": "2022-09-01", "name": "rg-st", "location": "westus2", "tags": {"owner": "images"}},
        {"type": "Microsoft.VirtualMachineImages/imageTemplates", "apiVersion": "2024-02-01", "name": "t", "location": "westus2",
          "identity": {"type": "UserAssigned", "userAssignedIdentities": {"/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg-id/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-aib": {}}},
          "properties": {"source": {"type": "PlatformImage", "publisher": "Canonical", "offer": "ubuntu-24_04-lts", "sku": "server", "version": "latest"}, "distribute": [{"type": "SharedImage", "galleryImageId": "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg-gal/providers/Microsoft.Compute/galleries/gal1/images/out", "runOutputName": "o"}], "stagingResourceGroup": "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg-st"}}
      ]
    }
    ```

    Source: stagingResourceGroup, https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-json#properties-stagingresourcegroup
    """
    groups = {name for image in document.images if (name := _group(image)) is not None}
    if not groups:
        return
    for scope in document.template.scopes:
        for resource in scope.resources:
            if (resource.type or "").lower() != "microsoft.resources/resourcegroups" or (
                resource.name or ""
            ).lower() not in groups:
                continue
            tags = resource.body.get("tags")
            if tags is None or tags.kind != "object":
                continue
            for tag in tags.children:
                if tag.key is not None and tag.key.text.lower() in _RESERVED:
                    yield Finding(
                        tag,
                        f"The staging resource group has the tag `{tag.key.text}`, which the service sets itself: the submission fails. Remove it",
                        on="key",
                        fix=Fix("Remove the tag", edit.remove(document.source, tags, tag))
                        if tags.via is None and tag.source is None
                        else None,
                    )


def _group(image: Image) -> str | None:
    """The lower-case name of the staging resource group, where it is known."""
    node = image.at("stagingResourceGroup") if not image.before("2022-02-14") else None
    parsed = parse_resource_id(node.value) if node is not None and node.kind == "string" else None
    return parsed.group.text.lower() if parsed is not None and parsed.group is not None else None
