"""Identities of the build VM that are not named by their ID, or named twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp import edit
from aiblsp.diagnostic import Fix
from aiblsp.facts.ids import check_id
from aiblsp.rule import ERROR, WARNING, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.jsonc.node import Node
    from aiblsp.rule import Findings
    from aiblsp.template.model import Image


@rule(ERROR, has="properties.vmProfile.userAssignedIdentities", since="2021-10-01")
def build_vm_identity_id_format(image: Image, document: Document) -> Findings:
    """An identity of the build VM that is not named by its ID

    Each entry is the full resource ID of a user-assigned identity; names and client IDs are refused. Naming one twice is of no
    use, and a warning.

    ## Bad

    ```json
    "vmProfile": {"userAssignedIdentities": ["id-build"]}
    ```

    ## Good

    ```json
    "vmProfile": {"userAssignedIdentities": ["/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg-id/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-build"]}
    ```

    Source: identity of the build VM, https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-json#user-assigned-identity-for-the-image-builder-build-vm
    """
    listed = image.at("vmProfile", "userAssignedIdentities")
    if listed is None or listed.kind != "array":
        return
    seen: dict[str, Node] = {}
    for node in listed.children:
        text = node.text()
        if text is None:
            continue
        problem = check_id("identity", text)
        if problem is not None and problem.reason in ("shape", "name"):
            yield Finding(
                node,
                f"This {problem.message}. An identity is named by `…/Microsoft.ManagedIdentity/userAssignedIdentities/…`"
                if problem.reason == "shape"
                else f"{problem.sentence}: there can be no such identity",
            )
            continue
        first = seen.setdefault(text.lower().rstrip("/"), node)
        if first is not node:
            fix = None
            if listed.via is None and listed.source is None and node.via is None:
                fix = Fix("Remove it", edit.remove(document.source, listed, node))
            yield Finding(
                node,
                "This identity is in the list already",
                severity=WARNING,
                related=((first, "the first time"),),
                fix=fix,
            )
