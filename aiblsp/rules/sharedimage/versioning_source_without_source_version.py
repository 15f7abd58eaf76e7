"""The scheme `Source` for a source that has no version."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp import edit
from aiblsp.diagnostic import Fix
from aiblsp.rule import WARNING, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.model import Target


@rule(WARNING, types="SharedImage", has="versioning", since="2022-07-01")
def versioning_source_without_source_version(target: Target, document: Document) -> Findings:
    """The scheme Source for a source without a version

    With the scheme `Source` the version number is taken from the source image. A managed image has none, so no number can be made
    for the image version.

    ## Bad

    ```jsonc
    // api-version: 2024-02-01
    "source": {"type": "ManagedImage", "imageId": "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg/providers/Microsoft.Compute/images/base"},
    "distribute": [
      {
        "type": "SharedImage",
        "galleryImageId": "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg/providers/Microsoft.Compute/galleries/gal/images/ubuntu",
        "runOutputName": "ubuntu",
        "versioning": {"scheme": "Source"}
      }
    ]
    ```

    ## Good

    ```jsonc
    // api-version: 2024-02-01
    "source": {"type": "ManagedImage", "imageId": "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg/providers/Microsoft.Compute/images/base"},
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
    versioning, source = target.get("versioning"), target.image.source
    scheme = versioning.get("scheme") if versioning is not None else None
    if scheme is None or source is None or source.type != "ManagedImage" or (scheme.text() or "").lower() != "source":
        return
    kind = source.get("type")
    yield Finding(
        scheme,
        "A managed image has no version that `Source` could take over. Use `Latest`",
        related=((kind, "the source"),) if kind is not None else (),
        fix=Fix("Change to `Latest`", (edit.replace(scheme, '"Latest"'),), safe=False) if scheme.via is None else None,
    )
