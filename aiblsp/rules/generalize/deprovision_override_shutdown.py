"""Deprovisioning scripts that turn the machine off; only their literal text is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp import edit
from aiblsp.diagnostic import Fix
from aiblsp.facts.names import short
from aiblsp.rule import ERROR, Finding, rule
from aiblsp.script.read import read
from aiblsp.script.restart import linux_power, windows_power

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.script.command import Command
    from aiblsp.script.contents import Filled
    from aiblsp.template.model import Image, Step

_OFF = frozenset({"/shutdown", "/reboot", "-shutdown", "-reboot"})


@rule(ERROR, has=("properties.customize", "properties.validate"), words=("deprovision",))
def deprovision_override_shutdown(image: Image, document: Document) -> Findings:
    """A deprovisioning script that shuts down

    Image Builder waits for the script to end and then stops the build VM itself. With `/shutdown` or `/reboot` instead of
    `/quit`, or with a command that turns the machine off, the connection is lost, and the build fails after everything else
    has succeeded.

    ## Bad

    ```json
    "customize": [
      {"type": "PowerShell", "name": "sysprep", "inline": ["Set-Content C:\\\\DeprovisioningScript.ps1 '& $env:SystemRoot\\\\System32\\\\Sysprep\\\\Sysprep.exe /oobe /generalize /shutdown'"]}
    ]
    ```

    ## Good

    ```json
    "customize": [
      {"type": "PowerShell", "name": "sysprep", "inline": ["Set-Content C:\\\\DeprovisioningScript.ps1 '& $env:SystemRoot\\\\System32\\\\Sysprep\\\\Sysprep.exe /oobe /generalize /quit'"]}
    ]
    ```

    Source: default Sysprep command, https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-json#generalize
    """
    for override in image.overrides:
        if not override.exact or override.filled is None:
            continue
        step = override.step
        for text, place in _texts(step, override.filled):
            for command in read(text, "powershell" if override.made_for == "Windows" else "shell"):
                found = _turns_off(command)
                if found is None:
                    continue
                start, end, is_option = found
                node, part = step.locate(*place(start, end))
                yield Finding(
                    node,
                    f"`{short(text[start:end])}` turns the machine off while Image Builder waits for the script: the build "
                    f"fails at its end. Use `/quit`"
                    if is_option
                    else f"`{short(text[start:end])}` turns the machine off while Image Builder waits for the script: the "
                    "build fails at its end. Remove it",
                    part=part,
                    fix=_fix(step, command, text[start:end], place(start, end), document) if is_option else None,
                )


def _texts(step: Step, filled: Filled) -> Iterator[tuple[str, Callable[[int, int], tuple[int, int]]]]:
    """The texts that are written, each with the way from an index in it to one in the script."""
    for word in filled.texts:
        yield word.text, word.span
    if filled.body is not None:
        first, last = filled.body
        yield step.script.text[first:last], lambda start, end: (first + start, first + end)


def _turns_off(command: Command) -> tuple[int, int, bool] | None:
    """Where a command turns the machine off, and whether that is an option of sysprep."""
    if command.name == "sysprep":
        word = next((each for each in command.args if each.text.lower() in _OFF), None)
        return (word.start, word.end, True) if word is not None else None
    power = linux_power(command) if command.language == "shell" else windows_power(command)
    return (command.start, command.end, False) if power is not None else None


def _fix(step: Step, command: Command, option: str, span: tuple[int, int], document: Document) -> Fix | None:
    node, (start, end) = step.locate(*span)
    quits = any(word.text.lower() in ("/quit", "-quit") for word in command.args)
    if quits or node.source is not None or (node.text() or "")[start:end] != option:
        return None
    return Fix("Use `/quit`", (edit.replace_part(document.source, node, start, end, f"{option[0]}quit"),))
