"""Builds in a network that the service makes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp.rule import HINT, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.model import Image


@rule(HINT, default=False)
def vnet_not_configured(image: Image, document: Document) -> Findings:
    """A build outside of your own network

    Without `subnetId` the service makes a network of its own for the build. Where a policy demands your own, select this rule.

    ## Bad

    ```json
    "vmProfile": {"vmSize": "Standard_D2s_v5"}
    ```

    ## Good

    ```json
    "vmProfile": {"vnetConfig": {"subnetId": "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg-net/providers/Microsoft.Network/virtualNetworks/vnet1/subnets/build"}}
    ```

    Source: vnetConfig, https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-json#vnetconfig-optional
    """
    profile = image.at("vmProfile")
    if (
        image.properties is None
        or image.properties.incomplete
        or (profile is not None and (profile.kind != "object" or profile.incomplete))
    ):
        return
    config = profile.get("vnetConfig") if profile is not None else None
    if config is None or (config.kind == "object" and not config.incomplete and config.get("subnetId") is None):
        yield Finding(
            profile or image.properties,
            "The build runs in a network that the service makes. Set `vnetConfig.subnetId` to build in your own",
            on="key",
            span=None if profile is not None else image.head,
        )
