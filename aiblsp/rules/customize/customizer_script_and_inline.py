"""Customizers with a script and commands at once; validators are left to `validator-script-and-inline`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp import edit
from aiblsp.diagnostic import Fix
from aiblsp.rule import ERROR, Finding, rule
from aiblsp.template.written import as_written

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.model import Step

_SHARED = ("runElevated", "runAsSystem", "validExitCodes")


@rule(ERROR, types=("Shell", "PowerShell"), has="scriptUri")
def customizer_script_and_inline(step: Step, document: Document) -> Findings:
    """A customizer with both a script and commands

    Exactly one of `scriptUri` and `inline` may be given. With both, the service rejects the template. The fix makes two
    steps of it, and lets the script run first: the order was never said.

    ## Bad

    ```json
    "customize": [
      {"type": "Shell", "name": "setup", "scriptUri": "https://raw.githubusercontent.com/contoso/images/v1.0/setup.sh", "inline": ["echo ready"]}
    ]
    ```

    ## Good

    ```json
    "customize": [
      {"type": "Shell", "name": "setup", "scriptUri": "https://raw.githubusercontent.com/contoso/images/v1.0/setup.sh"},
      {"type": "Shell", "name": "ready", "inline": ["echo ready"]}
    ]
    ```

    Source: REST specification of image templates, https://github.com/Azure/azure-rest-api-specs/tree/main/specification/imagebuilder/resource-manager/Microsoft.VirtualMachineImages
    """
    script, inline = step.get("scriptUri"), step.get("inline")
    if step.where != "customize" or script is None or inline is None or not script.text():
        return
    if inline.kind != "array" or not inline.children:
        return
    yield Finding(
        inline,
        f"`inline` and `scriptUri` exclude each other: the service rejects a `{step.type}` step with both. Make two steps of it",
        on="key",
        related=((script, "the script"),),
        fix=_fix(step, document),
    )


def _fix(step: Step, document: Document) -> Fix | None:
    source = document.source
    written = as_written(document.tree, step.node)
    if written is None:
        return None
    steps, raw = written
    raw_type, raw_inline = raw.get("type"), raw.get("inline")
    if raw_type is None or raw_inline is None or steps.kind != "array":
        return None
    copied = [(name, raw.get(name)) for name in ("type", *_SHARED, "inline")]
    parts = [f'"{name}": {edit.copy_text(source, raw, node)}' for name, node in copied if node is not None]
    parts.insert(1, f'"name": {edit.quote(_name(step))}')
    lines = "\n" in source.text[raw.start : raw.end]
    text = "{\n\t" + ",\n".join(parts).replace("\n", "\n\t") + "\n}" if lines else "{" + ", ".join(parts) + "}"
    index = next((index for index, child in enumerate(steps.children) if child is raw), None)
    if index is None:
        return None
    inserted = edit.insert_element(source, steps, index + 1, text)
    return Fix("Make two steps, the script first", (*edit.remove(source, raw, raw_inline), inserted), safe=False)


def _name(step: Step) -> str:
    return f"{step.value('name') or (step.type or '').lower()}-inline"
