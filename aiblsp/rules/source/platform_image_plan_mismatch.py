"""Plan information that differs from the names of the image."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp import edit
from aiblsp.diagnostic import Fix
from aiblsp.rule import WARNING, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.model import ImageSource


@rule(WARNING, types="PlatformImage", has="planInfo", since="2020-02-14")
def platform_image_plan_mismatch(source: ImageSource, document: Document) -> Findings:
    """Plan information of another image

    The plan of a marketplace image is named like the image: the plan is the SKU, the product the offer, and the publisher the
    same. Where one differs, most often the SKU was changed and the plan forgotten, and the build fails.

    ## Bad

    ```json
    "source": {"type": "PlatformImage", "publisher": "RedHat", "offer": "rhel-byos", "sku": "rhel-lvm88", "version": "latest", "planInfo": {"planName": "rhel-lvm75", "planProduct": "rhel-byos", "planPublisher": "redhat"}}
    ```

    ## Good

    ```json
    "source": {"type": "PlatformImage", "publisher": "RedHat", "offer": "rhel-byos", "sku": "rhel-lvm88", "version": "latest", "planInfo": {"planName": "rhel-lvm88", "planProduct": "rhel-byos", "planPublisher": "redhat"}}
    ```

    Source: marketplace plan information, https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-json#support-for-market-place-plan-information
    """
    plan = source.get("planInfo")
    if plan is None:
        return
    for name, other in (("planName", "sku"), ("planProduct", "offer"), ("planPublisher", "publisher")):
        node = plan.get(name)
        text, wanted = node.text() if node is not None else None, source.value(other)
        if node is None or not text or not wanted or text.lower() == wanted.lower():
            continue
        fix = None
        if node.via is None and node.source is None:
            fix = Fix(f"Change to `{wanted}`, the {other}", (edit.replace(node, edit.quote(wanted)),), safe=False)
        yield Finding(
            node,
            f"`{name}` is nearly always the same as `{other}`, and here they differ: `{text[:60]}` and `{wanted[:60]}`. Is it the plan of another image?",
            related=((source.get(other) or source.node, f"the {other}"),),
            fix=fix,
        )
