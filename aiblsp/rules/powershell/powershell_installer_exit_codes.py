"""Installers whose exit code becomes that of the script, in steps that only accept 0."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp import edit
from aiblsp.diagnostic import Fix
from aiblsp.rule import HINT, Finding, rule
from aiblsp.script.installers import is_msi, is_setup
from aiblsp.template.written import container_as_written

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.script.command import Command
    from aiblsp.template.model import Step


@rule(HINT, types="PowerShell", words=("msi", "wusa", "setup", "install", "vc_redist"))
def powershell_installer_exit_codes(step: Step, document: Document) -> Findings:
    """An installer that may end with 3010

    Installers end with 3010 when they succeeded and want a restart (1641 when they have started one; that of FSLogix with
    267014). Where the script hands that code on, as `exit $p.ExitCode` does, or runs the installer by `cmd /c`, the
    step fails although everything is well. List the codes in `validExitCodes`, and restart afterwards.

    ## Bad

    ```json
    "customize": [
      {"type": "PowerShell", "name": "agent", "inline": ["$p = Start-Process msiexec.exe -ArgumentList '/i C:\\\\agent.msi /qn /norestart' -Wait -PassThru", "exit $p.ExitCode"]}
    ]
    ```

    ## Good

    ```json
    "customize": [
      {"type": "PowerShell", "name": "agent", "inline": ["$p = Start-Process msiexec.exe -ArgumentList '/i C:\\\\agent.msi /qn /norestart' -Wait -PassThru", "exit $p.ExitCode"], "validExitCodes": [0, 3010]},
      {"type": "WindowsRestart", "name": "restart"}
    ]
    ```

    Source: exit code of FSLogix, https://github.com/Azure/azvmimagebuilder/pull/52
    """
    if step.node.incomplete or step.get("validExitCodes") is not None:
        return
    commands = step.commands
    installer = next(
        (command for command in commands if is_msi(command) or is_setup(command) or command.name == "wusa"), None
    )
    if installer is None or "3010" in step.script.text:
        return
    if not (_hands_on(commands, installer) or _is_waited_for(commands, installer)):
        return
    node, part = step.locate(installer)
    yield Finding(
        node,
        "The installer may end with 3010, which means success and a pending restart; the step accepts only 0. "
        "List it in `validExitCodes`",
        part=part,
        fix=_fix(step, document),
    )


def _hands_on(commands: Sequence[Command], installer: Command) -> bool:
    """Whether the script surely ends with a code that is known at run time only, behind the installer."""
    return any(
        command.name == "exit"
        and command.unconditional
        and command.parent is None
        and command.args[:1]
        and command.args[0].value is None
        and command.start > installer.start
        for command in commands
    )


def _is_waited_for(commands: Sequence[Command], installer: Command) -> bool:
    """Whether it is the last thing that the script does, run by cmd, so that its code is the script's."""
    if installer.parent is None:
        return False
    outer = commands[installer.parent]
    return outer.name == "cmd" and outer.unconditional and all(command.end <= outer.end for command in commands)


def _fix(step: Step, document: Document) -> Fix | None:
    raw = container_as_written(document.tree, step.node)
    if raw is None:
        return None
    inserted = edit.insert_member(document.source, raw, "validExitCodes", "[0, 3010]")
    return Fix("Accept 0 and 3010, if a restart follows", (inserted,), safe=False)
