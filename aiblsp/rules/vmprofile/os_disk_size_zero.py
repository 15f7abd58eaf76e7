"""A disk size of zero, which is the default."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp import edit
from aiblsp.diagnostic import Fix
from aiblsp.rule import HINT, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.model import Image


@rule(HINT, has="properties.vmProfile", default=False, since="2020-02-14")
def os_disk_size_zero(image: Image, document: Document) -> Findings:
    """A disk size of zero

    Zero keeps the size of the source image, and so does leaving the property out. The rule is off until it is selected.

    ## Bad

    ```json
    "vmProfile": {"osDiskSizeGB": 0}
    ```

    ## Good

    ```json
    "vmProfile": {"osDiskSizeGB": 127}
    ```

    Source: osDiskSizeGB, https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-json#osdisksizegb
    """
    profile = image.at("vmProfile")
    node = profile.get("osDiskSizeGB") if profile is not None else None
    if profile is None or node is None or node.kind != "number" or node.value != 0:
        return
    fix = None
    if node in profile.children and node.via is None and profile.via is None and profile.source is None:
        fix = Fix("Remove it", edit.remove(document.source, profile, node))
    yield Finding(
        node, "0 keeps the size of the source, as if it were not there", fix=fix, tags=frozenset({"unnecessary"})
    )
