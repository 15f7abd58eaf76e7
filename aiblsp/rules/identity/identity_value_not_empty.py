"""Identity entries with something in them; `null` is left to another rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp import edit
from aiblsp.diagnostic import Fix
from aiblsp.rule import WARNING, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.schema.mismatch import Mismatch


_ENTRY = "identity.userAssignedIdentities.{key}"
_AT = (_ENTRY, f"{_ENTRY}.clientId", f"{_ENTRY}.principalId")


@rule(WARNING, types=("read-only", "wrong-container"), at=_AT)
def identity_value_not_empty(mismatch: Mismatch, document: Document) -> Findings:
    """An identity entry that is not empty

    In a template the key names the identity and the value stays `{}`. Client ID and principal ID appear there when a
    template is read back from Azure; written by hand they are ignored or refused.

    ## Bad

    ```json
    "identity": {
      "type": "UserAssigned",
      "userAssignedIdentities": {
        "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg-id/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-aib": {"clientId": "11111111-1111-1111-1111-111111111111"}
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

    Source: azure-cli issue 12976, https://github.com/Azure/azure-cli/issues/12976
    """
    node, parent = mismatch.node, mismatch.parent
    if mismatch.kind == "wrong-container" and node.kind == "null":
        return
    message = "The value of an identity is an empty object: its client and principal IDs are set by Azure. Write `{}`"
    if mismatch.kind == "wrong-container":
        fix = Fix("Empty it", (edit.replace(node, "{}"),)) if node.via is None else None
        yield Finding(node, message, fix=fix)
    elif parent is not None:
        yield Finding(node, message, on="key", fix=Fix("Remove it", edit.remove(document.source, parent, node)))
