"""Lists of regions without a region."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp.rule import INFO, Finding, rule
from aiblsp.template.replicas import lists

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.model import Target


@rule(INFO, types="SharedImage", has=("replicationRegions", "targetRegions"))
def replication_regions_empty(target: Target, document: Document) -> Findings:
    """An empty list of regions

    The image version must be replicated to at least the region of its gallery. What the service makes of a list that names
    no region is not documented, so the rule only informs.

    ## Bad

    ```jsonc
    // api-version: 2024-02-01
    "distribute": [
      {
        "type": "SharedImage",
        "galleryImageId": "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg/providers/Microsoft.Compute/galleries/gal/images/ubuntu",
        "runOutputName": "ubuntu",
        "targetRegions": []
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
        "targetRegions": [{"name": "westus2"}]
      }
    ]
    ```

    Source: targetRegions, https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-json#distribute-targetregions
    """
    for name in lists(target):
        listed = target.get(name)
        if listed is not None and listed.kind == "array" and not listed.children and not listed.incomplete:
            yield Finding(
                listed,
                f"`{name}` is empty, and what then happens is not documented. Name at least the region of the gallery",
            )
