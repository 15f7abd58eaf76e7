"""Zone-redundant storage in regions without availability zones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp import edit
from aiblsp.diagnostic import Fix
from aiblsp.rule import WARNING, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.jsonc.node import Node
    from aiblsp.rule import Findings
    from aiblsp.template.model import Target


@rule(WARNING, types="SharedImage", has=("storageAccountType", "targetRegions"), since="2020-02-14")
def storage_account_type_zrs_region(target: Target, document: Document) -> Findings:
    """Zone-redundant storage in a region without zones

    `Standard_ZRS` keeps a replica in several availability zones, so it needs a region that has them. Elsewhere the distribution
    fails after the build. Which regions have zones changes: it is a warning, and the table may be behind.

    ## Bad

    ```jsonc
    // api-version: 2024-02-01
    "distribute": [
      {
        "type": "SharedImage",
        "galleryImageId": "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg/providers/Microsoft.Compute/galleries/gal/images/ubuntu",
        "runOutputName": "ubuntu",
        "targetRegions": [{"name": "westus", "storageAccountType": "Standard_ZRS"}]
      }
    ]
    ```

    ## Good

    ```jsonc
    // api-version: 2024-02-01
    "distribute": [
      {
        "type": "SharedImage",
        "galleryImageId": "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg/providers/Microsoft.Compute/galleries/gal/images/ubuntu",
        "runOutputName": "ubuntu",
        "targetRegions": [{"name": "westus2", "storageAccountType": "Standard_ZRS"}]
      }
    ]
    ```

    Source: high availability, https://learn.microsoft.com/azure/virtual-machines/azure-compute-gallery#high-availability
    """
    shared = target.get("storageAccountType")
    for replica in target.replicas:
        own = replica.node.get("storageAccountType")
        storage = own if own is not None else shared
        region = replica.region
        if storage is None or region is None or region.zones or (storage.text() or "").lower() != "standard_zrs":
            continue
        node = storage if own is not None else replica.name
        yield Finding(
            node,
            f"`{region.name}` has no availability zones that `Standard_ZRS` could use. Use `Standard_LRS` there",
            related=((storage, "the type of storage"),) if own is None else (),
            fix=_fix(own),
        )


def _fix(own: Node | None) -> Fix | None:
    if own is None or own.via is not None:
        return None
    return Fix("Change to `Standard_LRS`", (edit.replace(own, '"Standard_LRS"'),), safe=False)
