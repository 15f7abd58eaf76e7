"""Checksums that belong to no script: of an empty file, or one digit over and over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp.facts import checksums
from aiblsp.rule import WARNING, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.model import Image


@rule(WARNING, only="downloads")
def checksum_dummy(image: Image, document: Document) -> Findings:
    """A checksum of no file

    `e3b0c442…b855` is the SHA-256 of an empty file: most likely the command that computed it had read nothing, for
    instance because a download failed. One digit over and over is a placeholder. Either way the build fails.

    ## Bad

    ```json
    "customize": [
      {"type": "Shell", "name": "setup", "scriptUri": "https://raw.githubusercontent.com/contoso/images/v1.0/setup.sh",
        "sha256Checksum": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"}
    ]
    ```

    ## Good

    ```json
    "customize": [
      {"type": "Shell", "name": "setup", "scriptUri": "https://raw.githubusercontent.com/contoso/images/v1.0/setup.sh",
        "sha256Checksum": "ade4c5214c3c675e92c66e2d067a870c5b81b9844b3de3cc72c49ff36425fc93"}
    ]
    ```

    Source: sha256Checksum, https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-json#properties-customize
    """
    for download in image.downloads:
        node = download.checksum
        text = node.text() if node is not None else None
        if node is None or not text or not checksums.is_dummy(text):
            continue
        empty = text.lower() == checksums.EMPTY_FILE
        what = "is the checksum of an empty file" if empty else "is a placeholder, not a checksum"
        yield Finding(node, f"This {what}: the build fails when it compares it. Compute that of the real file")
