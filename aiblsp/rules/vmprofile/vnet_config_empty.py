"""An empty network configuration."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp import edit
from aiblsp.diagnostic import Fix
from aiblsp.rule import HINT, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.model import Image


@rule(HINT, has="properties.vmProfile.vnetConfig", since="2020-02-14")
def vnet_config_empty(image: Image, document: Document) -> Findings:
    """An empty network configuration

    Without a subnet in it `vnetConfig` has no effect: the service makes a network of its own.

    ## Bad

    ```json
    "vmProfile": {"vnetConfig": {}}
    ```

    ## Good

    ```json
    "vmProfile": {"vnetConfig": {"subnetId": "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg-net/providers/Microsoft.Network/virtualNetworks/vnet1/subnets/build"}}
    ```

    Source: networking, https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-networking
    """
    profile, config = image.at("vmProfile"), image.at("vmProfile", "vnetConfig")
    if profile is None or config is None or config.kind != "object" or config.incomplete or config.children:
        return
    written = image.node if image.kind == "properties" else image.node.get("properties")
    raw = written.at("vmProfile", "vnetConfig") if written is not None else None
    if raw is None or raw.children:
        return  # what a parameter leaves out by default may be there another time
    fix = None
    if config in profile.children and profile.via is None and profile.source is None:
        fix = Fix("Remove it", edit.remove(document.source, profile, config))
    yield Finding(
        config,
        "An empty `vnetConfig` has no effect. Remove it, or name a subnet",
        on="key",
        fix=fix,
        tags=frozenset({"unnecessary"}),
    )
