"""Replication to one region only; off by default."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp.rule import INFO, Finding, rule
from aiblsp.template.replicas import all_known

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.model import Target


@rule(INFO, types="SharedImage", default=False)
def replication_single_region(target: Target, document: Document) -> Findings:
    """An image version in one region only

    Where the only region with a replica fails, no virtual machine can be made from the image. The reliability guide asks for a
    replica in a second region.

    ## Bad

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

    ## Good

    ```jsonc
    // api-version: 2024-02-01
    "distribute": [
      {
        "type": "SharedImage",
        "galleryImageId": "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg/providers/Microsoft.Compute/galleries/gal/images/ubuntu",
        "runOutputName": "ubuntu",
        "targetRegions": [{"name": "westus2"}, {"name": "westus3"}]
      }
    ]
    ```

    Source: reliability, https://learn.microsoft.com/azure/reliability/reliability-image-builder
    """
    listed = all_known(target)
    if listed is not None and len(listed) == 1:
        yield Finding(
            listed[0].listed,
            "The image version is in one region only. Replicate it to a second one to outlast the failure of a region",
            on="key",
        )
