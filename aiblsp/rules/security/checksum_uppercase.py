"""Checksums with capital letters, as Get-FileHash prints them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp import edit
from aiblsp.diagnostic import Fix
from aiblsp.facts import checksums
from aiblsp.rule import WARNING, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.model import Image


@rule(WARNING, only="downloads")
def checksum_uppercase(image: Image, document: Document) -> Findings:
    """A checksum in capital letters

    `Get-FileHash` prints capital letters, and the documentation asks for small ones: compared as text, the two are not the
    same, and the build fails although the file is right.

    ## Bad

    ```json
    "customize": [
      {"type": "Shell", "name": "setup", "scriptUri": "https://raw.githubusercontent.com/contoso/images/v1.0/setup.sh",
        "sha256Checksum": "ADE4C5214C3C675E92C66E2D067A870C5B81B9844B3DE3CC72C49FF36425FC93"}
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
        if node is None or not text or text == text.lower() or not checksums.is_sha256(text):
            continue
        if checksums.is_dummy(text):
            continue
        yield Finding(
            node,
            "Write the checksum in small letters: the documentation asks for it, and the comparison may fail otherwise",
            fix=Fix("Write it in small letters", (edit.replace(node, edit.quote(text.lower())),)),
        )
