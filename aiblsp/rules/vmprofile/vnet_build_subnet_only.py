"""A network without a subnet for containers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp.rule import HINT, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.model import Image


@rule(HINT, has="properties.vmProfile", since="2024-02-01", default=False)
def vnet_build_subnet_only(image: Image, document: Document) -> Findings:
    """A network without a subnet for containers

    With `subnetId` alone the service adds a proxy VM, a private link service and a load balancer to each build. Bringing a
    subnet for containers too spares them. The rule is off until it is selected.

    ## Bad

    ```json
    "apiVersion": "2024-02-01",
    "properties": {"source": {"type": "PlatformImage", "publisher": "Canonical", "offer": "0001-com-ubuntu-server-jammy", "sku": "22_04-lts-gen2", "version": "latest"}, "distribute": [{"type": "VHD", "runOutputName": "o"}], "vmProfile": {"vnetConfig": {"subnetId": "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg-net/providers/Microsoft.Network/virtualNetworks/vnet1/subnets/build"}}}
    ```

    ## Good

    ```json
    "apiVersion": "2024-02-01",
    "properties": {"source": {"type": "PlatformImage", "publisher": "Canonical", "offer": "0001-com-ubuntu-server-jammy", "sku": "22_04-lts-gen2", "version": "latest"}, "distribute": [{"type": "VHD", "runOutputName": "o"}], "vmProfile": {"vnetConfig": {"subnetId": "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg-net/providers/Microsoft.Network/virtualNetworks/vnet1/subnets/build", "containerInstanceSubnetId": "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg-net/providers/Microsoft.Network/virtualNetworks/vnet1/subnets/aci"}}}
    ```

    Source: networking, https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-networking
    """
    config = image.at("vmProfile", "vnetConfig")
    if config is None or config.kind != "object" or config.incomplete:
        return
    subnet = config.get("subnetId")
    container = config.get("containerInstanceSubnetId")

    if subnet is not None and subnet.text() and container is None and image.strict:
        yield Finding(
            subnet,
            "With this subnet alone each build pays for a proxy VM, a private link service and a load balancer. Add `containerInstanceSubnetId`",
            on="key",
        )
