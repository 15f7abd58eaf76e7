"""Deprovisioning scripts of the other operating system; silent where the source's system is not known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp.facts import paths
from aiblsp.facts.names import short
from aiblsp.rule import ERROR, Finding, rule
from aiblsp.script.deprovisioning import LINUX, WINDOWS

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.model import Image

_TYPES = {"Windows": "PowerShell", "Linux": "Shell"}


@rule(ERROR, has=("properties.customize", "properties.validate"), words=("deprovision",))
def deprovision_override_os_mismatch(image: Image, document: Document) -> Findings:
    """A deprovisioning script of the other system

    Windows images are generalized by `C:\\DeprovisioningScript.ps1`, Linux images by `/tmp/DeprovisioningScript.sh`. The other
    one is never run, so the image is generalized by the default commands, without what yours was to change.

    ## Bad

    ```json
    "source": {"type": "PlatformImage", "publisher": "Canonical", "offer": "ubuntu-24_04-lts", "sku": "server", "version": "latest"},
    "customize": [{"type": "Shell", "name": "keep", "inline": ["echo 'waagent -force -deprovision' > /tmp/DeprovisioningScript.ps1"]}]
    ```

    ## Good

    ```json
    "source": {"type": "PlatformImage", "publisher": "Canonical", "offer": "ubuntu-24_04-lts", "sku": "server", "version": "latest"},
    "customize": [{"type": "Shell", "name": "keep", "inline": ["echo 'waagent -force -deprovision' > /tmp/DeprovisioningScript.sh"]}]
    ```

    Source: overriding the commands, https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-json#generalize
    """
    system = image.os_family
    if system is None:
        return
    for override in image.overrides:
        if override.made_for == system or override.step.type not in (_TYPES[system], "File"):
            continue
        if override.step.type == "File" and paths.family(override.path) not in (system, None):
            continue  # the path as a whole belongs to the other system
        right = WINDOWS if system == "Windows" else LINUX
        yield Finding(
            override.node,
            f"The source is {system}: `{short(paths.base(override.path))}` is never run there. Use `{right}`",
            part=override.part,
        )
