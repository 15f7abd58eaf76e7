"""More than one identity on an image template."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp.rule import ERROR, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.model import Image


@rule(ERROR, has="identity.userAssignedIdentities")
def identity_multiple(image: Image, document: Document) -> Findings:
    """More than one identity

    The template's own identity must be exactly one. Identities that scripts on the build VM need are listed in
    `vmProfile.userAssignedIdentities` since 2021-10-01.

    ## Bad

    ```json
    "identity": {
      "type": "UserAssigned",
      "userAssignedIdentities": {
        "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg-id/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-aib": {},
        "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg-id/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-build": {}
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
    named = {name.lower(): child for name, child in image.identities}
    first, *others = named.values() or [None]
    for other in others:
        yield Finding(
            other,
            "Image Builder works with a single identity, and this is another one. "
            "Keep one here; identities for the build VM belong in `vmProfile.userAssignedIdentities` (since 2021-10-01)",
            on="key",
            related=((first, "the first identity"),) if first is not None else (),
        )
