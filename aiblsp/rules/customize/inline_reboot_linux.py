"""Shell steps that restart the VM, or shut it down, themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp.rule import ERROR, WARNING, Finding, rule
from aiblsp.script.restart import linux_power

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.model import Step


@rule(WARNING, types="Shell", words=("reboot", "shutdown", "poweroff", "halt", "init", "kexec"))
def inline_reboot_linux(step: Step, document: Document) -> Findings:
    """A step that restarts Linux itself

    There is no restart customizer for Linux. An older edition of the reference allows a restart from a Shell step, with
    20 minutes until the VM must be back; the current one no longer does, and builds are reported to fail. Software
    that needs a restart gets one anyway: each VM made from the image starts anew. Where the VM is shut down, the build
    fails for sure, and the rule is an error.

    ## Bad

    ```json
    "customize": [
      {"type": "Shell", "name": "update", "inline": ["sudo DEBIAN_FRONTEND=noninteractive apt-get dist-upgrade -y", "sudo reboot"]}
    ]
    ```

    ## Good

    ```json
    "customize": [
      {"type": "Shell", "name": "update", "inline": ["sudo DEBIAN_FRONTEND=noninteractive apt-get dist-upgrade -y"]}
    ]
    ```

    Source: Linux restart, https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-json#linux-restart
    Source: restarts of Linux VMs, https://github.com/Azure/azvmimagebuilder/issues/62
    """
    for command in step.commands:
        power = linux_power(command)
        if power is None:
            continue
        node, part = step.locate(command)
        name = " ".join(word.text for word in command.words[: 1 + (command.name in ("systemctl", "init"))])
        if power == "restart":
            message = f"`{name}` cuts the connection to the build VM, and builds are reported to fail"
            yield Finding(node, f"{message}: Linux has no restart customizer. Leave it out", part=part)
            continue
        certain = command.sure and not command.conditional and command.within != "function"
        message = f"`{name}` shuts the build VM down, and the build fails. Leave it out"
        yield Finding(node, message, part=part, severity=ERROR if certain else None)
