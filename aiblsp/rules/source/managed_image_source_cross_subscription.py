"""Managed images and staging resource groups of two subscriptions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp.facts.ids import has_placeholder, parse_resource_id
from aiblsp.rule import ERROR, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.model import ImageSource


@rule(ERROR, types="ManagedImage", has="imageId", rows=("staging-rg-cross-subscription",))
def managed_image_source_cross_subscription(source: ImageSource, document: Document) -> Findings:
    """A managed image in another subscription than the staging group

    A managed image source must be in the subscription and region of the template, and the staging resource group in its
    subscription. Where those two differ, one of them is wrong, and the template is refused.

    ## Bad

    ```json
    "properties": {
      "source": {"type": "ManagedImage", "imageId": "/subscriptions/99999999-9999-0000-0000-000000000000/resourceGroups/rg-img/providers/Microsoft.Compute/images/i1"},
      "distribute": [{"type": "VHD", "runOutputName": "o"}],
      "stagingResourceGroup": "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg-staging"
    }
    ```

    ## Good

    ```json
    "properties": {
      "source": {"type": "ManagedImage", "imageId": "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg-img/providers/Microsoft.Compute/images/i1"},
      "distribute": [{"type": "VHD", "runOutputName": "o"}],
      "stagingResourceGroup": "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg-staging"
    }
    ```

    Source: ManagedImage source, https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-json#managedimage-source
    """
    node, group = source.get("imageId"), source.image.at("stagingResourceGroup")
    if node is None or group is None or node.kind != "string" or group.kind != "string":
        return
    one, other = parse_resource_id(node.value), parse_resource_id(group.value)
    if one is None or other is None or one.subscription is None or other.subscription is None:
        return
    if has_placeholder(one.subscription.text + other.subscription.text):
        return
    if one.subscription.text.lower() != other.subscription.text.lower():
        yield Finding(
            node,
            "This image and the staging resource group are in two subscriptions, and both must be in that of the template: the service rejects it",
            part=(one.subscription.start, one.subscription.end),
            related=((group, "the staging resource group"),),
        )
