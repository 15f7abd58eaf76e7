"""Steps that stop, disable or remove the Azure guest agent, and leave it so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp.rule import ERROR, WARNING, Finding, rule
from aiblsp.script.services import linux_services, windows_services

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.script.command import Command
    from aiblsp.template.model import Step

_WINDOWS = {"rdagent": "RdAgent", "windowsazureguestagent": "WindowsAzureGuestAgent"}
_LINUX = {name: name for name in ("walinuxagent", "waagent", "python3-azure-agent", "python-azure-agent")}


@rule(ERROR, types=("Shell", "PowerShell"), words=("rdagent", "windowsazureguestagent", "agent", "wala"))
def inline_disables_guest_agent(step: Step, document: Document) -> Findings:
    """A step that puts the guest agent out of action

    At the end of a build Image Builder generalizes the VM. On Windows its script waits until the services `RdAgent` and
    `WindowsAzureGuestAgent` run, on Linux it calls `waagent`. Without the agent the build waits until it times out, or fails
    with "waagent: not found"; and VMs made from such an image are never reported as ready.

    Where an agent on Linux is only stopped, or one on Windows only disabled, the rule is a warning: this build may
    succeed. A step that starts the agent again is left alone.

    ## Bad

    ```json
    "customize": [
      {"type": "PowerShell", "name": "agent", "inline": ["Stop-Service RdAgent", "Set-Service RdAgent -StartupType Disabled"]}
    ]
    ```

    ## Good

    ```json
    "customize": [{"type": "PowerShell", "name": "agent", "inline": ["Get-Service RdAgent"]}]
    ```

    Source: default Sysprep command, https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-json#generalize
    Source: a build without the agent, https://github.com/danielsollondon/azvmimagebuilder/issues/126
    """
    found = list(_about_agents(step))
    for index, (command, verb, name) in enumerate(found):
        if verb == "start" or any(later == "start" for _, later, _ in found[index + 1 :]):
            continue
        windows = step.type == "PowerShell"
        fatal = verb == "remove" or (windows and verb == "stop")
        certain = command.sure and not command.conditional and command.within != "function"
        what = {"stop": "stops", "disable": "disables", "remove": "removes"}[verb]
        waits = (
            f"generalizing the VM waits for `{name}` until the build times out"
            if windows
            else "generalizing the VM needs it"
        )
        node, part = step.locate(command)
        yield Finding(
            node,
            f"This {what} the Azure guest agent: {waits}. Leave the agent alone",
            part=part,
            severity=None if fatal and certain else WARNING,
        )


def _about_agents(step: Step) -> Iterator[tuple[Command, str, str]]:
    """What the step does to the agent, in order: the command, the verb, the service or package."""
    known = _LINUX if step.type == "Shell" else _WINDOWS
    if not step.script.mentions(*known):
        return
    commands = step.commands
    for command in commands:
        done = linux_services(command) if step.type == "Shell" else windows_services(commands, command)
        if done is None:
            continue
        verb, names = done
        name = next((known[name.lower()] for name in names if name.lower() in known), None)
        if name is not None:
            yield command, verb, name
