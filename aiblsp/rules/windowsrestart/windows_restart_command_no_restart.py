"""Restart commands that shut Windows down, or that surely do nothing of the kind; unknown programs may restart it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp import edit
from aiblsp.diagnostic import Fix
from aiblsp.facts.names import short
from aiblsp.rule import ERROR, Finding, rule
from aiblsp.script.read import read_cmd
from aiblsp.script.restart import windows_power
from aiblsp.template.written import container_as_written

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.jsonc.node import Node
    from aiblsp.rule import Findings
    from aiblsp.script.command import Command
    from aiblsp.template.model import Step

# Commands that restart nothing, whatever their arguments are. The first ones only hold others.
_HOLDERS = frozenset(("powershell", "pwsh", "cmd", "start-process", "if"))
_HARMLESS = frozenset(
    (
        "echo",
        "write-host",
        "write-output",
        "exit",
        "rem",
        "timeout",
        "ping",
        "start-sleep",
        "sleep",
        "cls",
        "set",
        "cd",
        "shutdown",
    )
)


@rule(ERROR, types="WindowsRestart", has="restartCommand")
def windows_restart_command_no_restart(step: Step, document: Document) -> Findings:
    """A restart command that does not restart

    The step runs `restartCommand` and waits until Windows has gone away and come back. A command that shuts Windows down
    for good, or does not touch it at all, lets it wait until the timeout, and the build fails.

    ## Bad

    ```json
    "customize": [{"type": "WindowsRestart", "name": "restart", "restartCommand": "shutdown /s /t 0"}]
    ```

    ## Good

    ```json
    "customize": [{"type": "WindowsRestart", "name": "restart", "restartCommand": "shutdown /r /f /t 0 /c \\"restart\\""}]
    ```

    Source: Windows restart customizer, https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-json#windows-restart-customizer
    """
    node = step.get("restartCommand")
    text = node.text() if node is not None else None
    if node is None or not text or not text.strip():
        return  # an empty text is the default
    commands = read_cmd(text)
    powers = [windows_power(command) for command in commands]
    if "restart" in powers:
        return
    off = next((command for command, power in zip(commands, powers, strict=True) if power == "off"), None)
    if off is not None:
        message = f"`{short(off.words[0].text)}` shuts Windows down here instead of restarting it"
    elif commands and all(map(_is_harmless, commands)):
        message = "This command does not restart Windows"
    else:
        return
    yield Finding(
        node,
        f"{message}: the step waits until its timeout and fails. Leave `restartCommand` out for the default",
        part=(off.start, off.end) if off is not None else None,
        fix=_fix(step, node, document),
    )


def _is_harmless(command: Command) -> bool:
    name = command.name
    if name in _HARMLESS:
        return all(word.value is not None for word in command.words)
    # Holders are harmless where what they hold was read, and is judged on its own.
    return name in _HOLDERS and all(word.value is not None for word in command.words) and not _closed(command)


def _closed(command: Command) -> bool:
    options = [word.text.lower() for word in command.args if word.text.startswith(("-", "/"))]
    return any(option.startswith(("-f", "-e", "/f", "/e")) and not option.startswith("-ex") for option in options)


def _fix(step: Step, node: Node, document: Document) -> Fix | None:
    raw = container_as_written(document.tree, step.node)
    member = raw.get("restartCommand") if raw is not None else None
    if raw is None or member is None:
        return None
    return Fix("Remove it for the default command", edit.remove(document.source, raw, member))
