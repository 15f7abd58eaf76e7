"""Required properties that are absent, types included; sections and fields with more to say have rules of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp.rule import ERROR, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.jsonc.node import Node
    from aiblsp.rule import Findings
    from aiblsp.schema.mismatch import Mismatch


@rule(ERROR, types=("missing", "type-missing"), rows=("source-missing",))
def required_property_missing(mismatch: Mismatch, document: Document) -> Findings:
    """A required property is missing

    The service checks required fields when the template is submitted and answers "Missing field". What is required
    depends on the type and on the API version; where the version is not known, only what all versions require counts. An
    object that was built by an expression which cannot be evaluated, or that was not read completely, lacks nothing.

    ## Bad

    ```jsonc
    "distribute": [
      {"type": "ManagedImage", "runOutputName": "out", "location": "westus2"}
    ]
    ```

    ## Good

    ```jsonc
    "distribute": [
      {
        "type": "ManagedImage",
        "runOutputName": "out",
        "location": "westus2",
        "imageId": "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg/providers/Microsoft.Compute/images/img"
      }
    ]
    ```

    Source: required fields are missing, https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-troubleshoot
    """
    if mismatch.path == "identity":
        return  # `identity-missing` speaks of it, in versions that do not require it too
    message = f"`{mismatch.name}` is missing in {mismatch.holder}: the service rejects the template"
    if mismatch.kind == "type-missing":
        message += f". Use {', '.join(f'`{name}`' for name in mismatch.expected)}"
    node = mismatch.node
    kind = node.get("type")
    if node.key is None and kind is not None and mismatch.kind == "missing":
        yield Finding(kind, message)
        return
    yield _at_start(node, message)


def _at_start(node: Node, message: str) -> Finding:
    """On the name or the first bracket: an object over many lines is too much to underline."""
    if node.key is not None or node.source is not None or node.via is not None:
        return Finding(node, message, on="key")
    return Finding(node, message, span=(node.start, node.start + 1))
