"""A `dependsOn` in a bare resource body, where nothing reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp import edit
from aiblsp.diagnostic import Fix
from aiblsp.rule import INFO, WARNING, Finding, rule
from aiblsp.template.written import as_written

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.model import Image


@rule(INFO, has="dependsOn", only="bare")
def depends_on_in_raw_body(image: Image, document: Document) -> Findings:
    """A `dependsOn` in a bare resource body

    `dependsOn` orders the resources of a deployment. A bare resource body is sent by itself, so nothing waits for the
    resources that it names. Since API version 2024-02-01, which rejects unknown fields, it may even be refused; there the
    rule is a warning. An empty list is left alone.

    ## Bad

    ```jsonc
    "dependsOn": [
      "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg/providers/Microsoft.Compute/galleries/gal"
    ]
    ```

    ## Good

    ```jsonc
    "location": "westus2"
    ```

    Source: dependsOn, https://learn.microsoft.com/azure/azure-resource-manager/templates/resource-dependency
    """
    node = image.root("dependsOn")
    if image.kind != "bare" or node is None or (node.kind == "array" and not node.children):
        return
    written = as_written(document.tree, node)
    message = "`dependsOn` belongs to deployment templates; in a bare resource body it has no effect"
    if image.strict:
        message += ", and API versions since 2024-02-01 may reject it"
    yield Finding(
        node,
        f"{message}. Remove it",
        on="key",
        fix=None if written is None else Fix("Remove it", edit.remove(document.source, *written)),
        severity=WARNING if image.strict else None,
        tags=frozenset({"unnecessary"}),
    )
