"""Customizers with a script and commands at once; validators are left to `validator-script-and-inline`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp.diagnostic import Fix
from aiblsp.rule import ERROR, Finding, rule
from aiblsp.template.steps import split

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.model import Step


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
    edits = split(document.source, document.tree, step)
    yield Finding(
        inline,
        f"`inline` and `scriptUri` exclude each other: the service rejects a `{step.type}` step with both. Make two steps of it",
        on="key",
        related=((script, "the script"),),
        fix=Fix("Make two steps, the script first", edits, safe=False) if edits is not None else None,
    )
