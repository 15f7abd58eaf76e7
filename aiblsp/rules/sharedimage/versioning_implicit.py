"""Gallery targets that leave the version to the old generator; off by default."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp import edit
from aiblsp.diagnostic import Fix
from aiblsp.rule import INFO, Finding, rule
from aiblsp.template.written import container_as_written

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.model import Target


@rule(INFO, types="SharedImage", since="2022-07-01", default=False)
def versioning_implicit(target: Target, document: Document) -> Findings:
    """A version number from the old generator

    Without `versioning` and without a version in the ID, numbers such as `0.25088.3355` are made from the date. The documentation
    calls that deprecated: `Latest` counts on from the newest version in the gallery.

    The fix changes the numbers that come next.

    ## Bad

    ```jsonc
    // api-version: 2024-02-01
    "distribute": [
      {
        "type": "SharedImage",
        "galleryImageId": "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg/providers/Microsoft.Compute/galleries/gal/images/ubuntu",
        "runOutputName": "ubuntu"
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
        "versioning": {"scheme": "Latest"}
      }
    ]
    ```

    Source: versioning, https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-json#versioning
    """
    if not target.image.since("2022-07-01") or target.get("versioning") is not None or target.node.incomplete:
        return
    node = target.get("galleryImageId")
    text = node.text() if node is not None else None
    if node is None or text is None or "/versions/" in text.lower():
        return
    raw = container_as_written(document.tree, target.node)
    fix = None
    if raw is not None:
        added = edit.insert_member(document.source, raw, "versioning", '{"scheme": "Latest"}')
        fix = Fix("Add `versioning` with the scheme `Latest`", (added,), safe=False)
    yield Finding(
        node,
        "The version gets a number such as `0.25088.3355` from a generator that is deprecated. Add `versioning`",
        on="key",
        fix=fix,
    )
