"""Identity entries that are `null`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp import edit
from aiblsp.diagnostic import Fix
from aiblsp.rule import WARNING, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.model import Image


@rule(WARNING, has="identity.userAssignedIdentities")
def identity_null_entry(image: Image, document: Document) -> Findings:
    """An identity entry that is null

    An entry of `null` is how a PATCH request takes an identity off a template. In a template that is deployed it has no
    meaning, and the identity that was meant to be there is missing.

    ## Bad

    ```json
    "identity": {
      "type": "UserAssigned",
      "userAssignedIdentities": {
        "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg-id/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-aib": {},
        "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg-id/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-old": null
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

    Source: troubleshooting, https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-troubleshoot
    """
    identity = image.node.get("identity")
    identities = identity.get("userAssignedIdentities") if identity is not None else None
    if identities is None or identities.kind != "object":
        return
    for child in identities.children:
        if child.kind == "null":
            yield Finding(
                child,
                "`null` detaches an identity in an update request; in a template it means nothing. Remove the entry",
                on="key",
                fix=Fix("Remove the entry", edit.remove(document.source, identities, child)),
            )
