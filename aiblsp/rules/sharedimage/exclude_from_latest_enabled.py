"""Versions that whoever asks for the latest does not get."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp.rule import HINT, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.model import Target


@rule(HINT, types="SharedImage", has="excludeFromLatest", since="2020-02-14")
def exclude_from_latest_enabled(target: Target, document: Document) -> Findings:
    """A version that is not taken as the latest

    Virtual machines, scale sets and image templates that ask the image definition for its latest version pass over a version with
    `excludeFromLatest`. That is right for a test, and easily left in.

    ## Bad

    ```json
    "distribute": [
      {
        "type": "SharedImage",
        "galleryImageId": "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg/providers/Microsoft.Compute/galleries/gal/images/ubuntu",
        "runOutputName": "ubuntu",
        "excludeFromLatest": true
      }
    ]
    ```

    ## Good

    ```json
    "distribute": [
      {
        "type": "SharedImage",
        "galleryImageId": "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg/providers/Microsoft.Compute/galleries/gal/images/ubuntu",
        "runOutputName": "ubuntu",
        "excludeFromLatest": false
      }
    ]
    ```

    Source: SharedImage target, https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-json#distribute-sharedimage
    """
    node = target.get("excludeFromLatest")
    if node is not None and node.value is True:
        yield Finding(node, "Whoever asks for the latest version of this image does not get the one that is built here")
