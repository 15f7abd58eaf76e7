"""Hyper-V in an image that is generalized without /mode:vm; silent after a script that cannot be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp import edit
from aiblsp.diagnostic import Fix
from aiblsp.rule import WARNING, Finding, rule
from aiblsp.template.steps import place_of

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.script.command import Command
    from aiblsp.template.model import Image, Step

# The role itself, not its tools.
_ROLES = frozenset({"hyper-v", "microsoft-hyper-v", "microsoft-hyper-v-all", "microsoft-hyper-v-hypervisor"})
_CMDLETS = {
    "install-windowsfeature": ("name",),
    "add-windowsfeature": ("name",),
    "enable-windowsoptionalfeature": ("featurename",),
}
_LINE = (
    "(Get-Content C:\\DeprovisioningScript.ps1 -Raw) -replace '/quit', '/quit /mode:vm' "
    "| Set-Content C:\\DeprovisioningScript.ps1"
)


@rule(WARNING, has="properties.customize", words=("hyper-v",))
def deprovision_hyperv_needs_mode_vm(image: Image, document: Document) -> Findings:
    """Hyper-V without /mode:vm

    The default sysprep command does not say `/mode:vm`. In an image with the Hyper-V role it may then hang until the build
    timeout. Change the command in `C:\\DeprovisioningScript.ps1` in a step of its own.

    ## Bad

    ```json
    "customize": [{"type": "PowerShell", "name": "hyperv", "inline": ["Install-WindowsFeature Hyper-V"]}]
    ```

    ## Good

    ```json
    "customize": [
      {"type": "PowerShell", "name": "hyperv", "inline": ["Install-WindowsFeature Hyper-V"]},
      {"type": "WindowsRestart", "name": "restart"},
      {"type": "PowerShell", "name": "sysprep", "inline": ["(Get-Content C:\\\\DeprovisioningScript.ps1 -Raw) -replace '/quit', '/quit /mode:vm' | Set-Content C:\\\\DeprovisioningScript.ps1"]}
    ]
    ```

    Source: distribute, https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-json#properties-distribute
    Source: the build hangs, https://github.com/danielsollondon/azvmimagebuilder/issues/71
    """
    for step in image.customizers:
        if step.type != "PowerShell" or not any("hyper-v" in (line.text() or "").lower() for line in step.lines):
            continue
        command = next((each for each in step.commands if _enables(each)), None)
        if command is None:
            continue
        steps = image.at("customize")
        if steps is None or steps.incomplete or any(child.kind != "object" for child in steps.children):
            return
        if any(_may_set_mode(other) for other in image.steps):
            return
        node, part = step.locate(command)
        yield Finding(
            node,
            "With Hyper-V in the image, sysprep needs `/mode:vm`, or the build may hang when it is generalized. Change the "
            "command in `C:\\DeprovisioningScript.ps1`",
            part=part,
            fix=_fix(image, document),
        )
        return


def _enables(command: Command) -> bool:
    names = _CMDLETS.get(command.name)
    if names is not None:
        words = command.parameter(*names) or command.args
        return any(word.text.lower() in _ROLES for word in words)
    if command.name != "dism":
        return False
    options = [word.text.lower() for word in command.args]
    return "/enable-feature" in options and any(
        option.startswith("/featurename:") and option.partition(":")[2] in _ROLES for option in options
    )


def _may_set_mode(step: Step) -> bool:
    """Whether a step speaks of the mode or of the script, or cannot be read."""
    if step.type == "File":
        path = step.get("destination")
        return path is None or path.kind != "string" or "deprovision" in path.value.lower()
    if step.type is None or step.get("scriptUri") is not None:
        return True
    if any(line.kind != "string" for line in step.lines):
        return True
    text = step.script.text.lower() if step.lines else ""
    return "mode:vm" in text or "deprovisioningscript" in text


def _fix(image: Image, document: Document) -> Fix | None:
    place = place_of(document.tree, image.customizers[-1])
    if place is None:
        return None
    steps, index = place
    made = edit.pretty({"type": "PowerShell", "name": "sysprep for a VM", "inline": [_LINE]})
    inserted = edit.insert_element(document.source, steps, index + 1, made)
    return Fix("Add a step that adds `/mode:vm`, if sysprep ends with `/quit`", (inserted,), safe=False)
