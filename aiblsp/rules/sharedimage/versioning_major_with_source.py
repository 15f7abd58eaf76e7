"""A major number where the source image gives all numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp import edit
from aiblsp.diagnostic import Fix
from aiblsp.rule import ERROR, WARNING, Finding, rule
from aiblsp.template.written import as_written

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.schema.mismatch import Mismatch


@rule(ERROR, types="other-type", at="properties.distribute[].versioning.major")
def versioning_major_with_source(mismatch: Mismatch, document: Document) -> Findings:
    """A major number for the scheme Source

    `major` fixes the first number of the versions that the scheme `Latest` makes. With `Source` all numbers come from the source image,
    so API versions since 2024-02-01 refuse it and earlier ones ignore it.

    ## Bad

    ```jsonc
    // api-version: 2024-02-01
    "distribute": [
      {
        "type": "SharedImage",
        "galleryImageId": "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg/providers/Microsoft.Compute/galleries/gal/images/ubuntu",
        "runOutputName": "ubuntu",
        "versioning": {"scheme": "Source", "major": 1}
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
        "versioning": {"scheme": "Source"}
      }
    ]
    ```

    Source: versioning, https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-json#versioning
    """
    written = as_written(document.tree, mismatch.node)
    yield Finding(
        mismatch.node,
        f"`major` goes with the scheme `Latest`; with `Source` {mismatch.fate}",
        on="key",
        fix=Fix("Remove `major`", edit.remove(document.source, *written)) if written is not None else None,
        severity=None if mismatch.strict else WARNING,
    )
