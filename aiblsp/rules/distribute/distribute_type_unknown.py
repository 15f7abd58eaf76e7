"""Types of targets that do not exist; offers the one that was meant where that is clear."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aiblsp import edit
from aiblsp.diagnostic import Fix
from aiblsp.facts.names import short
from aiblsp.rule import ERROR, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.schema.mismatch import Mismatch

# What a gallery target is called elsewhere: as a source, by the service's names, old and new.
_GALLERY: Final = frozenset(
    (
        "sharedimageversion",
        "sharedimagegallery",
        "sharedgalleryimage",
        "galleryimage",
        "galleryimageversion",
        "gallery",
        "computegallery",
        "azurecomputegallery",
        "sig",
        "acg",
    )
)


@rule(ERROR, types="type-unknown", at="properties.distribute[].type")
def distribute_type_unknown(mismatch: Mismatch, document: Document) -> Findings:
    """A type of target that does not exist

    There are three: `SharedImage` for an Azure Compute Gallery, `ManagedImage` and `VHD`. `SharedImageVersion` is what a
    gallery image is called as a source. The service refuses any other type at submission with `BadDistributeType`.

    ## Bad

    ```json
    "distribute": [
      {
        "type": "SharedImageVersion",
        "galleryImageId": "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg/providers/Microsoft.Compute/galleries/gal/images/ubuntu",
        "runOutputName": "ubuntu"
      }
    ]
    ```

    ## Good

    ```json
    "distribute": [
      {
        "type": "SharedImage",
        "galleryImageId": "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg/providers/Microsoft.Compute/galleries/gal/images/ubuntu",
        "runOutputName": "ubuntu"
      }
    ]
    ```

    Source: distribute, https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-json#properties-distribute
    """
    found = mismatch.found
    meant = "SharedImage" if found.lower() in _GALLERY else mismatch.suggestion
    message = f"`{short(found)}` is no type of target: the service refuses the template. "
    if meant is None:
        yield Finding(mismatch.node, f"{message}Use `SharedImage`, `ManagedImage` or `VHD`")
        return
    fix = Fix(f"Change to `{meant}`", (edit.replace(mismatch.node, edit.quote(meant)),), safe=False)
    yield Finding(mismatch.node, f"{message}Did you mean `{meant}`?", fix=fix)
