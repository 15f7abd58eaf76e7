"""Checksums of steps that download nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp import edit
from aiblsp.diagnostic import Fix
from aiblsp.rule import WARNING, Finding, rule
from aiblsp.template.written import container_as_written

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.model import Step


@rule(WARNING, types=("Shell", "PowerShell"), has="sha256Checksum")
def checksum_with_inline(step: Step, document: Document) -> Findings:
    """A checksum of an inline script

    `sha256Checksum` belongs to `scriptUri`: Image Builder checks what it downloads. An inline script is part of the
    template and cannot be checked; a checksum beside it has no effect at best.

    ## Bad

    ```json
    "customize": [
      {"type": "Shell", "name": "setup", "inline": ["echo hi"],
        "sha256Checksum": "ade4c5214c3c675e92c66e2d067a870c5b81b9844b3de3cc72c49ff36425fc93"}
    ]
    ```

    ## Good

    ```json
    "customize": [{"type": "Shell", "name": "setup", "inline": ["echo hi"]}]
    ```

    Source: the parameter had to be removed, https://github.com/Azure/azure-powershell/issues/12200
    """
    node = step.get("sha256Checksum")
    if node is None or node.kind != "string" or not node.value:
        return
    if step.get("inline") is None or step.get("scriptUri") is not None or step.node.incomplete:
        return
    raw = container_as_written(document.tree, step.node)
    member = raw.get("sha256Checksum") if raw is not None else None
    fix = None
    if raw is not None and member is not None:
        fix = Fix("Remove it", edit.remove(document.source, raw, member))
    yield Finding(
        node,
        "`sha256Checksum` belongs to `scriptUri`: an inline script cannot be checked. Remove it",
        on="key",
        fix=fix,
    )
