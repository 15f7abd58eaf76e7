"""Commands that take the network of the build VM down, if only for a moment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp.rule import WARNING, Finding, rule
from aiblsp.script.services import linux_services

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.script.command import Command
    from aiblsp.template.model import Step

_CMDLETS = frozenset(
    ("set-netadapteradvancedproperty", "reset-netadapteradvancedproperty", "restart-netadapter", "disable-netadapter")
)
_PROGRAMS = frozenset(("systemctl", "service", "netplan", "ifdown", "ifconfig", "ip", "nmcli"))
_SERVICES = frozenset(("networkmanager", "networking", "network", "systemd-networkd", "wicked"))
_OTHERS = ("lo", "docker", "br-", "veth", "dummy", "virbr", "tun", "tap", "wg", "cni", "vxlan")
# Without these a script does none of it: the commands, or what they are told.
_ON_WINDOWS = ("netadapter", "ipconfig")
_ON_LINUX = ("netplan", "ifdown", "ifconfig", "link", "nmcli", "stop", "kill", "restart")
_WORDS = ("netadapter", "ipconfig", "netplan", "ip ", "ifdown", "ifconfig", "network", "nmcli", "wicked")


@rule(WARNING, types=("Shell", "PowerShell"), words=_WORDS)
def inline_network_reset(step: Step, document: Document) -> Findings:
    """A command that resets the network

    The step runs over a connection to the build VM. A command that resets the network adapter cuts it, and the build fails
    or waits until it times out. Settings of the adapter belong in a script that runs at the first boot.

    ## Bad

    ```json
    "customize": [
      {"type": "PowerShell", "name": "tune", "inline": ["Set-NetAdapterAdvancedProperty -DisplayName 'Send Buffer Size' -RegistryValue 4MB"]}
    ]
    ```

    ## Good

    ```json
    "customize": [
      {"type": "PowerShell", "name": "tune", "inline": ["Copy-Item C:\\\\build\\\\tune-network.ps1 C:\\\\first-boot\\\\"]}
    ]
    ```

    Source: tips for Azure Virtual Desktop images, https://learn.microsoft.com/azure/virtual-machines/windows/image-builder-virtual-desktop
    """
    if not step.script.mentions(*(_ON_LINUX if step.type == "Shell" else _ON_WINDOWS)):
        return
    resets = _resets_linux if step.type == "Shell" else _resets_windows
    for command in step.commands:
        if resets(command):
            node, part = step.locate(command)
            yield Finding(
                node,
                f"`{command.words[0].text}` cuts the connection that the build runs over: it fails or hangs. "
                "Do this at the first boot instead",
                part=part,
            )


def _resets_windows(command: Command) -> bool:
    if command.name in _CMDLETS:
        return command.parameter("whatif") is None
    return command.name == "ipconfig" and any(word.text.lower().startswith("/release") for word in command.args)


def _resets_linux(command: Command) -> bool:
    name = command.name
    if name not in _PROGRAMS:
        return False
    texts = [word.text for word in command.args]
    plain = [text for text in texts if not text.startswith("-")]
    if name in ("systemctl", "service"):
        done = linux_services(command)
        if done is None or not any(service.lower() in _SERVICES for service in done[1]):
            return False
        return done[0] == "stop" or "restart" in plain
    if name == "netplan":
        return plain[:1] == ["apply"]
    if name in ("ifdown", "ifconfig"):
        down = name == "ifdown" or "down" in plain[1:]
        return down and bool(plain) and not plain[0].startswith(_OTHERS)
    if name == "ip" and plain[:2] == ["link", "set"] and "down" in plain:
        device = plain[plain.index("dev") + 1 :] if "dev" in plain else plain[2:]
        return bool(device) and not device[0].startswith(_OTHERS)
    if name == "nmcli":
        return plain[:2] in (["networking", "off"], ["n", "off"], ["device", "disconnect"], ["dev", "disconnect"])
    return False
