"""Shallow replication, and where it goes with more than one replica."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp.rule import INFO, WARNING, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.model import Target


@rule(WARNING, types="SharedImage", has="replicationMode", since="2025-10-01")
def replication_mode_shallow(target: Target, document: Document) -> Findings:
    """Shallow replication

    A shallow replica is made fast and is for tests, or for images above 2 TB; it is not meant for production. Galleries make it in
    one region with one replica. With more than that the rule is a warning, otherwise it only informs.

    ## Bad

    ```jsonc
    // api-version: 2025-10-01
    "distribute": [
      {
        "type": "SharedImage",
        "galleryImageId": "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg/providers/Microsoft.Compute/galleries/gal/images/ubuntu",
        "runOutputName": "ubuntu",
        "replicationMode": "Shallow",
        "targetRegions": [{"name": "westus2"}, {"name": "eastus"}]
      }
    ]
    ```

    ## Good

    ```jsonc
    // api-version: 2025-10-01
    "distribute": [
      {
        "type": "SharedImage",
        "galleryImageId": "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg/providers/Microsoft.Compute/galleries/gal/images/ubuntu",
        "runOutputName": "ubuntu",
        "replicationMode": "Full",
        "targetRegions": [{"name": "westus2"}, {"name": "eastus"}]
      }
    ]
    ```

    Source: Azure Compute Gallery, https://learn.microsoft.com/azure/virtual-machines/azure-compute-gallery
    """
    node = target.get("replicationMode")
    if node is None or (node.text() or "").lower() != "shallow":
        return
    listed = target.replicas
    counts = [replica.node.get("replicaCount") for replica in listed]
    if len(listed) > 1 or any(count is not None and count.kind == "number" and count.value > 1 for count in counts):
        yield Finding(
            node, "Shallow replication is for one replica in one region, this target asks for more. Use `Full`"
        )
    else:
        message = "Shallow replication is meant for tests and for images above 2 TB. Use `Full` for production"
        yield Finding(node, message, severity=INFO)
