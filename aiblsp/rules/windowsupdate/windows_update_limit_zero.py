"""Update limits that say what holds anyway."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp import edit
from aiblsp.diagnostic import Fix
from aiblsp.rule import HINT, Finding, rule
from aiblsp.template.written import container_as_written

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.model import Step


@rule(HINT, types="WindowsUpdate", has="updateLimit", since="2020-02-14")
def windows_update_limit_zero(step: Step, document: Document) -> Findings:
    """The default update limit

    Without `updateLimit`, and with 0, up to 1000 updates are installed at a time. The limit counts for each round between
    two restarts, not for the step as a whole.

    ## Bad

    ```json
    "customize": [{"type": "WindowsUpdate", "name": "updates", "updateLimit": 0}]
    ```

    ## Good

    ```json
    "customize": [{"type": "WindowsUpdate", "name": "updates", "updateLimit": 40}]
    ```

    Source: Windows Update customizer, https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-json#windows-update-customizer
    """
    node = step.get("updateLimit")
    if node is None or node.kind != "number" or node.value not in (0, 1000) or node.via is not None:
        return
    raw = container_as_written(document.tree, step.node)
    member = raw.get("updateLimit") if raw is not None else None
    if raw is None or member is None or member.start != node.start:
        return  # an expression made it
    what = "0 stands for" if node.value == 0 else "this is"
    yield Finding(
        node,
        f"Not needed: {what} the default of 1000 updates at a time",
        fix=Fix("Remove it", edit.remove(document.source, raw, member)),
        tags=frozenset({"unnecessary"}),
    )
