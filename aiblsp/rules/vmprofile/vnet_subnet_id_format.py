"""Subnets that are not named by their ID; blanks, subscriptions and groups are left to other rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp.facts.ids import check_id
from aiblsp.rule import ERROR, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.model import Image


@rule(ERROR, has="properties.vmProfile.vnetConfig", since="2020-02-14")
def vnet_subnet_id_format(image: Image, document: Document) -> Findings:
    """A subnet that is not named by its ID

    Both subnets are given by their full resource ID. The ID of the virtual network alone is the usual slip; the service refuses
    it at submission.

    ## Bad

    ```json
    "vmProfile": {"vnetConfig": {"subnetId": "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg-net/providers/Microsoft.Network/virtualNetworks/vnet1"}}
    ```

    ## Good

    ```json
    "vmProfile": {"vnetConfig": {"subnetId": "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg-net/providers/Microsoft.Network/virtualNetworks/vnet1/subnets/build"}}
    ```

    Source: vnetConfig, https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-json#vnetconfig-optional
    """
    for name in ("subnetId", "containerInstanceSubnetId"):
        if name != "subnetId" and image.before("2024-02-01"):
            continue  # there is no subnet for containers yet
        node = image.at("vmProfile", "vnetConfig", name)
        for candidate in (node, *node.alternatives) if node is not None else ():
            text = candidate.text()
            problem = check_id("subnet", text) if text else None
            if problem is None or problem.reason not in ("shape", "name"):
                continue
            message = f"This {problem.message}. `{name}` takes `…/virtualNetworks/…/subnets/…`"
            if problem.reason == "name":
                message = f"{problem.sentence}: there can be no such subnet"
            yield Finding(
                candidate, message, part=(problem.start, problem.end) if problem.end > problem.start else None
            )
