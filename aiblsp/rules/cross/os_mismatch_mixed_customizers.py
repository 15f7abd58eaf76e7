"""Steps for both operating systems where that of the image is not known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp.rule import ERROR, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.model import Image, Step


@rule(ERROR, has=("properties.customize", "properties.validate"))
def os_mismatch_mixed_customizers(image: Image, document: Document) -> Findings:
    """Steps for Windows and for Linux in one template

    `Shell` runs on Linux; `PowerShell`, `WindowsRestart` and `WindowsUpdate` run on Windows. Whatever the source is, one of the steps
    does not run on it: the service refuses the template with `UnsupportedCustomizerType` or the build fails.

    ## Bad

    ```json
    "customize": [
      {"type": "Shell", "name": "hello", "inline": ["echo hi"]},
      {"type": "WindowsRestart", "name": "restart"}
    ]
    ```

    ## Good

    ```json
    "customize": [
      {"type": "PowerShell", "name": "hello", "inline": ["Write-Output hi"]},
      {"type": "WindowsRestart", "name": "restart"}
    ]
    ```

    Source: customizers, https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-json#properties-customize
    """
    linux = [step for step in image.steps if step.type == "Shell"]
    if not linux or len(linux) == len(image.steps):
        return
    windows = [step for step in image.steps if step.type in ("PowerShell", "WindowsRestart", "WindowsUpdate")]
    if not windows or image.os_family is not None:
        return
    # The smaller group is more likely the mistake, and of two equal ones the later.
    few, many = sorted((windows, linux), key=lambda group: (len(group), -_start(group[0])))
    kind, other = few[0].get("type"), many[0].get("type")
    if kind is None or other is None:
        return
    here, there = ("Windows", "Linux") if few is windows else ("Linux", "Windows")
    yield Finding(
        kind,
        f"`{few[0].type}` runs on {here} only, `{many[0].type}` on {there} only: no source has both. Use one kind",
        related=((other, f"runs on {there}"),),
    )


def _start(step: Step) -> int:
    return step.node.start
