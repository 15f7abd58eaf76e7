"""Build timeouts outside of 0 to 960 minutes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp import edit
from aiblsp.diagnostic import Fix
from aiblsp.rule import ERROR, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.schema.mismatch import Mismatch


@rule(ERROR, types="range", at="properties.buildTimeoutInMinutes")
def build_timeout_out_of_range(mismatch: Mismatch, document: Document) -> Findings:
    """A build timeout outside of the allowed range

    A build may take 960 minutes (16 hours) at most, and the service rejects a template with another value. 0 stands for
    the default of 240 minutes.

    ## Bad

    ```json
    "buildTimeoutInMinutes": 1200
    ```

    ## Good

    ```json
    "buildTimeoutInMinutes": 960
    ```

    Source: buildTimeoutInMinutes, https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-json#properties-buildtimeoutinminutes
    """
    node = mismatch.node
    nearest = 960 if node.value > 960 else 0
    yield Finding(
        node,
        f"`buildTimeoutInMinutes` must be 0 to 960, not `{node.value}`: the service rejects the template",
        fix=Fix(f"Change to {nearest}", (edit.replace(node, str(nearest)),)),
    )
