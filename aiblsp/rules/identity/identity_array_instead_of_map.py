"""Identities in an array where a map belongs."""

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


@rule(ERROR, types="wrong-container", at="identity.userAssignedIdentities")
def identity_array_instead_of_map(mismatch: Mismatch, document: Document) -> Findings:
    """Identities in an array where a map belongs

    The identity of the template is a map: the resource ID is the key, an empty object the value. The list of identities in
    `vmProfile` is an array, and the two are easily mixed up. Resource Manager refuses the array at submission.

    ## Bad

    ```json
    "identity": {
      "type": "UserAssigned",
      "userAssignedIdentities": [
        "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg-id/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-aib"
      ]
    }
    ```

    ## Good

    ```json
    "identity": {
      "type": "UserAssigned",
      "userAssignedIdentities": {
        "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg-id/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-aib": {}
      }
    }
    ```

    Source: user-assigned identity for the image template, https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-json#user-assigned-identity-for-azure-image-builder-image-template-resource
    """
    node = mismatch.node
    if node.kind != "array":
        yield Finding(
            node, "`userAssignedIdentities` must be an object with the resource ID of the identity as its key"
        )
        return
    values = [child.value for child in node.children if child.kind == "string"]
    plain = node.via is None and len(values) == len(node.children) and all(child.via is None for child in node.children)
    fix = (
        Fix("Make a map of it", (edit.replace(node, _map(values)),))
        if plain and values and _bare(document, node)
        else None
    )
    yield Finding(
        node,
        "`userAssignedIdentities` of the template is an object with resource IDs as keys, not an array (that is the form in `vmProfile`)",
        fix=fix,
    )


def _map(values: list[str]) -> str:
    return "{" + ", ".join(f"{edit.quote(value)}: {{}}" for value in values) + "}"


def _bare(document: Document, node: Node) -> bool:
    """Whether nothing but the strings stands there: a comment would be lost."""
    return not any(node.start <= comment.start < node.end for comment in document.tree.comments)
