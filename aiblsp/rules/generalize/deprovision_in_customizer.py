"""Steps that generalize the machine that the build still runs on; text that is written into a file is no command."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp.facts.names import short
from aiblsp.rule import ERROR, WARNING, Finding, rule
from aiblsp.script.deprovisioning import deprovisions

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.model import Step


@rule(ERROR, types=("Shell", "PowerShell"), words=("waagent", "sysprep"))
def deprovision_in_customizer(step: Step, document: Document) -> Findings:
    """A step that generalizes the machine

    Image Builder generalizes the build VM itself after the last step. A step that runs sysprep or `waagent -deprovision`
    removes the user that the build is logged in as, or shuts Windows down: the connection is lost and the build fails. To
    change how it is generalized, write your commands into `C:\\DeprovisioningScript.ps1` or
    `/tmp/DeprovisioningScript.sh`.

    ## Bad

    ```json
    "customize": [{"type": "Shell", "name": "last", "inline": ["sudo waagent -force -deprovision+user"]}]
    ```

    ## Good

    ```json
    "customize": [{"type": "Shell", "name": "last", "inline": ["echo 'waagent -force -deprovision+user' > /tmp/DeprovisioningScript.sh"]}]
    ```

    Source: generalize, https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-json#generalize
    """
    for command in step.commands:
        if not deprovisions(command) or command.within == "function" or not command.sure:
            continue
        node, part = step.locate(command)
        target = "/tmp/DeprovisioningScript.sh" if step.type == "Shell" else "C:\\DeprovisioningScript.ps1"
        yield Finding(
            node,
            f"`{short(command.name)}` generalizes the machine while the build still needs it; Image Builder does it at the "
            f"end. Remove it, or write it into `{target}`",
            part=part,
            severity=WARNING if command.conditional else None,
        )
