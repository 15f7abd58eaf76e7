"""Windows builds that have next to nothing to do, on a small machine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp import edit
from aiblsp.diagnostic import Fix
from aiblsp.facts import sizes
from aiblsp.rule import HINT, Finding, rule
from aiblsp.template.steps import place_of

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.model import Image, Step

_TRIVIAL = frozenset({"write-output", "write-host", "echo", "new-item", "mkdir", "set-content", "out-file", "get-date"})


@rule(HINT, has="properties.customize")
def deprovision_too_early(image: Image, document: Document) -> Findings:
    """A build that is over too soon

    Sysprep fails while the guest agent of a new Windows machine is not yet ready. On a small machine a build with next to
    nothing to do gets there first. Use a larger size, or wait for a minute in the last step.

    ## Bad

    ```json
    "source": {"type": "PlatformImage", "publisher": "MicrosoftWindowsServer", "offer": "WindowsServer", "sku": "2022-datacenter-g2", "version": "latest"},
    "vmProfile": {"vmSize": "Standard_B1s"},
    "customize": [{"type": "PowerShell", "name": "hello", "inline": ["Write-Output hello"]}]
    ```

    ## Good

    ```json
    "source": {"type": "PlatformImage", "publisher": "MicrosoftWindowsServer", "offer": "WindowsServer", "sku": "2022-datacenter-g2", "version": "latest"},
    "vmProfile": {"vmSize": "Standard_D2s_v5"},
    "customize": [{"type": "PowerShell", "name": "hello", "inline": ["Write-Output hello"]}]
    ```

    Source: a Sysprep timing problem, https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-troubleshoot
    """
    node = image.vm_size
    size = sizes.parse(node.text() or "") if node is not None else None
    if node is None or size is None or not sizes.is_small(size) or image.os_family != "Windows":
        return
    steps = image.at("customize")
    if steps is None or steps.incomplete or len(steps.children) != len(image.customizers) or not image.customizers:
        return
    if not all(map(_is_trivial, image.customizers)):
        return
    yield Finding(
        node,
        "This build is over so soon that sysprep may come too early. Use a larger size, or wait for a minute at the end",
        fix=_fix(image, document),
    )


def _is_trivial(step: Step) -> bool:
    if step.type != "PowerShell" or not step.lines or any(line.kind != "string" for line in step.lines):
        return False
    return all(command.sure and command.name in _TRIVIAL for command in step.commands)


def _fix(image: Image, document: Document) -> Fix | None:
    place = place_of(document.tree, image.customizers[-1])
    if place is None:
        return None
    steps, index = place
    made = edit.pretty({"type": "PowerShell", "name": "wait for the agent", "inline": ["Start-Sleep -Seconds 60"]})
    inserted = edit.insert_element(document.source, steps, index + 1, made)
    return Fix("Wait for a minute at the end, if the size is to stay", (inserted,), safe=False)
