"""PowerShell steps that restart the VM themselves, and installers that may; shutting down counts as well."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp import edit
from aiblsp.diagnostic import Fix
from aiblsp.rule import ERROR, INFO, WARNING, Finding, rule
from aiblsp.script.installers import is_msi
from aiblsp.script.restart import elsewhere, restart_switch, windows_power
from aiblsp.template.written import as_written, container_as_written

if TYPE_CHECKING:
    from aiblsp.diagnostic import Edit
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.script.command import Command
    from aiblsp.template.model import Step

_WORDS = ("restart", "shutdown", "stop-computer", "reboot", "msi")


@rule(ERROR, types="PowerShell", words=_WORDS)
def inline_reboot_windows(step: Step, document: Document) -> Findings:
    """A step that restarts Windows itself

    A restart cuts the connection over which the step runs, and the build fails. The `WindowsRestart` customizer restarts
    Windows and waits until it is back. Where the restart depends on a condition the rule is a warning; for an installer
    that may restart Windows on its own it is an information.

    ## Bad

    ```json
    "customize": [
      {"type": "PowerShell", "name": "web", "inline": ["Install-WindowsFeature Web-Server", "Restart-Computer -Force"]}
    ]
    ```

    ## Good

    ```json
    "customize": [
      {"type": "PowerShell", "name": "web", "inline": ["Install-WindowsFeature Web-Server"]},
      {"type": "WindowsRestart", "name": "restart", "restartTimeout": "10m"}
    ]
    ```

    Source: Windows restart customizer, https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-json#windows-restart-customizer
    Source: restarts in a script fail the build, https://github.com/danielsollondon/azvmimagebuilder/issues/64
    """
    commands = step.commands
    for command in commands:
        power, switch = windows_power(command), restart_switch(command)
        if power is None and switch is None:
            if is_msi(command) and _may_restart(command):
                node, part = step.locate(command)
                message = "The installer may restart Windows on its own, which fails the build. Add `/norestart`"
                yield Finding(node, message, part=part, severity=INFO)
            continue
        if elsewhere(commands, command):
            continue
        node, part = step.locate(command if switch is None else switch)
        if power == "off":
            message = f"`{command.words[0].text}` shuts the build VM down here, and the build fails. Leave it out"
        else:
            name = command.words[0].text if switch is None else switch.text
            message = (
                f"`{name}` restarts Windows under the build, and the build fails. Use a `WindowsRestart` customizer"
            )
        yield Finding(
            node,
            message,
            part=part,
            severity=None if command.sure and not command.conditional and command.within != "function" else WARNING,
            fix=None if power == "off" else _fix(step, command, switch is not None, document),
        )


def _may_restart(command: Command) -> bool:
    """Whether nothing keeps a silent installation from restarting Windows."""
    texts = [word.text.lower() for word in command.args]
    if any(word.value is None for word in command.args):
        return False  # what is not known may be the option
    silent = any(text.startswith(("/q", "-q")) for text in texts)
    kept = any(text.startswith(("/norestart", "-norestart", "/promptrestart", "reboot=")) for text in texts)
    return silent and not kept


def _fix(step: Step, command: Command, by_switch: bool, document: Document) -> Fix | None:
    """Take the restart away and put a WindowsRestart behind the step, where the restart is the last thing it does."""
    written = as_written(document.tree, step.node)
    if step.where != "customize" or written is None or command.parent is not None or not command.unconditional:
        return None
    steps, raw = written
    index = next((at for at, child in enumerate(steps.children) if child is raw), None)
    if steps.kind != "array" or index is None or any(other.start >= command.end for other in step.commands):
        return None
    name = step.value("name")
    inline = raw.get("inline")
    if not by_switch and inline is not None and len(inline.children) == 1 and len(step.commands) == 1:
        restart = {"type": "WindowsRestart", "name": name or "restart"}
        return Fix("Make it a `WindowsRestart` customizer", (edit.replace(raw, edit.quote(restart)),))
    edits = _without(step, command, by_switch, document)
    if edits is None:
        return None
    following = next((each for each in step.image.customizers if each.index == step.index + 1), None)
    if following is not None and following.type == "WindowsRestart":
        return Fix("Leave the restart to the next step", edits)
    added = {"type": "WindowsRestart", "name": f"{name or 'step'}-restart", "restartTimeout": "10m"}
    inserted = edit.insert_element(document.source, steps, index + 1, edit.quote(added))
    return Fix("Restart by a `WindowsRestart` customizer", (*edits, inserted))


def _without(step: Step, command: Command, by_switch: bool, document: Document) -> tuple[Edit, ...] | None:
    node, (start, end) = step.locate(command)
    if by_switch:
        switch = restart_switch(command)
        if switch is None:
            return None
        node, (start, end) = step.locate(switch)
        while start and node.value[start - 1] == " ":
            start -= 1
        return (edit.replace_part(node.source or document.source, node, start, end, ""),)
    inline = step.get("inline")
    raw = container_as_written(document.tree, inline) if inline is not None else None
    if raw is None or node.value.strip() != node.value[start:end]:
        return None
    line = next((child for child in raw.children if child.start == node.start), None)
    if line is None or len(raw.children) < 2:
        return None
    return edit.remove(document.source, raw, line)
