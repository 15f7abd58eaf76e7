"""The network as the first previews wrote it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp.rule import ERROR, WARNING, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.jsonc.node import Node
    from aiblsp.rule import Findings
    from aiblsp.schema.mismatch import Mismatch


_NAMES = ("name", "subnetName", "resourceGroupName")
_AT = tuple(f"properties.vmProfile.vnetConfig.{name}" for name in _NAMES)


@rule(ERROR, types=("unknown-property", "removed-in-version"), at=_AT)
def vnet_legacy_properties(mismatch: Mismatch, document: Document) -> Findings:
    """A network by names instead of its subnet ID

    Pages from the time of the first previews name the network by `name`, `subnetName` and `resourceGroupName`. No published
    schema has them: the build runs outside of the network, or, since 2024-02-01, the template is refused.

    ## Bad

    ```json
    "apiVersion": "2024-02-01",
    "properties": {"source": {"type": "PlatformImage", "publisher": "Canonical", "offer": "0001-com-ubuntu-server-jammy", "sku": "22_04-lts-gen2", "version": "latest"}, "distribute": [{"type": "VHD", "runOutputName": "o"}], "vmProfile": {"vnetConfig": {"name": "vnet1", "subnetName": "build", "resourceGroupName": "rg-net"}}}
    ```

    ## Good

    ```json
    "apiVersion": "2024-02-01",
    "properties": {"source": {"type": "PlatformImage", "publisher": "Canonical", "offer": "0001-com-ubuntu-server-jammy", "sku": "22_04-lts-gen2", "version": "latest"}, "distribute": [{"type": "VHD", "runOutputName": "o"}], "vmProfile": {"vnetConfig": {"subnetId": "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg-net/providers/Microsoft.Network/virtualNetworks/vnet1/subnets/build"}}}
    ```

    Source: release notes, https://learn.microsoft.com/azure/virtual-machines/image-builder-api-update-release-notes
    """
    image = mismatch.image
    first = (
        next((child for child in mismatch.parent.children if _legacy(child)), None)
        if mismatch.parent is not None
        else None
    )
    if image is None or first is not mismatch.node:
        return  # one message for the three
    effect = (
        "the service rejects the template"
        if image.strict
        else "the service ignores it and builds outside of your network"
    )
    yield Finding(
        mismatch.node,
        f"`{mismatch.name}` is how the first previews named the network: {effect}. Give the whole ID in `subnetId`",
        on="key",
        severity=None if image.strict else WARNING,
    )


def _legacy(node: Node) -> bool:
    return node.key is not None and node.key.text.lower() in (name.lower() for name in _NAMES)
