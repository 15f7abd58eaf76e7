"""Scripts that surely end with an exit code that counts as a failure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp import edit
from aiblsp.diagnostic import Fix
from aiblsp.rule import WARNING, Finding, rule
from aiblsp.script.leaving import exit_code, surely_leaves
from aiblsp.template.written import container_as_written

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.script.command import Command
    from aiblsp.template.model import Step

_LEAVING = frozenset(("exit", "return", "exec", "throw", "logoff"))


@rule(WARNING, types=("Shell", "PowerShell"), words=("exit",))
def inline_exit_code_not_accepted(step: Step, document: Document) -> Findings:
    """A script that ends with a failure

    A step fails, and the build with it, if its script ends with another code than 0. PowerShell steps may accept more
    codes by `validExitCodes`; Shell steps accept only 0. An `exit 3010`, the code of installers that want a restart, is a
    failure unless it is listed.

    ## Bad

    ```json
    "customize": [
      {"type": "PowerShell", "name": "setup", "inline": ["Start-Process C:\\\\setup.exe '/quiet' -Wait", "exit 3010"]}
    ]
    ```

    ## Good

    ```json
    "customize": [
      {"type": "PowerShell", "name": "setup", "inline": ["Start-Process C:\\\\setup.exe '/quiet' -Wait", "exit 3010"], "validExitCodes": [0, 3010]}
    ]
    ```

    Source: prerequisites of scripts, https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-troubleshoot
    """
    found = _failing_exit(step)
    if found is None:
        return
    command, code = found
    codes = step.get("validExitCodes") if step.type == "PowerShell" else None
    if codes is not None:
        if codes.kind != "array" or codes.incomplete:
            return
        if any(each.kind == "unknown" or each.value == code for each in codes.children):
            return
    what = "the validation" if step.where == "validate" else "the build"
    advice = f"Add {code} to `validExitCodes` if it means success" if step.type == "PowerShell" else "End with `exit 0`"
    node, part = step.locate(command)
    yield Finding(
        node,
        f"The script always ends with exit code {code}, which fails the step and {what}. {advice}",
        part=part,
        fix=_fix(step, code, document),
    )


def _failing_exit(step: Step) -> tuple[Command, int] | None:
    """The exit that the script surely ends with, and its code, where that is not 0."""
    text = step.script.text
    for command in step.commands:
        if command.parent is None and command.name in _LEAVING and not surely_leaves(command, text):
            return None  # it may have ended before
        if surely_leaves(command, text):
            code = exit_code(command)
            if code is None or (code % 256 if step.type == "Shell" else code) == 0:
                return None
            return command, code
    return None


def _fix(step: Step, code: int, document: Document) -> Fix | None:
    if step.type != "PowerShell":
        return None
    title = f"Accept exit code {code}, if it means success"
    raw = container_as_written(document.tree, step.node)
    if raw is None:
        return None
    codes = raw.get("validExitCodes")
    if codes is None:
        return Fix(title, (edit.insert_member(document.source, raw, "validExitCodes", f"[0, {code}]"),), safe=False)
    if codes.kind != "array":
        return None
    return Fix(title, (edit.insert_element(document.source, codes, len(codes.children), str(code)),), safe=False)
