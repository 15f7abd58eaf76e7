"""Customizers that do not run on the operating system of the image; mixtures on an unknown one are left to another rule."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aiblsp.rule import ERROR, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.model import Image

_RUNS_ON: Final = {"Shell": "Linux", "PowerShell": "Windows", "WindowsRestart": "Windows", "WindowsUpdate": "Windows"}
_ADVICE: Final = {
    "Shell": "Use `PowerShell`",
    "PowerShell": "Use `Shell`",
    "WindowsRestart": "Remove it",
    "WindowsUpdate": "Remove it",
}


@rule(ERROR, has="properties.customize")
def os_mismatch_customizer(image: Image, document: Document) -> Findings:
    """A customizer for the other operating system

    `Shell` runs on Linux; `PowerShell`, `WindowsRestart` and `WindowsUpdate` run on Windows. The 2021 reference said that PowerShell
    works on Linux, too: it does not. The service refuses the template with `UnsupportedCustomizerType`, or the build
    waits for a connection of the wrong kind until it times out.

    The operating system is that of the marketplace image, the setting `os`, or that of an image definition in the
    same file.

    ## Bad

    ```json
    "source": {"type": "PlatformImage", "publisher": "MicrosoftWindowsServer", "offer": "WindowsServer", "sku": "2022-datacenter-g2", "version": "latest"},
    "customize": [{"type": "Shell", "name": "hello", "inline": ["echo hi"]}]
    ```

    ## Good

    ```json
    "source": {"type": "PlatformImage", "publisher": "MicrosoftWindowsServer", "offer": "WindowsServer", "sku": "2022-datacenter-g2", "version": "latest"},
    "customize": [{"type": "PowerShell", "name": "hello", "inline": ["Write-Output hi"]}]
    ```

    Source: customizers, https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-json#properties-customize
    """
    family, source = image.os_family, image.source
    told = (source.get("offer") or source.get("type")) if source is not None else None
    for step in image.customizers if family is not None else ():
        runs_on = _RUNS_ON.get(step.type or "", family)
        if runs_on == family:
            continue
        yield Finding(
            step.get("type"),
            f"`{step.type}` runs on {runs_on} only, and this image is {family}: the service refuses it. {_ADVICE[step.type or '']}",
            related=((told, "the source"),) if told is not None else (),
        )
