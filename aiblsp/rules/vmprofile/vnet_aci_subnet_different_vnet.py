"""Containers and the build VM in two networks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp.facts.ids import has_placeholder, parse_resource_id
from aiblsp.rule import ERROR, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.model import Image


@rule(ERROR, has="properties.vmProfile.vnetConfig.containerInstanceSubnetId", since="2024-02-01")
def vnet_aci_subnet_different_vnet(image: Image, document: Document) -> Findings:
    """Containers and the build VM in two networks

    The two subnets must belong to one virtual network, for the containers reach the build VM over it.

    ## Bad

    ```json
    "vmProfile": {"vnetConfig": {"subnetId": "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg-net/providers/Microsoft.Network/virtualNetworks/vnet1/subnets/build", "containerInstanceSubnetId": "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg-net/providers/Microsoft.Network/virtualNetworks/vnet12/subnets/aci"}}
    ```

    ## Good

    ```json
    "vmProfile": {"vnetConfig": {"subnetId": "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg-net/providers/Microsoft.Network/virtualNetworks/vnet1/subnets/build", "containerInstanceSubnetId": "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg-net/providers/Microsoft.Network/virtualNetworks/vnet1/subnets/aci"}}
    ```

    Source: containerInstanceSubnetId, https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-json#containerinstancesubnetid-optional
    """
    config = image.at("vmProfile", "vnetConfig")
    if config is None or config.kind != "object" or config.incomplete:
        return
    subnet = config.get("subnetId")
    container = config.get("containerInstanceSubnetId")

    if subnet is None or container is None or subnet.kind != "string" or container.kind != "string":
        return
    one, other = parse_resource_id(subnet.value), parse_resource_id(container.value)
    if one is None or other is None or has_placeholder(subnet.value + container.value):
        return

    networks = [found.named("virtualNetworks") for found in (one, other)]
    if None in networks or one.named("subnets") is None or other.named("subnets") is None:
        return
    if one.key.rpartition("/subnets/")[0] != other.key.rpartition("/subnets/")[0]:
        segment = other.named("virtualNetworks")
        yield Finding(
            container,
            "The two subnets are in different virtual networks: the service rejects it. Name a subnet of the build VM's network",
            part=(segment.start, segment.end) if segment is not None else None,
            related=((subnet, "the build VM's subnet"),),
        )
