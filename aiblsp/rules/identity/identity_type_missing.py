"""An identity without a type; the values of the type are left to other rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp import edit
from aiblsp.diagnostic import Fix
from aiblsp.rule import ERROR, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.model import Image


@rule(ERROR, has="identity")
def identity_type_missing(image: Image, document: Document) -> Findings:
    """An identity without its type

    The published schema calls the type optional, but Resource Manager does not parse an identity without it, so the
    deployment is refused before Image Builder sees it. User-assigned is the only type that Image Builder works with.

    ## Bad

    ```json
    "identity": {
      "userAssignedIdentities": {
        "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg-id/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-aib": {}
      }
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
    identity = image.root("identity")
    if identity is None or identity.kind != "object" or identity.incomplete or identity.get("type") is not None:
        return
    identities = identity.get("userAssignedIdentities")
    if identities is None:
        return  # an empty identity is another matter
    yield Finding(
        identity,
        "`identity` has no `type`: Resource Manager refuses the template with \"Required property 'type' not found\". "
        'Add `"type": "UserAssigned"`',
        on="key",
        fix=Fix(
            "Add `UserAssigned` as the type",
            (edit.insert_member(identity.source or document.source, identity, "type", '"UserAssigned"', first=True),),
        ),
    )
