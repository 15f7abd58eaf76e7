"""Replication to many regions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aiblsp.rule import INFO, Finding, rule
from aiblsp.template.replicas import lists

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.model import Target

_MANY: Final = 3


@rule(INFO, types="SharedImage", has=("replicationRegions", "targetRegions"))
def replication_many_regions(target: Target, document: Document) -> Findings:
    """Replication to more than three regions

    The build is not finished before the image version has arrived in all regions, and its time counts against
    `buildTimeoutInMinutes`. Regions that can wait are better added to the image version afterwards.

    ## Bad

    ```jsonc
    // api-version: 2024-02-01
    "distribute": [
      {
        "type": "SharedImage",
        "galleryImageId": "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg/providers/Microsoft.Compute/galleries/gal/images/ubuntu",
        "runOutputName": "ubuntu",
        "targetRegions": [{"name": "westus2"}, {"name": "eastus"}, {"name": "westeurope"}, {"name": "northeurope"}]
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
        "targetRegions": [{"name": "westus2"}, {"name": "eastus"}]
      }
    ]
    ```

    Source: SharedImage target, https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-json#distribute-sharedimage
    """
    for name in lists(target):
        listed = target.get(name)
        if listed is not None and listed.kind == "array" and len(listed.children) > _MANY:
            yield Finding(
                listed,
                f"The build waits until the image is in all {len(listed.children)} regions. "
                "Those that can wait are better added to the image version later",
                on="key",
            )
