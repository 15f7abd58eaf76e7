"""Plan information of images that have no plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp import edit
from aiblsp.diagnostic import Fix
from aiblsp.facts.images import needs_plan
from aiblsp.rule import HINT, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.model import ImageSource


@rule(HINT, types="PlatformImage", has="planInfo", since="2020-02-14")
def platform_image_plan_unneeded(source: ImageSource, document: Document) -> Findings:
    """Plan information of an image without a plan

    Images of Microsoft and the free ones of Canonical carry no purchase plan. Plan information on them is of no use, and it
    is passed on to the image definition, where it does harm.

    ## Bad

    ```json
    "source": {"type": "PlatformImage", "publisher": "MicrosoftWindowsServer", "offer": "WindowsServer", "sku": "2022-datacenter-g2", "version": "latest", "planInfo": {"planName": "x", "planProduct": "y", "planPublisher": "z"}}
    ```

    ## Good

    ```json
    "source": {"type": "PlatformImage", "publisher": "MicrosoftWindowsServer", "offer": "WindowsServer", "sku": "2022-datacenter-g2", "version": "latest"}
    ```

    Source: issue 2359 of the Bicep registry modules, https://github.com/Azure/bicep-registry-modules/issues/2359
    """
    publisher, offer, sku = (source.value(name) for name in ("publisher", "offer", "sku"))

    plan = source.get("planInfo")
    if (
        plan is None
        or publisher is None
        or offer is None
        or sku is None
        or needs_plan(publisher, offer, sku) is not False
    ):
        return
    fix = None
    if plan in source.node.children and source.node.via is None and source.node.source is None:
        fix = Fix("Remove it", edit.remove(document.source, source.node, plan))
    yield Finding(
        plan,
        f"Images of `{publisher}`/`{offer}` have no purchase plan. Remove `planInfo`",
        on="key",
        fix=fix,
        tags=frozenset({"unnecessary"}),
    )
