"""A type of storage for the whole target where each region has its own; offers to move it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp import edit
from aiblsp.diagnostic import Fix
from aiblsp.rule import ERROR, Finding, rule
from aiblsp.template.written import container_as_written

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.model import Target


@rule(ERROR, types="SharedImage", has="storageAccountType", since="2022-07-01")
def storage_account_type_needs_replication_regions(target: Target, document: Document) -> Findings:
    """storageAccountType at the wrong level

    Since API version 2022-07-01 `storageAccountType` of a target goes with `replicationRegions` only, and the service refuses it
    without them. With `targetRegions` each region has a `storageAccountType` of its own.

    ## Bad

    ```jsonc
    // api-version: 2022-07-01
    "distribute": [
      {
        "type": "SharedImage",
        "galleryImageId": "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg/providers/Microsoft.Compute/galleries/gal/images/ubuntu",
        "runOutputName": "ubuntu",
        "targetRegions": [{"name": "westus2"}],
        "storageAccountType": "Standard_ZRS"
      }
    ]
    ```

    ## Good

    ```jsonc
    // api-version: 2022-07-01
    "distribute": [
      {
        "type": "SharedImage",
        "galleryImageId": "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg/providers/Microsoft.Compute/galleries/gal/images/ubuntu",
        "runOutputName": "ubuntu",
        "targetRegions": [{"name": "westus2", "storageAccountType": "Standard_ZRS"}]
      }
    ]
    ```

    Source: targetRegions, https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-json#distribute-targetregions
    """
    node = target.get("storageAccountType")
    if node is None or not target.image.since("2022-07-01") or target.node.incomplete:
        return
    if target.get("replicationRegions") is not None:
        return
    listed = target.get("targetRegions")
    where = "Set it for each of the `targetRegions`" if listed is not None else "Name `targetRegions` and set it there"
    yield Finding(
        node,
        f"`storageAccountType` of a target is refused without `replicationRegions`. {where}",
        on="key",
        fix=_fix(target, document),
    )


def _fix(target: Target, document: Document) -> Fix | None:
    raw = container_as_written(document.tree, target.node)
    node = raw.get("storageAccountType") if raw is not None else None
    listed = raw.get("targetRegions") if raw is not None else None
    if raw is None or node is None or listed is None or listed.kind != "array" or not listed.children:
        return None
    if any(entry.kind != "object" or entry.incomplete for entry in listed.children):
        return None
    value = document.source.text[node.start : node.end]
    edits = [
        edit.insert_member(document.source, entry, "storageAccountType", value)
        for entry in listed.children
        if entry.get("storageAccountType") is None
    ]
    edits += edit.remove(document.source, raw, node)
    edits.sort(key=lambda one: (one.start, one.end))
    return Fix("Move it to each of the `targetRegions`", tuple(edits))
