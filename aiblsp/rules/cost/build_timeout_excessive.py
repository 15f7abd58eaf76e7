"""Build timeouts of more than eight hours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp.rule import HINT, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.model import Image


@rule(HINT, has="properties.buildTimeoutInMinutes")
def build_timeout_excessive(image: Image, document: Document) -> Findings:
    """A very long build timeout

    A build that hangs, for instance because a command waits for an answer, is only reported when the timeout is over, and
    the build VM is paid for until then. Few builds need more than eight hours.

    ## Bad

    ```json
    "buildTimeoutInMinutes": 900
    ```

    ## Good

    ```json
    "buildTimeoutInMinutes": 300
    ```

    Source: buildTimeoutInMinutes, https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-json#properties-buildtimeoutinminutes
    """
    node = image.at("buildTimeoutInMinutes")
    if node is None or node.kind != "number" or not 480 < node.value <= 960:
        return
    yield Finding(node, f"A build that hangs is only reported after {node.value} min. Does it need more than 480?")
