"""Checksums that are no SHA-256; an empty one counts as missing and is left to another rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp import edit
from aiblsp.diagnostic import Fix
from aiblsp.facts import checksums
from aiblsp.rule import ERROR, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.model import Image


@rule(ERROR, only="downloads")
def checksum_format(image: Image, document: Document) -> Findings:
    """A checksum that is no SHA-256

    `sha256Checksum` is 64 hexadecimal digits and nothing else: no `sha256:` in front, no file name behind, no other kind of
    hash. Image Builder compares it as text with what it has computed, so the build fails whatever was downloaded.

    ## Bad

    ```json
    "customize": [
      {"type": "Shell", "name": "setup", "scriptUri": "https://raw.githubusercontent.com/contoso/images/v1.0/setup.sh",
        "sha256Checksum": "sha256:ade4c5214c3c675e92c66e2d067a870c5b81b9844b3de3cc72c49ff36425fc93"}
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
        if node is None or not text or text.startswith("["):
            continue
        problem = checksums.problem(text)
        if problem is None:
            continue
        found = checksums.extract(text)
        fix = None
        if found is not None:
            fix = Fix("Keep the 64 digits only", (edit.replace(node, edit.quote(found)),))
        yield Finding(
            node,
            f"`sha256Checksum` {problem}: the build fails when it compares it. Use the 64 hexadecimal digits of SHA-256",
            fix=fix,
        )
