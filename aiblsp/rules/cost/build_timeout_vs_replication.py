"""Many regions or replicas with a timeout that is not raised."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp.rule import HINT, Finding, rule
from aiblsp.template.replicas import lists

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.jsonc.node import Node
    from aiblsp.rule import Findings
    from aiblsp.template.model import Image

_MANY_REGIONS = 5
_MANY_REPLICAS = 20


@rule(HINT, has="properties.distribute")
def build_timeout_vs_replication(image: Image, document: Document) -> Findings:
    """Many regions and the default timeout

    The build timeout covers the distribution. Copying an image to many regions can take hours, and the build then fails
    while it waits for the Compute Gallery, after everything else has succeeded.

    ## Bad

    ```json
    // api-version: 2024-02-01
    "buildTimeoutInMinutes": 120,
    "distribute": [
      {
        "type": "SharedImage",
        "galleryImageId": "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg/providers/Microsoft.Compute/galleries/gal/images/def",
        "runOutputName": "out",
        "targetRegions": [{"name": "westus2"}, {"name": "eastus"}, {"name": "westeurope"}, {"name": "northeurope"}, {"name": "uksouth"}]
      }
    ]
    ```

    ## Good

    ```json
    // api-version: 2024-02-01
    "buildTimeoutInMinutes": 480,
    "distribute": [
      {
        "type": "SharedImage",
        "galleryImageId": "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg/providers/Microsoft.Compute/galleries/gal/images/def",
        "runOutputName": "out",
        "targetRegions": [{"name": "westus2"}, {"name": "eastus"}, {"name": "westeurope"}, {"name": "northeurope"}, {"name": "uksouth"}]
      }
    ]
    ```

    Source: waiting for Azure Compute Gallery, https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-troubleshoot
    """
    timeout = image.at("buildTimeoutInMinutes")
    if timeout is not None and (timeout.kind != "number" or not 0 <= timeout.value <= 240):
        return
    minutes = timeout.value if timeout is not None and timeout.value else 240
    for target in image.targets:
        if target.type != "SharedImage":
            continue
        for name in lists(target):
            regions = target.get(name)
            if regions is None or regions.kind != "array":
                continue
            count = len(regions.children)
            replicas = sum(map(_replicas, regions.children))
            if count < _MANY_REGIONS and replicas <= _MANY_REPLICAS:
                continue
            what = f"{count} regions" if count >= _MANY_REGIONS else f"{replicas} replicas"
            message = f"Copying the image to {what} counts for the build timeout, which is {minutes} min"
            related = ((timeout, "set here"),) if timeout is not None else ()
            yield Finding(regions, f"{message}. Raise `buildTimeoutInMinutes`", on="key", related=related)


def _replicas(region: Node) -> int:
    count = region.get("replicaCount")
    return count.value if count is not None and isinstance(count.value, int) and 0 < count.value < 1000 else 1
