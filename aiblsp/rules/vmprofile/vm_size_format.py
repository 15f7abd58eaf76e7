"""Texts that are no VM size; what a size can do is left to other rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp import edit
from aiblsp.diagnostic import Fix
from aiblsp.facts.images import likely_generation
from aiblsp.facts.sizes import boots, looks_like_size, parse
from aiblsp.rule import ERROR, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.model import Image


@rule(ERROR, has=("properties.vmProfile.vmSize", "properties.vmProfile.vnetConfig.proxyVmSize"))
def vm_size_format(image: Image, document: Document) -> Findings:
    """A text that is no VM size

    Sizes are written with their tier in front: `Standard_D2s_v5`. Anything else is refused when the build VM is made.

    ## Bad

    ```json
    "vmProfile": {"vmSize": "D2_v2"}
    ```

    ## Good

    ```json
    "vmProfile": {"vmSize": "Standard_D2_v2"}
    ```

    Source: vmProfile, https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-json#vmprofile
    """
    for path in (("vmSize",), ("vnetConfig", "proxyVmSize")):
        if len(path) > 1 and image.before("2021-10-01"):
            continue  # there is no `proxyVmSize` yet
        node = image.at("vmProfile", *path)
        for candidate in (node, *node.alternatives) if node is not None else ():
            text = candidate.text()
            if not text or looks_like_size(text):
                continue
            longer = "Standard_" + text.strip().replace(" ", "_").removeprefix("Standard_")
            fix = None
            boots_source = len(path) > 1 or _boots(longer, image)
            if looks_like_size(longer) and candidate.source is None and boots_source:
                fix = Fix(
                    f"Change to `{longer}`",
                    (edit.replace(candidate, edit.quote(longer)),),
                    safe=parse(longer) is not None,
                )
            yield Finding(
                candidate,
                f"`{text[:60]}` is no VM size: the service rejects it. A size reads like `Standard_D2s_v5`",
                fix=fix,
            )


def _boots(text: str, image: Image) -> bool:
    """Whether a size boots the source, as far as we know."""
    size, source = parse(text), image.source
    able = boots(size) if size is not None else None
    if able is None or source is None or source.type != "PlatformImage":
        return True
    made = likely_generation(source.value("publisher"), source.value("offer"), source.value("sku"))
    return made is None or (able.gen1 if made == "V1" else able.gen2)
