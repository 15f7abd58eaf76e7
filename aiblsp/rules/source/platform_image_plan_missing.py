"""Marketplace images that carry a purchase plan, without plan information."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp import edit
from aiblsp.diagnostic import Fix
from aiblsp.facts.images import needs_plan
from aiblsp.rule import WARNING, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.model import ImageSource


@rule(WARNING, types="PlatformImage", lacks="planInfo", since="2020-02-14")
def platform_image_plan_missing(source: ImageSource, document: Document) -> Findings:
    """A marketplace image without its plan information

    Images of many publishers carry a purchase plan, free ones too. Without `planInfo` the build VM cannot be made, and the
    build fails with `PurchasePlanNotProvided`. The plan's name is nearly always the SKU, its product the offer.

    ## Bad

    ```json
    "source": {"type": "PlatformImage", "publisher": "RedHat", "offer": "rhel-byos", "sku": "rhel-lvm88", "version": "latest"}
    ```

    ## Good

    ```json
    "source": {"type": "PlatformImage", "publisher": "RedHat", "offer": "rhel-byos", "sku": "rhel-lvm88", "version": "latest", "planInfo": {"planName": "rhel-lvm88", "planProduct": "rhel-byos", "planPublisher": "redhat"}}
    ```

    Source: marketplace plan information, https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-json#support-for-market-place-plan-information
    """
    publisher, offer, sku = (source.value(name) for name in ("publisher", "offer", "sku"))

    if source.node.incomplete or source.get("planInfo") is not None or source.image.before("2020-02-14"):
        return
    if publisher is None or offer is None or sku is None or needs_plan(publisher, offer, sku) is not True:
        return
    plan = {"planName": sku, "planProduct": offer, "planPublisher": publisher.lower()}
    added = edit.insert_member(document.source, source.node, "planInfo", edit.pretty(plan))
    fix = Fix("Add the plan information, with the plan named like the SKU", (added,), safe=False)
    in_place = source.node.via is None and source.node.source is None
    yield Finding(
        source.get("sku") or source.node,
        f"Images of `{publisher}`/`{offer}` carry a purchase plan: without `planInfo` the build fails with `PurchasePlanNotProvided`",
        fix=fix if in_place else None,
    )
