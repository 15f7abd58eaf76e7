"""Containers and the build VM in one subnet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp.facts.ids import has_placeholder, parse_resource_id
from aiblsp.rule import ERROR, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.model import Image


@rule(ERROR, has="properties.vmProfile.vnetConfig.containerInstanceSubnetId", since="2024-02-01")
def vnet_aci_subnet_same_subnet(image: Image, document: Document) -> Findings:
    """Containers and the build VM in one subnet

    The container subnet is delegated to container groups, and a delegated subnet takes no virtual machines. The two must be
    different subnets of one network.

    ## Bad

    ```json
    "vmProfile": {"vnetConfig": {"subnetId": "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg-net/providers/Microsoft.Network/virtualNetworks/vnet1/subnets/build", "containerInstanceSubnetId": "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg-net/providers/Microsoft.Network/virtualNetworks/vnet1/subnets/build"}}
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

    if one.key == other.key:
        yield Finding(
            container,
            "The containers and the build VM cannot share a subnet: the service rejects it. Name another subnet of the same network",
            related=((subnet, "the build VM's subnet"),),
        )
