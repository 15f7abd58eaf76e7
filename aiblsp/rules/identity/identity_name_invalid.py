"""Names of identities that Azure does not give out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp.facts.ids import check_id
from aiblsp.rule import WARNING, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.model import Image


@rule(WARNING, has="identity.userAssignedIdentities")
def identity_name_invalid(image: Image, document: Document) -> Findings:
    """An identity name that cannot exist

    The name of a user-assigned identity has 3 to 128 letters, digits, hyphens and underscores, and starts with a letter or
    digit. With any other name the identity is not found.

    ## Bad

    ```json
    "identity": {
      "type": "UserAssigned",
      "userAssignedIdentities": {
        "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg-id/providers/Microsoft.ManagedIdentity/userAssignedIdentities/_x": {}
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

    Source: naming rules for Azure resources, https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules
    """
    for name, child in image.identities:
        problem = check_id("identity", name)
        if problem is not None and problem.reason == "name":
            yield Finding(
                child,
                f"{problem.sentence}. No such identity can exist",
                on="key",
            )
