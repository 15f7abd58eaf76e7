"""Commands that need root and run without it; redirections behind sudo are left to `shell-sudo-redirect`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp import edit
from aiblsp.diagnostic import Fix
from aiblsp.facts.names import short
from aiblsp.rule import WARNING, Finding, rule
from aiblsp.script.packages import package_command
from aiblsp.script.privilege import needs_root
from aiblsp.script.shell_plain import is_behind_sudo
from aiblsp.script.writes import Write, is_below, is_protected, is_simple, tee, writes

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.script.command import Command
    from aiblsp.template.model import Step

# Signs that the script asks who it is, or runs its own functions as root.
_KNOWS_ITSELF = ("id -u", "euid", "whoami", "declare -f", "sudo_user")
_NO_PROGRAMS = frozenset(("exec", "command", "builtin", "time"))  # sudo cannot run these
_FAITHFUL = frozenset(("echo", "printf", "cat"))  # their exit code tells nothing


@rule(WARNING, types="Shell", has="inline")
def shell_missing_sudo(step: Step, document: Document) -> Findings:
    """A command that needs root, without sudo

    Shell steps run as an ordinary user of the build VM who may use sudo. What installs packages, manages services or
    users, or writes to `/etc`, `/usr`, `/opt` and the like fails without it: "Permission denied", and with it the build.

    ## Bad

    ```json
    "customize": [{"type": "Shell", "name": "web", "inline": ["apt-get install -y nginx"]}]
    ```

    ## Good

    ```json
    "customize": [{"type": "Shell", "name": "web", "inline": ["sudo apt-get install -y nginx"]}]
    ```

    Source: super user privileges, https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-json#shell-customizer
    """
    if is_behind_sudo(step.script.text):
        return
    text: str | None = None
    for command in step.commands:
        if command.elevated or command.sudo is not None or command.within == "process":
            continue
        system = needs_root(command)
        write = None if system else _protected(step, command)
        if (not system and write is None) or not command.words:
            continue
        if text is None:
            text = step.script.text.lower()
        if any(sign in text for sign in _KNOWS_ITSELF) or "doas" in command.wrappers:
            continue
        what = f"`{_shown(command)}` needs root" if write is None else f"Only root may write to `{short(write.path)}`"
        node, part = step.locate(command)
        yield Finding(
            node,
            f"{what}, but the script runs as an ordinary user and fails here. Use `sudo`",
            part=part,
            fix=_fix(step, command, write, document),
        )


def _protected(step: Step, command: Command) -> Write | None:
    """Where the command writes that only root may write to, unless another command gave it away."""
    for write in writes(command):
        if not is_protected(write.path):
            continue
        image = step.image
        if not command.sure or image.opaque_from < (
            step.index if step.where == "customize" else len(image.customizers)
        ):
            return None  # what cannot be seen may have opened it
        if not is_below(write.path, image.opened_paths):
            return write
    return None


def _shown(command: Command) -> str:
    """The command's name, with the verb where it is one of several things that it does."""
    packages = package_command(command)
    if packages is not None:
        return f"{command.name} {packages.verb.text}"
    verb = next((word.text for word in command.args if not word.text.startswith("-")), "")
    return (
        short(f"{command.name} {verb}") if command.name in ("systemctl", "timedatectl", "hostnamectl") else command.name
    )


def _fix(step: Step, command: Command, write: Write | None, document: Document) -> Fix | None:
    if write is None or write.redirect is None:
        if _NO_PROGRAMS & set(command.wrappers):
            return None
        node, part = step.locate(command)
        added = edit.replace_part(node.source or document.source, node, part[0], part[0], "sudo ")
        return Fix("Put `sudo` before it", (added,))
    if not is_simple(command, write.redirect):
        return None
    node, part = step.locate(write.redirect)
    replaced = edit.replace_part(node.source or document.source, node, *part, tee(write.redirect))
    if command.name in _FAITHFUL:
        return Fix("Write it by `sudo tee`", (replaced,))
    return Fix("Write it by `sudo tee`, whose exit code counts from then on", (replaced,), safe=False)
