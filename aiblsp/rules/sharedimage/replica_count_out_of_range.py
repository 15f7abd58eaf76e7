"""Numbers of replicas beyond what a gallery holds; numbers below 1 are left to the contract."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aiblsp.rule import ERROR, INFO, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.model import Target

_MOST: Final = 100
_ENOUGH: Final = 50


@rule(ERROR, types="SharedImage", has="targetRegions", since="2022-07-01")
def replica_count_out_of_range(target: Target, document: Document) -> Findings:
    """More replicas than a gallery holds

    An image version can have 100 replicas, all regions together, and 50 are enough for most uses. The gallery refuses more after
    the build.

    ## Bad

    ```jsonc
    // api-version: 2024-02-01
    "distribute": [
      {
        "type": "SharedImage",
        "galleryImageId": "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg/providers/Microsoft.Compute/galleries/gal/images/ubuntu",
        "runOutputName": "ubuntu",
        "targetRegions": [{"name": "westus2", "replicaCount": 200}]
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
        "targetRegions": [{"name": "westus2", "replicaCount": 2}]
      }
    ]
    ```

    Source: limits, https://learn.microsoft.com/azure/virtual-machines/azure-compute-gallery#limits
    """
    listed = target.get("targetRegions")
    if listed is None or listed.kind != "array":
        return
    total = 0
    for entry in listed.children:
        node = entry.get("replicaCount")
        count = node.value if node is not None and node.kind == "number" else 1
        total += max(count, 1)
        if node is not None and count > _MOST:
            yield Finding(node, f"{count} replicas are too many: an image version can have {_MOST} in all")
            return
    if total > _MOST:
        yield Finding(listed, f"{total} replicas are too many: an image version can have {_MOST} in all", on="key")
    elif total > _ENOUGH:
        yield Finding(listed, f"{total} replicas: {_ENOUGH} are enough for most uses", on="key", severity=INFO)
