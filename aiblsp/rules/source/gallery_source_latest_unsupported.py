"""The latest gallery version as a source, in API versions without it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp.rule import ERROR, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.model import ImageSource


@rule(ERROR, types="SharedImageVersion", has="imageVersionId", until="2022-02-14")
def gallery_source_latest_unsupported(source: ImageSource, document: Document) -> Findings:
    """The latest gallery version in an API version without it

    That the source can be the latest version of an image definition came with 2022-07-01. Earlier versions take `latest` for
    the name of a version and do not find it.

    ## Bad

    ```json
    "apiVersion": "2020-02-14",
    "properties": {"source": {"type": "SharedImageVersion", "imageVersionId": "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg-gal/providers/Microsoft.Compute/galleries/gal1/images/def1/versions/latest"}, "distribute": [{"type": "VHD", "runOutputName": "o"}]}
    ```

    ## Good

    ```json
    "apiVersion": "2022-07-01",
    "properties": {"source": {"type": "SharedImageVersion", "imageVersionId": "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg-gal/providers/Microsoft.Compute/galleries/gal1/images/def1/versions/latest"}, "distribute": [{"type": "VHD", "runOutputName": "o"}]}
    ```

    Source: release notes, https://learn.microsoft.com/azure/virtual-machines/image-builder-api-update-release-notes
    """
    node = source.get("imageVersionId")
    text = node.text() if node is not None else None
    if node is not None and text is not None and text.lower().rstrip("/").endswith("/versions/latest"):
        yield Finding(
            node,
            f"`latest` as a gallery source came with API version 2022-07-01; {source.image.api_version} does not find it. Use a later API version, or name a version",
            part=(len(text.rstrip("/")) - len("latest"), len(text.rstrip("/"))),
        )
