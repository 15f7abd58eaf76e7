"""Exit codes that are not a list of integers; converts those that read like one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp import edit
from aiblsp.diagnostic import Fix
from aiblsp.pattern import later
from aiblsp.rule import ERROR, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.jsonc.node import Node
    from aiblsp.rule import Findings
    from aiblsp.schema.mismatch import Mismatch

_CODES = later(r"-?[0-9]{1,10}(?:[ ,;]{1,4}-?[0-9]{1,10}){0,30}")
_CODE = later(r"-?[0-9]+")
_AT = tuple(
    f"properties.{steps}[].validExitCodes{end}"
    for steps in ("customize", "validate.inVMValidations")
    for end in ("", "[]")
)


@rule(ERROR, types=("wrong-container", "wrong-type"), at=_AT)
def powershell_valid_exit_codes_type(mismatch: Mismatch, document: Document) -> Findings:
    """Exit codes that are not a list of numbers

    `validExitCodes` is an array of integers in every API version. Samples in the documentation have shown it as a string,
    and the service rejects the template with an error that does not name the property.

    ## Bad

    ```json
    "customize": [
      {"type": "PowerShell", "name": "setup", "inline": ["C:\\\\setup.exe /quiet"], "validExitCodes": "0,3010"}
    ]
    ```

    ## Good

    ```json
    "customize": [
      {"type": "PowerShell", "name": "setup", "inline": ["C:\\\\setup.exe /quiet"], "validExitCodes": [0, 3010]}
    ]
    ```

    Source: `validExitCodes` should be an array, https://github.com/MicrosoftDocs/azure-docs/issues/96317
    Source: `validExitCodes` accepts numbers, not strings, https://github.com/MicrosoftDocs/azure-docs/issues/122029
    """
    node, found = mismatch.node, mismatch.found
    article = "an" if found[:1] in "aeiou" else "a"
    if mismatch.kind == "wrong-container":
        message = f"`validExitCodes` must be an array such as `[0, 3010]`, not {article} {found}"
    elif node.kind == "number":
        message = f"The exit code `{node.value}` is no integer"
    else:
        message = f"An exit code in `validExitCodes` must be a number, not {article} {found}"
    yield Finding(
        node, f"{message}: the service rejects the template", fix=_fix(node, mismatch.kind == "wrong-container")
    )


def _fix(node: Node, whole: bool) -> Fix | None:
    if whole and node.kind == "number" and isinstance(node.value, int):
        text = f"[{node.value}]"
    elif node.kind == "string" and _CODES.fullmatch(node.value.strip("[] ")):
        codes = [str(int(code)) for code in _CODE.findall(node.value)]
        if not whole and len(codes) > 1:
            return None
        text = f"[{', '.join(codes)}]" if whole else codes[0]
    else:
        return None
    return Fix(f"Change to `{text}`", (edit.replace(node, text),))
