"""`runAsSystem` that is not allowed, because the step is not elevated."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp import edit
from aiblsp.diagnostic import Fix
from aiblsp.rule import ERROR, Finding, rule
from aiblsp.template.written import container_as_written

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.jsonc.node import Node
    from aiblsp.rule import Findings
    from aiblsp.template.model import Step


@rule(ERROR, types="PowerShell", has="runAsSystem", since="2020-02-14")
def powershell_run_as_system_without_elevated(step: Step, document: Document) -> Findings:
    """`runAsSystem` without `runElevated`

    `runAsSystem` says as whom an elevated step runs. It may only be true where `runElevated` is true as well; otherwise
    the service rejects the template.

    ## Bad

    ```json
    "customize": [{"type": "PowerShell", "name": "setup", "inline": ["Get-Service"], "runAsSystem": true}]
    ```

    ## Good

    ```json
    "customize": [
      {"type": "PowerShell", "name": "setup", "inline": ["Get-Service"], "runElevated": true, "runAsSystem": true}
    ]
    ```

    Source: template schema, https://learn.microsoft.com/azure/templates/microsoft.virtualmachineimages/imagetemplates
    """
    system, elevated = step.get("runAsSystem"), step.get("runElevated")
    if system is None or step.node.incomplete or not _is(system, "true"):
        return
    if elevated is not None and not _is(elevated, "false"):
        return
    yield Finding(
        system,
        "`runAsSystem` is only allowed together with `runElevated`: the service rejects the template. "
        "Set `runElevated` to `true`, too",
        fix=_fix(step, document, elevated),
        related=((elevated, "not elevated"),) if elevated is not None else (),
    )


def _is(node: Node, text: str) -> bool:
    """Whether a value means true (or false), in quotes too: those are a finding of their own."""
    return node.kind in ("boolean", "string") and str(node.value).lower() == text


def _fix(step: Step, document: Document, elevated: Node | None) -> Fix | None:
    if elevated is not None:
        if elevated.via is not None or elevated.source is not None:
            return None
        return Fix("Set `runElevated` to `true`", (edit.replace(elevated, "true"),))
    raw = container_as_written(document.tree, step.node)
    if raw is None or raw.get("runAsSystem") is None:
        return None
    names = [child.key.text for child in raw.children if child.key is not None]
    at = next((index for index, name in enumerate(names) if name.lower() == "runassystem"), 0)
    after = names[at - 1] if at else None
    inserted = edit.insert_member(document.source, raw, "runElevated", "true", after=after, first=not at)
    return Fix("Set `runElevated` to `true`", (inserted,))
