"""Types of identity that Image Builder does not work with; `None` and wrong casing are left to other rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp.rule import ERROR, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.schema.mismatch import Mismatch


@rule(ERROR, types="enum", at="identity.type")
def identity_type_unsupported(mismatch: Mismatch, document: Document) -> Findings:
    """A type of identity that Image Builder does not support

    Other services accept a system-assigned identity, alone or beside a user-assigned one. Image Builder refuses both: the
    identity must exist, with its roles, before the template is submitted.

    ## Bad

    ```json
    "identity": {"type": "SystemAssigned"}
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
    if mismatch.node.kind != "string":
        return
    yield Finding(
        mismatch.node,
        f"`{mismatch.node.value[:60]}` is no identity that Image Builder works with. Use `UserAssigned` with a user-assigned identity",
    )
