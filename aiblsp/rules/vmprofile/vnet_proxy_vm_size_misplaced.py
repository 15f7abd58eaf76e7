"""The size of the proxy VM at the place where the early documentation had it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp import edit
from aiblsp.diagnostic import Fix
from aiblsp.rule import ERROR, WARNING, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.schema.mismatch import Mismatch


@rule(ERROR, types=("misplaced", "unknown-property"), at="properties.vmProfile.proxyVmSize")
def vnet_proxy_vm_size_misplaced(mismatch: Mismatch, document: Document) -> Findings:
    """The size of the proxy VM in the wrong place

    The documentation of 2021 shows `proxyVmSize` beside `vmSize`. No schema ever had it there: it belongs into `vnetConfig`, and
    there only since 2021-10-01. Until 2024-02-01 the service ignores it at the wrong place, since then it rejects the template.

    ## Bad

    ```json
    "apiVersion": "2024-02-01",
    "properties": {"source": {"type": "PlatformImage", "publisher": "Canonical", "offer": "0001-com-ubuntu-server-jammy", "sku": "22_04-lts-gen2", "version": "latest"}, "distribute": [{"type": "VHD", "runOutputName": "o"}], "vmProfile": {"proxyVmSize": "Standard_A2_v2", "vnetConfig": {"subnetId": "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg-net/providers/Microsoft.Network/virtualNetworks/vnet1/subnets/build"}}}
    ```

    ## Good

    ```json
    "apiVersion": "2024-02-01",
    "properties": {"source": {"type": "PlatformImage", "publisher": "Canonical", "offer": "0001-com-ubuntu-server-jammy", "sku": "22_04-lts-gen2", "version": "latest"}, "distribute": [{"type": "VHD", "runOutputName": "o"}], "vmProfile": {"vnetConfig": {"subnetId": "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg-net/providers/Microsoft.Network/virtualNetworks/vnet1/subnets/build", "proxyVmSize": "Standard_A2_v2"}}}
    ```

    Source: proxyVmSize, https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-json#proxyvmsize-optional
    """
    image, node, profile = mismatch.image, mismatch.node, mismatch.parent
    if image is None or profile is None:
        return
    effect = "the service rejects the template" if image.strict else "the service ignores it"
    message = f"`proxyVmSize` does not belong into `vmProfile`: {effect}. Move it into `vnetConfig`"
    network = profile.get("vnetConfig")
    fix = None
    plain = node.via is None and profile.via is None and profile.source is None
    if image.before("2021-10-01"):
        message = f"`proxyVmSize` came with API version 2021-10-01, in `vnetConfig`: {effect}. Remove it"
        if plain:
            fix = Fix("Remove it", edit.remove(document.source, profile, node))
    elif plain and network is None and not profile.incomplete:
        removed = edit.remove(document.source, profile, node)
        fix = Fix("Remove it: without a network of yours no proxy VM is made", removed, safe=False)
    elif (
        plain
        and network is not None
        and network.kind == "object"
        and network.via is None
        and network.get("proxyVmSize") is None
    ):
        fix = Fix("Move it into `vnetConfig`", edit.move_member(document.source, profile, node, network))
    yield Finding(node, message, on="key", severity=None if image.strict else WARNING, fix=fix)
