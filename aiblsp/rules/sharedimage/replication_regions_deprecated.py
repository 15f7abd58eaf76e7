"""`replicationRegions` where `targetRegions` has taken their place; offers to convert them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp import edit
from aiblsp.diagnostic import Fix
from aiblsp.rule import INFO, Finding, rule
from aiblsp.template.written import container_as_written

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.jsonc.node import Node
    from aiblsp.rule import Findings
    from aiblsp.template.model import Target


@rule(INFO, types="SharedImage", has="replicationRegions", since="2022-07-01")
def replication_regions_deprecated(target: Target, document: Document) -> Findings:
    """replicationRegions instead of targetRegions

    Since API version 2022-07-01 `targetRegions` takes the place of `replicationRegions`, which is deprecated. It sets the number of
    replicas and the kind of storage for each region.

    ## Bad

    ```jsonc
    // api-version: 2022-07-01
    "distribute": [
      {
        "type": "SharedImage",
        "galleryImageId": "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg/providers/Microsoft.Compute/galleries/gal/images/ubuntu",
        "runOutputName": "ubuntu",
        "replicationRegions": ["westus2", "eastus"]
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
        "targetRegions": [{"name": "westus2"}, {"name": "eastus"}]
      }
    ]
    ```

    Source: targetRegions, https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-json#distribute-targetregions
    """
    listed = target.get("replicationRegions")
    if not target.image.since("2022-07-01") or listed is None or target.get("targetRegions") is not None:
        return
    if listed.kind == "array" and not listed.children:
        return  # an empty list is another matter
    yield Finding(
        listed,
        "`replicationRegions` is deprecated since API version 2022-07-01. Use `targetRegions`",
        on="key",
        fix=_fix(target, document),
        tags=frozenset({"deprecated"}),
    )


def _fix(target: Target, document: Document) -> Fix | None:
    raw = container_as_written(document.tree, target.node)
    listed = raw.get("replicationRegions") if raw is not None else None
    if raw is None or listed is None or listed.kind != "array" or listed.incomplete:
        return None
    if any(child.kind != "string" for child in listed.children) or _holds_comment(listed, document):
        return None
    storage = raw.get("storageAccountType")
    if storage is not None and storage.kind != "string":
        return None
    kept = {} if storage is None else {"storageAccountType": storage.value}
    entries = [{"name": child.value, **kept} for child in listed.children]
    edits = [edit.replace_member(document.source, listed, "targetRegions", _text(entries, listed, document))]
    if storage is not None:
        edits += edit.remove(document.source, raw, storage)
    edits.sort(key=lambda one: (one.start, one.end))
    return Fix("Convert to `targetRegions`", tuple(edits))


def _text(entries: list[dict[str, str]], listed: Node, document: Document) -> str:
    """Over several lines where the list was."""
    if "\n" not in document.source.text[listed.start : listed.end]:
        return edit.quote(entries)
    return "[\n\t" + ",\n\t".join(edit.quote(entry) for entry in entries) + "\n]"


def _holds_comment(node: Node, document: Document) -> bool:
    return any(node.start <= comment.start < node.end for comment in document.tree.comments)
