"""Commands that the connection of the build is not allowed to run, in steps that are not elevated."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp import edit
from aiblsp.diagnostic import Fix
from aiblsp.rule import INFO, Finding, rule
from aiblsp.template.written import container_as_written

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.script.command import Command
    from aiblsp.template.model import Step

_CMDLETS = frozenset(
    (
        "add-windowscapability",
        "remove-windowscapability",
        "enable-windowsoptionalfeature",
        "disable-windowsoptionalfeature",
        "add-windowspackage",
        "install-windowsupdate",
        "bcdedit",
        "wusa",
    )
)
_ASKS = frozenset(("/enum", "/?", "-?"))


@rule(
    INFO,
    types="PowerShell",
    words=("capability", "optionalfeature", "windowspackage", "windowsupdate", "bcdedit", "wusa", "dism"),
)
def powershell_needs_elevation(step: Step, document: Document) -> Findings:
    """A command that may need an elevated process

    Steps run over a remote connection, and Windows denies some commands to those even for administrators: optional
    features and capabilities, stand-alone updates, the boot settings. With `runElevated` the step runs in a process of its
    own, as a task of the local system.

    ## Bad

    ```json
    "customize": [
      {"type": "PowerShell", "name": "rsat", "inline": ["Add-WindowsCapability -Online -Name Rsat.ServerManager.Tools~~~~0.0.1.0"]}
    ]
    ```

    ## Good

    ```json
    "customize": [
      {"type": "PowerShell", "name": "rsat", "runElevated": true, "runAsSystem": true, "inline": ["Add-WindowsCapability -Online -Name Rsat.ServerManager.Tools~~~~0.0.1.0"]}
    ]
    ```

    Source: access denied when installing RSAT, https://github.com/MicrosoftDocs/azure-docs/issues/74534
    """
    elevated = step.get("runElevated")
    if step.node.incomplete or (elevated is not None and elevated.value is not False):
        return
    command = next((command for command in step.commands if _needs(command)), None)
    if command is None:
        return
    node, part = step.locate(command)
    yield Finding(
        node,
        f"`{command.words[0].text}` is often denied over the connection of the build. "
        "Run the step elevated: set `runElevated` and `runAsSystem` to `true`",
        part=part,
        fix=_fix(step, document),
    )


def _needs(command: Command) -> bool:
    texts = {word.text.lower() for word in command.args}
    if command.name == "dism":
        online = "/online" in texts or "-online" in texts
        return online and any(text[1:].startswith(("enable-", "disable-", "add-", "remove-", "set-")) for text in texts)
    if command.name == "bcdedit":
        return bool(texts) and not _ASKS & texts
    return command.name in _CMDLETS and command.parameter("whatif") is None


def _fix(step: Step, document: Document) -> Fix | None:
    raw = container_as_written(document.tree, step.node)
    if raw is None or step.image.before("2020-02-14") or step.get("runAsSystem") is not None:
        return None
    title = "Run the step elevated, if it is denied without"
    source, elevated = document.source, raw.get("runElevated")
    if elevated is not None:
        system = edit.insert_member(source, raw, "runAsSystem", "true", after="runElevated")
        return Fix(title, (edit.replace(elevated, "true"), system), safe=False) if elevated.kind == "boolean" else None
    after = "name" if raw.get("name") is not None else "type"
    names = ("runElevated", "runAsSystem")
    return Fix(title, tuple(edit.insert_member(source, raw, name, "true", after=after) for name in names), safe=False)
