"""A `dependsOn` that is no array of strings; offers the brackets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp import edit
from aiblsp.diagnostic import Fix
from aiblsp.expression.functions import function
from aiblsp.expression.node import Call
from aiblsp.expression.parser import is_expression, parse
from aiblsp.rule import ERROR, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.jsonc.node import Node
    from aiblsp.rule import Findings
    from aiblsp.template.model import Image


@rule(ERROR, has="dependsOn", only="resource")
def depends_on_not_array(image: Image, document: Document) -> Findings:
    """A `dependsOn` that is not an array

    `dependsOn` is a list of names or IDs, also for a single one. Azure Resource Manager refuses a template with a string
    in its place, or with anything but strings in the list.

    ## Bad

    ```jsonc
    // wrap: deployment
    "dependsOn": "[resourceId('Microsoft.Compute/galleries', 'gal')]",
    "location": "westus2"
    ```

    ## Good

    ```jsonc
    // wrap: deployment
    "dependsOn": [],
    "location": "westus2"
    ```

    Source: dependsOn, https://learn.microsoft.com/azure/azure-resource-manager/templates/resource-dependency
    """
    node, body = image.node.get("dependsOn"), image.body.get("dependsOn")
    if image.kind != "resource" or node is None or body is None:
        return
    if body.kind == "array":
        for child in body.children:
            if child.kind not in ("string", "unknown", "null"):
                yield Finding(
                    child, "An entry of `dependsOn` must be a string: Azure Resource Manager refuses the template"
                )
        return
    if body.kind == "unknown" and not _is_text(node):
        return
    fix = Fix("Put it into an array", edit.wrap(document.source, node, "[", "]")) if node.kind == "string" else None
    yield Finding(node, "`dependsOn` must be an array: Azure Resource Manager refuses the template", fix=fix)


def _is_text(node: Node) -> bool:
    """Whether an expression is known to give a string, whatever that string is."""
    text = node.text()
    root = parse(text).root if text is not None and is_expression(text) else None
    known = function(root.name) if isinstance(root, Call) and root.namespace is None else None
    return known is not None and known.returns == "string"
