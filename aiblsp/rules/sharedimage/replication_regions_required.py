"""Gallery targets without `replicationRegions` where the API version demands them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aiblsp import edit
from aiblsp.diagnostic import Fix
from aiblsp.facts import regions
from aiblsp.rule import ERROR, Finding, rule
from aiblsp.template.written import container_as_written

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.schema.mismatch import Mismatch
    from aiblsp.template.model import Image

_LISTS_SINCE: Final = "2022-07-01"


@rule(ERROR, types="missing", at="properties.distribute[].replicationRegions")
def replication_regions_required(mismatch: Mismatch, document: Document) -> Findings:
    """A gallery target without replicationRegions

    Until API version 2022-02-14 the regions to replicate to are required, and the service refuses a target without them. Current
    samples leave them out, which works since 2022-07-01.

    The fix names the region of the template. It is not called safe, for the gallery may live in another one, and its
    region must be among them. Where `targetRegions` lists them the fix raises the API version instead, to one that reads it.

    ## Bad

    ```jsonc
    // api-version: 2020-02-14
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
    // api-version: 2020-02-14
    "distribute": [
      {
        "type": "SharedImage",
        "galleryImageId": "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg/providers/Microsoft.Compute/galleries/gal/images/ubuntu",
        "runOutputName": "ubuntu",
        "replicationRegions": ["westus2"]
      }
    ]
    ```

    Source: SharedImage target, https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-json#distribute-sharedimage
    """
    image, node = mismatch.image, mismatch.node
    if image is None:
        return
    message = f"API version {image.api_version} requires `replicationRegions`: the service refuses the target. Add the "
    message += "region of the gallery"
    if node.get("targetRegions") is not None:
        message += f"; `targetRegions` counts since {_LISTS_SINCE}"
    kind = node.get("type")
    yield Finding(kind if kind is not None else node, message, fix=_fix(image, mismatch, document))


def _fix(image: Image, mismatch: Mismatch, document: Document) -> Fix | None:
    if mismatch.node.get("targetRegions") is not None:
        version = image.body.get("apiVersion") if image.kind == "resource" else None
        if version is None or version.kind != "string" or version.source is not None:
            return None
        return Fix(
            f"Raise apiVersion to {_LISTS_SINCE}", (edit.replace(version, edit.quote(_LISTS_SINCE)),), safe=False
        )
    raw = container_as_written(document.tree, mismatch.node)
    home = image.node.get("location") if image.kind != "properties" else None
    text = home.text() if home is not None else None
    if raw is None or text is None:
        return None
    if not (image.kind == "resource" and text.startswith("[")):
        region = regions.find(text)
        if region is None:
            return None
        text = region.name
    added = edit.insert_member(document.source, raw, "replicationRegions", edit.quote([text]))
    return Fix("Add `replicationRegions` with the region of the template", (added,), safe=False)
