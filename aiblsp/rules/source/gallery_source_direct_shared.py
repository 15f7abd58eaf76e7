"""Galleries that were shared directly, as a source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp.rule import ERROR, INFO, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.model import ImageSource


@rule(INFO, types="SharedImageVersion", has="imageVersionId")
def gallery_source_direct_shared(source: ImageSource, document: Document) -> Findings:
    """A directly shared gallery as a source

    Sources in a gallery that another subscription shared directly came with 2022-07-01 and are documented as a preview: the
    subscription must be registered for it. Earlier API versions refuse the ID.

    ## Bad

    ```json
    "source": {"type": "SharedImageVersion", "imageVersionId": "/sharedGalleries/00000000-0000-0000-0000-000000000000-gal1/images/def1/versions/latest"}
    ```

    ## Good

    ```json
    "source": {"type": "SharedImageVersion", "imageVersionId": "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg-gal/providers/Microsoft.Compute/galleries/gal1/images/def1/versions/1.0.0"}
    ```

    Source: SharedImageVersion source, https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-json#sharedimageversion-source
    """
    node = source.get("imageVersionId")
    if node is None or not (node.text() or "").lower().startswith("/sharedgalleries/"):
        return
    if source.image.before("2022-07-01"):
        yield Finding(
            node,
            f"Directly shared galleries came with API version 2022-07-01; {source.image.api_version} rejects this ID. Use a later one",
            severity=ERROR,
        )
        return
    yield Finding(node, "Directly shared galleries are a preview: the subscription must be registered for it")
