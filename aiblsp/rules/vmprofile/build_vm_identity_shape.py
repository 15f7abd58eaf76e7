"""Identities of the build VM in a map where a list belongs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp import edit
from aiblsp.diagnostic import Fix
from aiblsp.rule import ERROR, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.schema.mismatch import Mismatch


_LIST = "properties.vmProfile.userAssignedIdentities"
_AT = (_LIST, f"{_LIST}[]")


@rule(ERROR, types=("wrong-container", "wrong-type"), at=_AT)
def build_vm_identity_shape(mismatch: Mismatch, document: Document) -> Findings:
    """Identities of the build VM in a map

    The identities of the build VM are a list of resource IDs, other than the identity of the template, which is a map. The
    service refuses the one form in the place of the other.

    ## Bad

    ```json
    "vmProfile": {"userAssignedIdentities": {"/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg-id/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-build": {}}}
    ```

    ## Good

    ```json
    "vmProfile": {"userAssignedIdentities": ["/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg-id/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-build"]}
    ```

    Source: identity of the build VM, https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-json#user-assigned-identity-for-the-image-builder-build-vm
    """
    node = mismatch.node
    if node.key is None:
        yield Finding(node, "Each identity of the build VM is given by the text of its resource ID")
        return
    fix = None
    if node.kind == "object" and node.children and node.via is None and node.source is None:
        names = [
            child.key.text
            for child in node.children
            if child.key is not None and child.key.known and not child.children
        ]
        commented = any(node.start <= comment.start < node.end for comment in document.tree.comments)
        if len(names) == len(node.children) and not commented:
            fix = Fix("Make a list of it", (edit.replace(node, edit.quote(names)),))
    yield Finding(
        node,
        "The identities of the build VM are a list of resource IDs (a map is the form of the template's own identity): the service rejects this",
        fix=fix,
    )
