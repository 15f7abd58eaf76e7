"""`inline` that is not an array; its elements are left to `inline-element-not-string`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp import edit
from aiblsp.diagnostic import Fix
from aiblsp.rule import ERROR, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.jsonc.node import Node
    from aiblsp.rule import Findings
    from aiblsp.schema.mismatch import Mismatch


@rule(
    ERROR, types="wrong-container", at=("properties.customize[].inline", "properties.validate.inVMValidations[].inline")
)
def inline_not_array(mismatch: Mismatch, document: Document) -> Findings:
    """Inline commands that are not in an array

    Samples in the documentation have shown `inline` as a string. It is an array of strings in every API version, also
    with a single command, and the service rejects anything else. The elements are joined by line ends to one script, so
    the fix makes one element of each line.

    ## Bad

    ```json
    "customize": [{"type": "Shell", "name": "setup", "inline": "echo hi"}]
    ```

    ## Good

    ```json
    "customize": [{"type": "Shell", "name": "setup", "inline": ["echo hi"]}]
    ```

    Source: syntax of the PowerShell customizer, https://github.com/MicrosoftDocs/azure-docs/issues/76987
    """
    node, found = mismatch.node, mismatch.found
    article = "an" if found[:1] in "aeiou" else "a"
    yield Finding(
        node,
        f"`inline` must be an array of commands, not {article} {found}: the service rejects the template",
        fix=_fix(node),
    )


def _fix(node: Node) -> Fix | None:
    if node.kind != "string" or node.via is not None or node.source is not None:
        return None
    lines = node.value.replace("\r\n", "\n").strip("\n").split("\n")
    return Fix("Put it into an array", (edit.replace(node, "[" + ", ".join(map(edit.quote, lines)) + "]"),))
