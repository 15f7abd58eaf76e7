"""The network as the first previews wrote it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp import edit
from aiblsp.diagnostic import Fix
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
        fix=_fix(mismatch, document),
    )


def _fix(mismatch: Mismatch, document: Document) -> Fix | None:
    """The ID, composed when it is deployed: only an expression knows the subscription."""
    config, image = mismatch.parent, mismatch.image
    if (
        config is None
        or image is None
        or image.kind != "resource"
        or config.via is not None
        or config.source is not None
    ):
        return None
    network, subnet, group = (config.get(name) for name in _NAMES)
    given = [node.text() for node in (network, subnet, group) if node is not None and node.via is None]
    names = [text for text in given if text and text.replace("-", "").replace("_", "").replace(".", "").isalnum()]
    written = document.source.text[config.start : config.end]
    if len(names) != len(_NAMES) or len(config.children) != len(_NAMES) or "//" in written or "/*" in written:
        return None
    ids = f"'{names[2]}', 'Microsoft.Network/virtualNetworks/subnets', '{names[0]}', '{names[1]}'"
    whole = f'{{"subnetId": {edit.quote(f"[resourceId({ids})]")}}}'
    return Fix("Use `subnetId`, in the subscription deployed to", (edit.replace(config, whole),), safe=False)


def _legacy(node: Node) -> bool:
    return node.key is not None and node.key.text.lower() in (name.lower() for name in _NAMES)
