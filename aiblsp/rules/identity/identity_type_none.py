"""An identity of type `None`, which the contract allows and the service refuses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp.rule import ERROR, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.model import Image


@rule(ERROR, has="identity", since="2020-02-14")
def identity_type_none(image: Image, document: Document) -> Findings:
    """An identity of type None

    The contract lists `None`, and yet the service answers that a managed identity is required for building the template
    with the current API version.

    ## Bad

    ```json
    "apiVersion": "2024-02-01",
    "identity": {"type": "None"}
    ```

    ## Good

    ```json
    "apiVersion": "2024-02-01",
    "identity": {
      "type": "UserAssigned",
      "userAssignedIdentities": {
        "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg-id/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-aib": {}
      }
    }
    ```

    Source: azure-cli issue 28677, https://github.com/Azure/azure-cli/issues/28677
    """
    identity = image.root("identity")
    kind = identity.get("type") if identity is not None else None
    if kind is None or kind.text() != "None":
        return
    yield Finding(
        kind,
        "`None` passes the schema, but the build is refused: a managed identity is required since 2020-02-14. "
        "Use `UserAssigned` with a user-assigned identity",
    )
