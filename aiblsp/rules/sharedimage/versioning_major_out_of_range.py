"""Major numbers that are too great; those below -1 are left to the contract."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aiblsp.rule import ERROR, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.model import Target

_MOST: Final = 2147483647


@rule(ERROR, types="SharedImage", has="versioning", since="2022-07-01")
def versioning_major_out_of_range(target: Target, document: Document) -> Findings:
    """A major number that is too great

    The numbers of an image version have 32 bits: the greatest is 2147483647. A date with hours and minutes does not fit. The
    gallery refuses the version after the build.

    ## Bad

    ```jsonc
    // api-version: 2024-02-01
    "distribute": [
      {
        "type": "SharedImage",
        "galleryImageId": "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg/providers/Microsoft.Compute/galleries/gal/images/ubuntu",
        "runOutputName": "ubuntu",
        "versioning": {"scheme": "Latest", "major": 202407011200}
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
        "versioning": {"scheme": "Latest", "major": 20240701}
      }
    ]
    ```

    Source: versioning, https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-json#versioning
    """
    versioning = target.get("versioning")
    major = versioning.get("major") if versioning is not None else None
    if major is not None and major.kind == "number" and major.value > _MOST:
        yield Finding(
            major, f"The numbers of a version go up to {_MOST}: the gallery refuses a greater one after the build"
        )
