"""SKUs that do not fit the way their offer names them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp import edit
from aiblsp.diagnostic import Fix
from aiblsp.rule import WARNING, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.model import ImageSource


@rule(WARNING, types="PlatformImage", has="sku")
def platform_image_sku_suspicious(source: ImageSource, document: Document) -> Findings:
    """A SKU that does not fit its offer

    Canonical changed how SKUs are written: the offer `UbuntuServer` has dots (`18.04-LTS`), its second generation and all later
    offers have underscores (`22_04-lts-gen2`). A SKU of the one kind under an offer of the other names no image, and the build
    fails when it looks for it.

    ## Bad

    ```json
    "source": {"type": "PlatformImage", "publisher": "Canonical", "offer": "0001-com-ubuntu-server-jammy", "sku": "22.04-LTS", "version": "latest"}
    ```

    ## Good

    ```json
    "source": {"type": "PlatformImage", "publisher": "Canonical", "offer": "0001-com-ubuntu-server-jammy", "sku": "22_04-lts-gen2", "version": "latest"}
    ```

    Source: generations in the overview, https://learn.microsoft.com/azure/virtual-machines/image-builder-overview#hyper-v-generation
    """
    publisher, offer, sku = (source.value(name) for name in ("publisher", "offer", "sku"))

    node = source.get("sku")
    if node is None or publisher is None or offer is None or sku is None or publisher.lower() != "canonical":
        return
    plan, lowered = sku.lower(), offer.lower()
    if not plan[:2].isdigit() or plan[2:3] not in "._":
        return
    old = lowered == "ubuntuserver"
    wanted = None
    if (lowered.startswith("0001-com-ubuntu-server") and plan[2] == ".") or (old and plan[2] == "." and "gen2" in plan):
        wanted = plan.replace(".", "_", 1)
    elif old and plan[2] == "_" and "gen2" not in plan:
        wanted = plan.replace("_", ".", 1)
    if wanted is None:
        return
    fix = (
        Fix(f"Change to `{wanted}`", (edit.replace(node, edit.quote(wanted)),), safe=False)
        if node.via is None
        else None
    )
    yield Finding(
        node,
        f"`{offer}` has no SKU written like `{sku}`: the build will not find the image. Did you mean `{wanted}`?",
        fix=fix,
    )
