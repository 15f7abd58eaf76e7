"""Schemes of version numbers that do not exist, in the wrong letter case, or missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp import edit
from aiblsp.diagnostic import Fix
from aiblsp.facts.names import short
from aiblsp.rule import ERROR, Finding, rule
from aiblsp.template.written import container_as_written

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.jsonc.node import Node
    from aiblsp.rule import Findings
    from aiblsp.schema.mismatch import Mismatch


@rule(ERROR, types=("type-missing", "type-unknown", "type-casing"), at="properties.distribute[].versioning.scheme")
def versioning_scheme_invalid(mismatch: Mismatch, document: Document) -> Findings:
    """A scheme of version numbers that does not exist

    `versioning` needs a `scheme`: `Latest` counts on from the newest version in the gallery, `Source` takes the number of the source
    image. The text of the documentation writes both in lower case; the service compares exactly and refuses anything else.

    ## Bad

    ```jsonc
    // api-version: 2024-02-01
    "distribute": [
      {
        "type": "SharedImage",
        "galleryImageId": "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg/providers/Microsoft.Compute/galleries/gal/images/ubuntu",
        "runOutputName": "ubuntu",
        "versioning": {"scheme": "latest", "major": 1}
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
        "versioning": {"scheme": "Latest", "major": 1}
      }
    ]
    ```

    Source: versioning, https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-json#versioning
    """
    node = mismatch.node
    if mismatch.kind == "type-casing":
        right = mismatch.expected[0]
        fix = Fix(f"Change to `{right}`", (edit.replace(node, edit.quote(right)),))
        yield Finding(node, f"`{mismatch.found}` must be written `{right}`: the service compares exactly", fix=fix)
    elif mismatch.kind == "type-unknown":
        meant = mismatch.suggestion
        message = f"`{short(mismatch.found)}` is no scheme of version numbers. Use `Latest` or `Source`"
        fix = None
        if meant is not None:
            fix = Fix(f"Change to `{meant}`", (edit.replace(node, edit.quote(meant)),), safe=False)
        yield Finding(node, message, fix=fix)
    else:
        message = "`versioning` has no `scheme`: the service refuses the target. Use `Latest` or `Source`"
        yield Finding(node, message, on="key", fix=_add(node, document))


def _add(node: Node, document: Document) -> Fix | None:
    """Only `Latest` goes with a major number."""
    raw = container_as_written(document.tree, node)
    if raw is None or node.get("major") is None:
        return None
    added = edit.insert_member(document.source, raw, "scheme", '"Latest"', first=True)
    return Fix("Add `Latest` as the scheme", (added,))
