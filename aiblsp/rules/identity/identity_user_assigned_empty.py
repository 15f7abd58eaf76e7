"""An identity that names no identity; a missing identity or type is left to other rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp.rule import ERROR, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.model import Image


@rule(ERROR, has="identity", since="2020-02-14")
def identity_user_assigned_empty(image: Image, document: Document) -> Findings:
    """A user-assigned identity that names none

    The type alone gives Image Builder nothing to work with. The map below it must have the resource ID of one
    user-assigned identity as its key, with an empty object as the value.

    ## Bad

    ```json
    "identity": {"type": "UserAssigned", "userAssignedIdentities": {}}
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
    identity = image.root("identity")
    if identity is None or identity.kind != "object" or identity.incomplete:
        return
    kind = identity.get("type")
    identities = identity.get("userAssignedIdentities")
    if kind is None and identities is None:
        yield Finding(
            identity, "`identity` is empty. Name a user-assigned identity in it, the service requires one", on="key"
        )
        return
    if kind is not None and (kind.text() or "").lower() != "userassigned":
        return
    if identities is None:
        yield Finding(
            kind or identity,
            "`UserAssigned` needs `userAssignedIdentities` with the resource ID of the identity; without it the service refuses the template",
        )
    elif identities.kind == "object" and not identities.children and not identities.incomplete:
        yield Finding(
            identities,
            "`userAssignedIdentities` is empty. Name the resource ID of the identity in it; without it the service refuses the template",
        )
