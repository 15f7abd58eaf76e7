"""Short build timeouts with Windows updates; below an hour another rule speaks where the source is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp import edit
from aiblsp.diagnostic import Fix
from aiblsp.rule import HINT, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.model import Image


@rule(HINT, has="properties.buildTimeoutInMinutes", since="2020-02-14")
def build_timeout_vs_windows_update(image: Image, document: Document) -> Findings:
    """A short build timeout with Windows updates

    Searching and installing the updates of a month, with the restarts in between, often takes more than an hour. The
    build timeout covers that, everything before it and the distribution.

    ## Bad

    ```json
    "buildTimeoutInMinutes": 90,
    "customize": [{"type": "WindowsUpdate", "name": "updates"}]
    ```

    ## Good

    ```json
    "buildTimeoutInMinutes": 240,
    "customize": [{"type": "WindowsUpdate", "name": "updates"}]
    ```

    Source: builds that run into the timeout, https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-troubleshoot
    """
    node = image.at("buildTimeoutInMinutes")
    if node is None or node.kind != "number" or not 6 <= node.value < 120:
        return
    if node.value < 60 and image.os_family == "Windows":
        return
    update = next((step for step in image.customizers if step.type == "WindowsUpdate"), None)
    if update is None:
        return
    yield Finding(
        node,
        f"{node.value} min may be too short for Windows updates: the build is lost when it runs into the timeout",
        related=((update.get("type") or update.node, "updates are installed here"),),
        fix=Fix("Change to 240, if the updates need it", (edit.replace(node, "240"),), safe=False),
    )
