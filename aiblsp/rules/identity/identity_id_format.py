"""Keys that are not the resource ID of an identity; blanks, subscriptions, groups and names are left to other rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp.facts.ids import check_id
from aiblsp.rule import ERROR, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.model import Image


@rule(ERROR, has="identity.userAssignedIdentities")
def identity_id_format(image: Image, document: Document) -> Findings:
    """An identity that is not named by its resource ID

    Client IDs, principal IDs and bare names look natural here, but only the full resource ID says which identity is meant.
    The service refuses anything else at submission.

    ## Bad

    ```json
    "identity": {
      "type": "UserAssigned",
      "userAssignedIdentities": {"11111111-1111-1111-1111-111111111111": {}}
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
    for name, child in image.identities:
        problem = check_id("identity", name)
        if problem is not None and problem.reason == "shape":
            yield Finding(
                child,
                f"This {problem.message}. The key must be the resource ID of a user-assigned identity: "
                "`/subscriptions/…/resourceGroups/…/providers/Microsoft.ManagedIdentity/userAssignedIdentities/…`",
                on="key",
            )
