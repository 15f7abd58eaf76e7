"""Sizes of the operating system disk below zero."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp.rule import ERROR, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.schema.mismatch import Mismatch


@rule(ERROR, types="range", at="properties.vmProfile.osDiskSizeGB")
def os_disk_size_negative(mismatch: Mismatch, document: Document) -> Findings:
    """A disk size below zero

    `osDiskSizeGB` is 0, which keeps the size of the source image, or the size in GB. The service refuses numbers below zero.

    ## Bad

    ```json
    "vmProfile": {"osDiskSizeGB": -1}
    ```

    ## Good

    ```json
    "vmProfile": {"osDiskSizeGB": 127}
    ```

    Source: osDiskSizeGB, https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-json#osdisksizegb
    """
    yield Finding(
        mismatch.node,
        f"`{mismatch.node.value}` is no disk size. Use a number of GB, or 0 to keep the size of the source",
    )
