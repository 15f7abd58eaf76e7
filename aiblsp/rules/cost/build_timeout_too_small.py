"""Build timeouts of 1 to 5 minutes, which the contract allows and with which every build fails."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp import edit
from aiblsp.diagnostic import Fix
from aiblsp.rule import ERROR, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.model import Image


@rule(ERROR, has="properties.buildTimeoutInMinutes")
def build_timeout_too_small(image: Image, document: Document) -> Findings:
    """A build timeout of less than 6 minutes

    The contract allows 1 to 5 minutes, but the token that the build works with expires before the build has begun: it
    fails early, with an error about a JWT in the log. Use 0 for the default of 240 minutes, or at least 6.

    ## Bad

    ```json
    "buildTimeoutInMinutes": 5
    ```

    ## Good

    ```json
    "buildTimeoutInMinutes": 60
    ```

    Source: JWT errors early in the log, https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-troubleshoot
    """
    node = image.at("buildTimeoutInMinutes")
    if node is None or node.kind != "number" or not 0 < node.value < 6:
        return
    yield Finding(
        node,
        f"With a build timeout of {node.value} min every build fails early with a JWT error. "
        "Use 0 for the default of 240, or at least 6",
        fix=Fix("Change to 0, the default", (edit.replace(node, "0"),)),
    )
