"""Types of source that there are not; wrong casing is left to the rule for values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp import edit
from aiblsp.diagnostic import Fix
from aiblsp.rule import ERROR, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.schema.mismatch import Mismatch


_MEANT = {
    "sharedimage": "SharedImageVersion",
    "galleryimage": "SharedImageVersion",
    "galleryimageversion": "SharedImageVersion",
    "sharedimagegallery": "SharedImageVersion",
    "platform": "PlatformImage",
    "marketplace": "PlatformImage",
    "marketplaceimage": "PlatformImage",
    "image": "ManagedImage",
    "customimage": "ManagedImage",
}


@rule(ERROR, types="type-unknown", at="properties.source.type")
def source_type_unknown(mismatch: Mismatch, document: Document) -> Findings:
    """A type of source that there is not

    There are three types: `PlatformImage` for a marketplace image, `ManagedImage`, and `SharedImageVersion` for a version in a
    gallery. The target of a gallery is called `SharedImage`, which is easily mixed up. The service answers `BadSourceType`.

    ## Bad

    ```json
    "source": {"type": "SharedImage", "imageVersionId": "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg-gal/providers/Microsoft.Compute/galleries/gal1/images/def1/versions/1.0.0"}
    ```

    ## Good

    ```json
    "source": {"type": "SharedImageVersion", "imageVersionId": "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg-gal/providers/Microsoft.Compute/galleries/gal1/images/def1/versions/1.0.0"}
    ```

    Source: source, https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-json#properties-source
    """
    node = mismatch.node
    word = str(node.value)
    meant = _MEANT.get(word.lower()) or mismatch.suggestion
    expected = ", ".join(f"`{name}`" for name in mismatch.expected if name != "ISO")
    message = f"`{word[:60]}` is no type of source: the service rejects the template"
    if meant is None:
        yield Finding(node, f"{message}. Use {expected}")
        return
    fix = (
        Fix(f"Change to `{meant}`", (edit.replace(node, edit.quote(meant)),), safe=False) if node.via is None else None
    )
    yield Finding(node, f"{message}. Did you mean `{meant}`?", fix=fix)
