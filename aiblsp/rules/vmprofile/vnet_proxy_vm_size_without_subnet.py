"""A size for a proxy VM that is not made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp import edit
from aiblsp.diagnostic import Fix
from aiblsp.rule import WARNING, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.model import Image


@rule(WARNING, has="properties.vmProfile.vnetConfig.proxyVmSize", since="2021-10-01")
def vnet_proxy_vm_size_without_subnet(image: Image, document: Document) -> Findings:
    """The size of a proxy VM that is not made

    The proxy VM passes traffic to a build VM in your own subnet. Without `subnetId` there is none, and its size has no effect.

    ## Bad

    ```json
    "vmProfile": {"vnetConfig": {"proxyVmSize": "Standard_A2_v2"}}
    ```

    ## Good

    ```json
    "vmProfile": {"vnetConfig": {"subnetId": "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg-net/providers/Microsoft.Network/virtualNetworks/vnet1/subnets/build", "proxyVmSize": "Standard_A2_v2"}}
    ```

    Source: proxyVmSize, https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-json#proxyvmsize-optional
    """
    config = image.at("vmProfile", "vnetConfig")
    if config is None or config.kind != "object" or config.incomplete:
        return
    subnet = config.get("subnetId")
    container = config.get("containerInstanceSubnetId")
    proxy = config.get("proxyVmSize")

    if proxy is None or subnet is not None or container is not None or proxy.text() == "":
        return
    fix = None
    if config.via is None and config.source is None and proxy.via is None:
        fix = Fix("Remove it", edit.remove(document.source, config, proxy))
    yield Finding(
        proxy,
        "Without `subnetId` no proxy VM is made, so its size has no effect. Remove it, or name the subnet",
        on="key",
        fix=fix,
    )
