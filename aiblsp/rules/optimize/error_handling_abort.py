"""Failed builds that leave their resources behind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp import edit
from aiblsp.diagnostic import Fix
from aiblsp.rule import WARNING, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.model import Image


@rule(WARNING, has="properties.errorHandling", since="2023-07-01")
def error_handling_abort(image: Image, document: Document) -> Findings:
    """A failed build leaves its resources behind

    With `abort` the build VM, its disk and network stay in the staging resource group when a step fails, to be looked at.
    They cost money until somebody removes them. For builds that run by themselves `cleanup`, the default, is right.

    ## Bad

    ```json
    "errorHandling": {"onCustomizerError": "abort", "onValidationError": "cleanup"}
    ```

    ## Good

    ```json
    "errorHandling": {"onCustomizerError": "cleanup", "onValidationError": "cleanup"}
    ```

    Source: errorHandling, https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-json#properties-errorhandling
    """
    for name in ("onCustomizerError", "onValidationError"):
        node = image.at("errorHandling", name)
        if node is None or node.text() != "abort":
            continue
        fix = Fix("Change to `cleanup`", (edit.replace(node, '"cleanup"'),), safe=False) if node.via is None else None
        yield Finding(
            node,
            f"With `abort` in `{name}` the build VM and its disk stay after a failure, and cost money until you remove them. Use `cleanup` except to look for a fault",
            fix=fix,
        )
