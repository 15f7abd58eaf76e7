"""First-generation images of which there is a second generation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp import edit
from aiblsp.diagnostic import Fix
from aiblsp.facts.images import gen2_sku
from aiblsp.rule import HINT, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.model import ImageSource


@rule(HINT, types="PlatformImage")
def platform_image_gen1(source: ImageSource, document: Document) -> Findings:
    """A first-generation image

    The reliability page recommends sources of the second generation: they boot faster and are needed for Trusted Launch and
    for newer VM sizes. The image definition must be of the same generation.

    ## Bad

    ```json
    "source": {"type": "PlatformImage", "publisher": "MicrosoftWindowsServer", "offer": "WindowsServer", "sku": "2022-datacenter", "version": "latest"}
    ```

    ## Good

    ```json
    "source": {"type": "PlatformImage", "publisher": "MicrosoftWindowsServer", "offer": "WindowsServer", "sku": "2022-datacenter-g2", "version": "latest"}
    ```

    Source: reliability, https://learn.microsoft.com/azure/reliability/reliability-image-builder
    """
    publisher, offer, sku = (source.value(name) for name in ("publisher", "offer", "sku"))

    wanted = gen2_sku(publisher, offer, sku)
    node = source.get("sku")
    if wanted is None or node is None:
        return
    fix = None
    if node.via is None and node.source is None:
        fix = Fix(
            f"Change to `{wanted}`, if image definition and VM size are of generation 2",
            (edit.replace(node, edit.quote(wanted)),),
            safe=False,
        )
    yield Finding(node, f"`{sku}` is a first-generation image; the second generation is `{wanted}`", fix=fix)
