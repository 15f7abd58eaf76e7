"""The same region twice in one list."""

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
    from aiblsp.template.replicas import Replica


@rule(ERROR, types="SharedImage", has=("replicationRegions", "targetRegions"))
def replication_region_duplicate(target: Target, document: Document) -> Findings:
    """A region that is listed twice

    A gallery refuses an image version with the same target region twice, and does so after the build. `West US 2` and `westus2` are
    the same region.

    The fix removes the later entry. It is not called safe where the two differ in replicas or storage.

    ## Bad

    ```jsonc
    // api-version: 2024-02-01
    "distribute": [
      {
        "type": "SharedImage",
        "galleryImageId": "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg/providers/Microsoft.Compute/galleries/gal/images/ubuntu",
        "runOutputName": "ubuntu",
        "targetRegions": [{"name": "westus2"}, {"name": "West US 2"}]
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

    Source: targetRegions, https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-json#distribute-targetregions
    """
    first: dict[tuple[int, str], Replica] = {}
    for replica in target.replicas:
        key, name = replica.key, replica.name
        if not key or name is None:
            continue
        earlier = first.setdefault((id(replica.listed), key), replica)
        if earlier is replica or earlier.name is None:
            continue
        used = earlier.name.via or earlier.name
        yield Finding(
            name,
            f"`{key}` is listed twice: the gallery refuses the version after the build. Remove one of them",
            span=(name.via.start, name.via.end) if name.via is not None else None,
            related=((used, "listed here"),) if used.start != name.start else (),
            fix=_fix(replica, earlier, document),
        )


def _fix(replica: Replica, earlier: Replica, document: Document) -> Fix | None:
    listed = container_as_written(document.tree, replica.listed)
    if listed is None or len(listed.children) != len(replica.listed.children):
        return None
    index = next(index for index, child in enumerate(replica.listed.children) if child is replica.node)
    edits = edit.remove(document.source, listed, listed.children[index])
    safe = _settings(replica.node) == _settings(earlier.node) and _words(replica) == _words(earlier)
    return Fix("Remove the entry", edits, safe=safe)


def _words(replica: Replica) -> str | None:
    """The expression that brings the name; two different ones may be the same region by their default values only."""
    via = replica.name.via if replica.name is not None else None
    return via.value if via is not None else None


def _settings(node: Node) -> list[tuple[str, object]]:
    """All that is said of a region but its name."""
    settings = [(child.key.text, child.value) for child in node.children if child.key is not None]
    return sorted((name, repr(value)) for name, value in settings if name != "name")
