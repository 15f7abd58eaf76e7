"""A subnet for containers without one for the build VM."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp.rule import ERROR, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.model import Image


@rule(ERROR, has="properties.vmProfile.vnetConfig.containerInstanceSubnetId", since="2024-02-01")
def vnet_aci_subnet_without_build_subnet(image: Image, document: Document) -> Findings:
    """A subnet for containers without one for the build VM

    The container subnet works together with the subnet of the build VM, `subnetId`. It cannot be given alone.

    ## Bad

    ```json
    "vmProfile": {"vnetConfig": {"containerInstanceSubnetId": "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg-net/providers/Microsoft.Network/virtualNetworks/vnet1/subnets/aci"}}
    ```

    ## Good

    ```json
    "vmProfile": {"vnetConfig": {"subnetId": "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg-net/providers/Microsoft.Network/virtualNetworks/vnet1/subnets/build", "containerInstanceSubnetId": "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg-net/providers/Microsoft.Network/virtualNetworks/vnet1/subnets/aci"}}
    ```

    Source: networking, https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-networking
    """
    config = image.at("vmProfile", "vnetConfig")
    if config is None or config.kind != "object" or config.incomplete:
        return
    subnet = config.get("subnetId")
    container = config.get("containerInstanceSubnetId")

    if container is not None and container.text() != "" and container.kind != "unknown" and subnet is None:
        yield Finding(
            container,
            "`containerInstanceSubnetId` needs `subnetId`, the subnet of the build VM: the service rejects it alone. Add it",
            on="key",
        )
