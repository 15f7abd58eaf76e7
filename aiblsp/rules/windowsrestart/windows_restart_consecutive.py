"""Restarts with nothing between them."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from aiblsp import edit
from aiblsp.diagnostic import Fix
from aiblsp.rule import HINT, Finding, rule
from aiblsp.template.written import as_written

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.model import Image, Step


@rule(HINT, has="properties.customize")
def windows_restart_consecutive(image: Image, document: Document) -> Findings:
    """Two restarts in a row

    A second restart with no work in between rarely does more than the first, and costs some minutes of every build.

    ## Bad

    ```json
    "customize": [
      {"type": "WindowsRestart", "name": "restart"},
      {"type": "WindowsRestart", "name": "again"}
    ]
    ```

    ## Good

    ```json
    "customize": [{"type": "WindowsRestart", "name": "restart"}]
    ```

    Source: Windows restart customizer, https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-json#windows-restart-customizer
    """
    for first, second in pairwise(image.customizers):
        if first.type != "WindowsRestart" or second.type != "WindowsRestart" or second.index != first.index + 1:
            continue
        yield Finding(
            second.get("type") or second.node,
            "Windows has just been restarted: a second restart without work in between only takes time",
            related=((first.get("type") or first.node, "restarted here"),),
            fix=_fix(second, document),
        )


def _fix(step: Step, document: Document) -> Fix | None:
    written = as_written(document.tree, step.node)
    if written is None or written[0].kind != "array" or step.node.via is not None:
        return None
    steps, raw = written
    if not any(child is raw for child in steps.children):
        return None
    return Fix("Remove it, if one restart is enough", edit.remove(document.source, steps, raw), safe=False)
