"""`runElevated` and `runAsSystem` of another type than boolean; converts what reads like one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp import edit
from aiblsp.diagnostic import Fix
from aiblsp.facts.names import short
from aiblsp.rule import ERROR, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.schema.mismatch import Mismatch

_AT = tuple(
    f"properties.{steps}[].{name}"
    for steps in ("customize", "validate.inVMValidations")
    for name in ("runElevated", "runAsSystem")
)
_MEANT = {
    "true": "true",
    "yes": "true",
    "on": "true",
    "1": "true",
    "false": "false",
    "no": "false",
    "off": "false",
    "0": "false",
}


@rule(ERROR, types="wrong-type", at=_AT)
def powershell_boolean_as_string(mismatch: Mismatch, document: Document) -> Findings:
    """`runElevated` or `runAsSystem` in quotes

    Both are booleans. The sample in the documentation puts its placeholder in quotes, and they stay when it is filled
    in: the service then rejects the template.

    ## Bad

    ```json
    "customize": [
      {"type": "PowerShell", "name": "setup", "inline": ["Get-Service"], "runElevated": "true", "runAsSystem": true}
    ]
    ```

    ## Good

    ```json
    "customize": [
      {"type": "PowerShell", "name": "setup", "inline": ["Get-Service"], "runElevated": true, "runAsSystem": true}
    ]
    ```

    Source: PowerShell customizer, https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-json#powershell-customizer
    """
    node, name = mismatch.node, mismatch.name
    text = str(node.value).strip().lower() if node.kind in ("string", "number") else ""
    right = _MEANT.get(text)
    message = f"`{name}` must be `true` or `false` without quotes"
    if node.kind != "string":
        message = (
            f"`{name}` must be `true` or `false`, not {'an' if mismatch.found[:1] in 'aeiou' else 'a'} {mismatch.found}"
        )
    elif right is None:
        message += f", not `{short(node.value)}`"
    fix = Fix(f"Change to `{right}`", (edit.replace(node, right),)) if right is not None else None
    yield Finding(node, f"{message}: the service rejects the template", fix=fix)
