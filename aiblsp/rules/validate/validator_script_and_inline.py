"""Validators with a script in both ways; customizers are left to `customizer-script-and-inline`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp.diagnostic import Fix
from aiblsp.rule import ERROR, Finding, rule
from aiblsp.template.steps import split

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.model import Step


@rule(ERROR, types=("Shell", "PowerShell"), has="scriptUri", only="validate", since="2022-02-14")
def validator_script_and_inline(step: Step, document: Document) -> Findings:
    """A validator with both a script and inline commands

    Exactly one of `inline` and `scriptUri` may be given; the service rejects a validator with both.

    ## Bad

    ```json
    "validate": {"inVMValidations": [{"type": "Shell", "name": "check", "scriptUri": "https://raw.githubusercontent.com/contoso/images/0123456789abcdef0123456789abcdef01234567/check.sh", "inline": ["true"]}]}
    ```

    ## Good

    ```json
    "validate": {"inVMValidations": [{"type": "Shell", "name": "check", "scriptUri": "https://raw.githubusercontent.com/contoso/images/0123456789abcdef0123456789abcdef01234567/check.sh"}]}
    ```

    Source: validate, https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-json#properties-validate
    """
    script, inline = step.get("scriptUri"), step.get("inline")
    if step.where != "validate" or script is None or inline is None or not script.text():
        return
    if inline.kind == "array" and not inline.children and not inline.incomplete:
        return
    listed = inline.kind == "array" and inline.children != []
    edits = split(document.source, document.tree, step) if listed else None
    yield Finding(
        inline,
        "`inline` and `scriptUri` exclude each other: the service rejects a validator with both. Make two validators of it",
        on="key",
        related=((script, "the script"),),
        fix=Fix("Make two validators, the script first", edits, safe=False) if edits is not None else None,
    )
