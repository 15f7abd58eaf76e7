"""Elements of `inline` that are no strings; blank lines are harmless and none of its business."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp import edit
from aiblsp.diagnostic import Edit, Fix
from aiblsp.rule import ERROR, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.jsonc.node import Node
    from aiblsp.rule import Findings
    from aiblsp.schema.mismatch import Mismatch


@rule(
    ERROR, types="wrong-type", at=("properties.customize[].inline[]", "properties.validate.inVMValidations[].inline[]")
)
def inline_element_not_string(mismatch: Mismatch, document: Document) -> Findings:
    """An inline command that is no string

    Each element of `inline` is one line of a script and must be a string; the service rejects anything else. An array in
    the array mostly comes from a variable that already is the whole list: then `inline` takes the variable itself.

    ## Bad

    ```json
    "customize": [{"type": "Shell", "name": "setup", "inline": ["echo hi", ["echo ready"]]}]
    ```

    ## Good

    ```json
    "customize": [{"type": "Shell", "name": "setup", "inline": ["echo hi", "echo ready"]}]
    ```

    Source: template schema, https://learn.microsoft.com/azure/templates/microsoft.virtualmachineimages/imagetemplates
    """
    node, found = mismatch.node, mismatch.found
    article = "an" if found[:1] in "aeiou" else "a"
    message = f"An element of `inline` must be a string, not {article} {found}: the service rejects the template"
    if node.kind == "array":
        message += ". Give the commands without the inner brackets"
    yield Finding(node, message, fix=_fix(node, document))


def _fix(node: Node, document: Document) -> Fix | None:
    if node.via is not None or node.source is not None:
        return None
    if node.kind in ("number", "boolean"):
        written = document.source.text[node.start : node.end]
        return Fix("Put it into quotes", (edit.replace(node, edit.quote(written)),))
    if node.kind == "array" and node.children and all(child.kind == "string" for child in node.children):
        first, last = node.children[0].start, node.children[-1].end
        text = document.source.text
        lost = text[node.start + 1 : first] + text[last : node.end - 1]
        if lost.strip(" \t\r\n,") or any(child.via is not None for child in node.children):
            return None
        return Fix("Take the inner brackets away", (Edit(node.start, first, ""), Edit(last, node.end, "")))
    return None
