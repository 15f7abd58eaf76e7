"""Staging resource groups that hold something else of the same template."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp.facts.ids import parse_resource_id
from aiblsp.rule import ERROR, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.model import Image


@rule(ERROR, has="properties.stagingResourceGroup", since="2022-02-14")
def staging_rg_not_empty(image: Image, document: Document) -> Findings:
    """A staging resource group that cannot be empty

    The staging resource group must exist and be empty when the template is submitted. A group that holds the identity, the
    gallery, the network or an image that the template names is not, and the submission fails.

    ## Bad

    ```json
    "identity": {"type": "UserAssigned", "userAssignedIdentities": {"/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg-id/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-aib": {}}},
    "properties": {
      "source": {"type": "SharedImageVersion", "imageVersionId": "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg-gal/providers/Microsoft.Compute/galleries/gal1/images/def1/versions/1.0.0"},
      "distribute": [{"type": "VHD", "runOutputName": "o"}],
      "stagingResourceGroup": "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg-id"
    }
    ```

    ## Good

    ```json
    "identity": {"type": "UserAssigned", "userAssignedIdentities": {"/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg-id/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-aib": {}}},
    "properties": {
      "source": {"type": "SharedImageVersion", "imageVersionId": "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg-gal/providers/Microsoft.Compute/galleries/gal1/images/def1/versions/1.0.0"},
      "distribute": [{"type": "VHD", "runOutputName": "o"}],
      "stagingResourceGroup": "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg-staging"
    }
    ```

    Source: stagingResourceGroup, https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-json#properties-stagingresourcegroup
    """
    group = image.at("stagingResourceGroup")
    text = group.text() if group is not None else None
    parsed = parse_resource_id(text) if text else None
    if (
        group is None
        or parsed is None
        or parsed.group is None
        or parsed.subscription is None
        or parsed.provider is not None
    ):
        return
    own = parsed.subscription.text.lower(), parsed.group.text.lower()
    made = [target.get("imageId") for target in image.targets]  # need not be there yet
    for written in image.resource_ids:
        other = parse_resource_id(written.text)
        if (
            written.node in made
            or other is None
            or other.provider is None
            or other.group is None
            or other.subscription is None
        ):
            continue
        if (other.subscription.text.lower(), other.group.text.lower()) == own:
            yield Finding(
                group,
                f"The staging resource group must be empty, and `{parsed.group.text}` holds something that this template uses. Name an empty group",
                related=((written.node, "a resource in the same group"),),
            )
            return
