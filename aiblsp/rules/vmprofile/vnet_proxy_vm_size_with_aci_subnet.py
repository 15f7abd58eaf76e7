"""A proxy VM beside a subnet for containers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp import edit
from aiblsp.diagnostic import Fix
from aiblsp.rule import ERROR, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.model import Image


@rule(ERROR, has="properties.vmProfile.vnetConfig.proxyVmSize", since="2024-02-01")
def vnet_proxy_vm_size_with_aci_subnet(image: Image, document: Document) -> Findings:
    """A proxy VM beside a subnet for containers

    With `containerInstanceSubnetId` the service works from containers in your network and makes no proxy VM; its size must not
    be given then. The service refuses both together.

    ## Bad

    ```json
    "apiVersion": "2024-02-01",
    "properties": {"source": {"type": "PlatformImage", "publisher": "Canonical", "offer": "0001-com-ubuntu-server-jammy", "sku": "22_04-lts-gen2", "version": "latest"}, "distribute": [{"type": "VHD", "runOutputName": "o"}], "vmProfile": {"vnetConfig": {"subnetId": "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg-net/providers/Microsoft.Network/virtualNetworks/vnet1/subnets/build", "containerInstanceSubnetId": "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg-net/providers/Microsoft.Network/virtualNetworks/vnet1/subnets/aci", "proxyVmSize": "Standard_A2_v2"}}}
    ```

    ## Good

    ```json
    "apiVersion": "2024-02-01",
    "properties": {"source": {"type": "PlatformImage", "publisher": "Canonical", "offer": "0001-com-ubuntu-server-jammy", "sku": "22_04-lts-gen2", "version": "latest"}, "distribute": [{"type": "VHD", "runOutputName": "o"}], "vmProfile": {"vnetConfig": {"subnetId": "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg-net/providers/Microsoft.Network/virtualNetworks/vnet1/subnets/build", "containerInstanceSubnetId": "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg-net/providers/Microsoft.Network/virtualNetworks/vnet1/subnets/aci"}}}
    ```

    Source: proxyVmSize, https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-json#proxyvmsize-optional
    """
    config = image.at("vmProfile", "vnetConfig")
    if config is None or config.kind != "object" or config.incomplete:
        return
    container = config.get("containerInstanceSubnetId")
    proxy = config.get("proxyVmSize")

    if proxy is None or container is None or proxy.text() == "" or container.text() == "":
        return
    if proxy.kind == "unknown" or container.kind == "unknown":
        return
    fix = None
    if config.via is None and config.source is None and proxy.via is None:
        fix = Fix("Remove `proxyVmSize`", edit.remove(document.source, config, proxy))
    yield Finding(
        proxy,
        "With `containerInstanceSubnetId` there is no proxy VM, and the service rejects its size. Remove `proxyVmSize`",
        on="key",
        related=((container, "the subnet for containers"),),
        fix=fix,
    )
