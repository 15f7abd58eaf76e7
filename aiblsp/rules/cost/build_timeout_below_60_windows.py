"""Build timeouts below an hour on Windows; below six minutes another rule speaks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp import edit
from aiblsp.diagnostic import Fix
from aiblsp.rule import WARNING, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.model import Image


@rule(WARNING, has="properties.buildTimeoutInMinutes")
def build_timeout_below_60_windows(image: Image, document: Document) -> Findings:
    """A build timeout of less than an hour on Windows

    Starting Windows, generalizing it and distributing the image often take most of an hour, without a single customizer.
    The timeout covers all of it, and a build that runs into it is lost.

    ## Bad

    ```json
    "source": {"type": "PlatformImage", "publisher": "MicrosoftWindowsServer", "offer": "WindowsServer", "sku": "2022-datacenter-g2", "version": "latest"},
    "buildTimeoutInMinutes": 30
    ```

    ## Good

    ```json
    "source": {"type": "PlatformImage", "publisher": "MicrosoftWindowsServer", "offer": "WindowsServer", "sku": "2022-datacenter-g2", "version": "latest"},
    "buildTimeoutInMinutes": 120
    ```

    Source: buildTimeoutInMinutes, https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-json#properties-buildtimeoutinminutes
    """
    node = image.at("buildTimeoutInMinutes")
    if node is None or node.kind != "number" or not 6 <= node.value < 60 or image.os_family != "Windows":
        return
    yield Finding(
        node,
        f"{node.value} min are rarely enough for Windows: the build is lost when it runs into the timeout. Use at least 60",
        fix=Fix("Change to 60", (edit.replace(node, "60"),)),
    )
