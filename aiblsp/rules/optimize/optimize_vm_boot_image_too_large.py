"""Boot optimization of images that are too large for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp.rule import ERROR, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.model import Image


@rule(ERROR, since="2022-07-01", has="properties.optimize")
def optimize_vm_boot_image_too_large(image: Image, document: Document) -> Findings:
    """Boot optimization of an image over 2 TB

    Boot optimization works for generalized images of at most 2 TB. A larger one fails at the end of the build.

    ## Bad

    ```json
    "optimize": {"vmBoot": {"state": "Enabled"}},
    "vmProfile": {"osDiskSizeGB": 4000}
    ```

    ## Good

    ```json
    "optimize": {"vmBoot": {"state": "Enabled"}},
    "vmProfile": {"osDiskSizeGB": 1024}
    ```

    Source: VM boot optimization, https://learn.microsoft.com/azure/virtual-machines/vm-boot-optimization
    """
    state = image.at("optimize", "vmBoot", "state")
    size = image.at("vmProfile", "osDiskSizeGB")
    if state is None or size is None or state.text() != "Enabled" or size.kind != "number" or size.value <= 2048:
        return
    yield Finding(
        size,
        f"`{size.value}` GB is too large for `optimize.vmBoot`, which takes images up to 2 TB: the build fails at its end. Use 2048 or less, or switch it off",
        related=((state, "boot optimization"),),
    )
