"""Both lists of regions in one target."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp import edit
from aiblsp.diagnostic import Fix
from aiblsp.rule import ERROR, Finding, rule
from aiblsp.template.written import container_as_written

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.jsonc.node import Node
    from aiblsp.rule import Findings
    from aiblsp.template.model import Target


@rule(ERROR, types="SharedImage", has="replicationRegions", since="2022-07-01")
def replication_and_target_regions(target: Target, document: Document) -> Findings:
    """replicationRegions beside targetRegions

    `targetRegions` supersedes `replicationRegions` and may be given only where the other one is not: the service refuses a target
    with both. Before 2022-07-01 there was no `targetRegions`.

    The fix removes `replicationRegions`. It is not called safe where that list has a region that the other one lacks.

    ## Bad

    ```jsonc
    // api-version: 2022-07-01
    "distribute": [
      {
        "type": "SharedImage",
        "galleryImageId": "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg/providers/Microsoft.Compute/galleries/gal/images/ubuntu",
        "runOutputName": "ubuntu",
        "replicationRegions": ["westus2"],
        "targetRegions": [{"name": "westus2"}]
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
        "targetRegions": [{"name": "westus2"}]
      }
    ]
    ```

    Source: template reference, https://learn.microsoft.com/azure/templates/microsoft.virtualmachineimages/imagetemplates
    """
    old, new = target.get("replicationRegions"), target.get("targetRegions")
    if not target.image.since("2022-07-01") or old is None or new is None:
        return
    if any(listed.kind == "array" and not listed.children for listed in (old, new)):
        return  # an empty list is another matter
    yield Finding(
        old,
        "`replicationRegions` and `targetRegions` exclude each other: the service refuses the target. Keep `targetRegions`",
        on="key",
        related=((new, "the other list"),) if new.start != old.start else (),
        fix=_fix(target, old, new, document),
    )


def _fix(target: Target, old: Node, new: Node, document: Document) -> Fix | None:
    raw = container_as_written(document.tree, target.node)
    listed = raw.get("replicationRegions") if raw is not None else None
    if raw is None or listed is None or target.get("storageAccountType") is not None:
        return None  # the storage type at this level goes with the old list
    entries = target.replicas
    kept = {replica.key for replica in entries if replica.listed is new}
    lost = [
        replica for replica in entries if replica.listed is old and (replica.key is None or replica.key not in kept)
    ]
    safe = old.kind == "array" and not old.incomplete and not lost
    return Fix("Remove `replicationRegions`", edit.remove(document.source, raw, listed), safe=safe)
