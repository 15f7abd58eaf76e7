"""Commands that close the way that the build itself takes: SSH on Linux, Windows Remote Management on Windows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp.rule import INFO, WARNING, Finding, rule
from aiblsp.script.services import linux_services, windows_services

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.script.command import Command
    from aiblsp.template.model import Step

_WORDS = ("ufw", "iptables", "ssh", "psremoting", "winrm", "firewall", "wsman")
_SSH = frozenset(("ssh", "sshd", "ssh.socket", "sshd.socket", "openssh-server"))


@rule(WARNING, types=("Shell", "PowerShell"), words=_WORDS)
def inline_disables_remote_access(step: Step, document: Document) -> Findings:
    """A step that closes the way of the build

    Image Builder works on the build VM over SSH (port 22) or Windows Remote Management (port 5986). A step that stops the
    service or closes the port ends the build: "context canceled", or it waits until it times out. Where a firewall of
    Windows is merely switched on, the rule is an information, for the port usually stays open.

    ## Bad

    ```json
    "customize": [{"type": "Shell", "name": "firewall", "inline": ["sudo ufw --force enable"]}]
    ```

    ## Good

    ```json
    "customize": [{"type": "Shell", "name": "firewall", "inline": ["sudo ufw allow 22/tcp", "sudo ufw --force enable"]}]
    ```

    Source: prerequisites, https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-troubleshoot
    """
    commands = step.commands
    allowed: bool | None = None
    for command in commands:
        if step.type == "Shell":
            what, asks = _on_linux(command), _is_firewall(command)
        else:
            what, asks = _on_windows(step, command), False
        if what is None:
            continue
        if asks:
            allowed = _ssh_allowed(step) if allowed is None else allowed
            if allowed:
                continue
        port = "SSH (port 22)" if step.type == "Shell" else "Windows Remote Management (port 5986)"
        switched_on = what == "switches the firewall on"
        node, part = step.locate(command)
        message = f"`{command.words[0].text}` {what}"
        if switched_on:
            yield Finding(node, f"{message}: make sure that {port} stays open for the build", part=part, severity=INFO)
        else:
            yield Finding(node, f"{message}, and the build runs over {port}: it fails or hangs", part=part)


def _on_linux(command: Command) -> str | None:
    """What a command does to SSH, as a part of a sentence; None where it does nothing to it."""
    name, texts = command.name, [word.text for word in command.args]
    if name == "ufw":
        return "closes all ports that no rule allows" if "enable" in texts and "--dry-run" not in texts else None
    if name == "iptables":
        policy = "-P" if "-P" in texts else "--policy"
        at = texts.index(policy) + 1 if policy in texts else len(texts)
        return (
            "closes all ports that no rule allows"
            if texts[at : at + 2] in (["INPUT", "DROP"], ["INPUT", "REJECT"])
            else None
        )
    if name == "firewall-cmd":
        closed = "--panic-on" in texts or any(text.startswith("--remove-service=ssh") for text in texts)
        return "closes the port" if closed else None
    done = linux_services(command)
    if done is None or not any(service.lower() in _SSH for service in done[1]):
        return None
    return {"stop": "stops SSH", "disable": "disables SSH", "remove": "removes SSH"}.get(done[0])


def _is_firewall(command: Command) -> bool:
    return command.name in ("ufw", "iptables")


def _ssh_allowed(step: Step) -> bool:
    """Whether this or an earlier step lets SSH through, or may do so unseen."""
    if step.where == "customize" and step.image.opaque_from <= step.index:
        return True
    steps = step.image.customizers[: step.index + 1] if step.where == "customize" else (*step.image.customizers, step)
    return any(_allows_ssh(command) for each in steps if each.type == "Shell" for command in each.commands)


def _allows_ssh(command: Command) -> bool:
    texts = [word.text.lower() for word in command.args]
    if command.name == "ufw":
        opens = "allow" in texts or "limit" in texts
        return opens and any(
            "22" in text or "ssh" in text or "$" in text or text in ("from", "in", "default") for text in texts
        )
    if command.name in ("iptables", "iptables-restore"):
        return command.name == "iptables-restore" or "accept" in texts
    return False


def _on_windows(step: Step, command: Command) -> str | None:
    """What a command does to remote management, as a part of a sentence; None where it does nothing to it."""
    name, texts = command.name, [word.text.lower() for word in command.args]
    if name == "disable-psremoting":
        return "switches remote management off"
    if name == "winrm":
        return "removes the listener" if texts[:1] in (["delete"], ["d"]) else None
    if name == "remove-item" and any("wsman:" in text and "listener" in text for text in texts):
        return "removes the listener"
    if name == "disable-netfirewallrule":
        return "closes the port" if any("remote management" in text or "winrm" in text for text in texts) else None
    done = windows_services(step.commands, command)
    if done is not None and "winrm" in done[1]:
        return {"stop": "stops remote management", "disable": "disables remote management", "remove": "removes it"}.get(
            done[0]
        )
    if not _switches_firewall_on(command, texts) or "5986" in step.script.text:
        return None
    return "switches the firewall on"


def _switches_firewall_on(command: Command, texts: list[str]) -> bool:
    if command.name == "netsh":
        return texts[:2] == ["advfirewall", "set"] and texts[-2:] == ["state", "on"]
    if command.name != "set-netfirewallprofile":
        return False
    enabled = command.parameter("enabled")
    return bool(enabled) and enabled is not None and enabled[0].text.lower() in ("true", "$true", "1")
