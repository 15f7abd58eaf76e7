"""Types of storage that the API version does not know, for the target or one of its regions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp import edit
from aiblsp.diagnostic import Fix
from aiblsp.facts.names import short
from aiblsp.rule import ERROR, WARNING, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.schema.mismatch import Mismatch

_AT = (
    "properties.distribute[].storageAccountType",
    "properties.distribute[].targetRegions[].storageAccountType",
)


@rule(ERROR, types="enum", at=_AT)
def storage_account_type_invalid(mismatch: Mismatch, document: Document) -> Findings:
    """A type of storage that is not accepted

    Replicas are stored as `Standard_LRS` or `Standard_ZRS`, and since API version 2022-07-01 as `Premium_LRS`. Other values may
    come later, so a value that no version knows is a warning.

    ## Bad

    ```jsonc
    // api-version: 2020-02-14
    "distribute": [
      {
        "type": "SharedImage",
        "galleryImageId": "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg/providers/Microsoft.Compute/galleries/gal/images/ubuntu",
        "runOutputName": "ubuntu",
        "replicationRegions": ["westus2"],
        "storageAccountType": "Premium_LRS"
      }
    ]
    ```

    ## Good

    ```jsonc
    // api-version: 2020-02-14
    "distribute": [
      {
        "type": "SharedImage",
        "galleryImageId": "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg/providers/Microsoft.Compute/galleries/gal/images/ubuntu",
        "runOutputName": "ubuntu",
        "replicationRegions": ["westus2"],
        "storageAccountType": "Standard_ZRS"
      }
    ]
    ```

    Source: SharedImage target, https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-json#distribute-sharedimage
    """
    node, found = mismatch.node, short(mismatch.found)
    *others, last = (f"`{value}`" for value in mismatch.expected)
    allowed = f"{', '.join(others)} or {last}"
    if mismatch.since is not None:
        message = f"`{found}` came with API version {mismatch.since}; {mismatch.api_version} accepts {allowed}"
        yield Finding(node, message)
        return
    message = f"`{found}` is no type of storage that is known for image versions. Use {allowed}"
    fix = None
    if mismatch.suggestion is not None:
        replaced = edit.replace(node, edit.quote(mismatch.suggestion))
        fix = Fix(f"Change to `{mismatch.suggestion}`", (replaced,), safe=False)
    yield Finding(node, message, fix=fix, severity=WARNING)
