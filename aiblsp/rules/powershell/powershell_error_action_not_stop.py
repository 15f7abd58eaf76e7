"""Scripts whose errors do not stop them. Off by default."""

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

_SETTING = "$ErrorActionPreference = 'Stop'"
# These cannot fail in a way that matters.
_HARMLESS = frozenset(
    (
        *("write-host", "write-output", "write-verbose", "write-warning", "write-information", "write-error"),
        *("start-sleep", "out-null", "out-host", "select-object", "where-object", "foreach-object", "sort-object"),
        *("get-date", "join-path", "split-path", "test-path", "set-strictmode", "format-table", "format-list"),
    )
)


@rule(INFO, types="PowerShell", has="inline", default=False)
def powershell_error_action_not_stop(step: Step, document: Document) -> Findings:
    """Errors that do not stop the script

    Most cmdlets report an error and go on. The script then ends with code 0, the step counts as done, and the image is
    built without what it should have done. With `$ErrorActionPreference = 'Stop'` the first error fails the build.

    ## Bad

    ```json
    "customize": [{"type": "PowerShell", "name": "settings", "inline": ["Copy-Item C:\\\\build\\\\app.cfg C:\\\\app\\\\"]}]
    ```

    ## Good

    ```json
    "customize": [
      {"type": "PowerShell", "name": "settings", "inline": ["$ErrorActionPreference = 'Stop'", "Copy-Item C:\\\\build\\\\app.cfg C:\\\\app\\\\"]}
    ]
    ```

    Source: prerequisites of scripts, https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-troubleshoot
    """
    if "erroractionpreference" in step.script.text.lower():
        return  # before the script is read, which is dear
    commands = step.commands
    if not all(command.sure for command in commands):
        return
    found = next((command for command in commands if _goes_on(command)), None)
    if found is None:
        return
    node, part = step.locate(found)
    yield Finding(
        node,
        f"An error of `{found.words[0].text}` does not stop the script, and the step counts as done. "
        f"Start with `{_SETTING}`",
        part=part,
        fix=_fix(step, document),
    )


def _goes_on(command: Command) -> bool:
    if command.language != "powershell" or command.within == "function" or command.name in _HARMLESS:
        return False
    return "-" in command.name[1:] and command.parameter("erroraction", "ea") is None


def _fix(step: Step, document: Document) -> Fix | None:
    inline = step.get("inline")
    raw = container_as_written(document.tree, inline) if inline is not None and inline.kind == "array" else None
    if raw is None:
        return None
    inserted = edit.insert_element(document.source, raw, 0, edit.quote(_SETTING))
    return Fix(f"Start with `{_SETTING}`, if every error is to fail the build", (inserted,), safe=False)
