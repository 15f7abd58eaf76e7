"""Downloads that follow a branch or a newest release although they have a checksum; without one another rule speaks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp.facts import access
from aiblsp.facts.names import short
from aiblsp.rule import HINT, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.model import Image


@rule(HINT, only="downloads")
def mutable_script_reference(image: Image, document: Document) -> Findings:
    """A checksum of something that moves

    The address follows a branch or the newest release. As soon as that moves, the checksum no longer fits, and every build
    fails. Pin the address to a tag or a commit. Without a checksum, `checksum-missing` speaks of such addresses.

    ## Bad

    ```json
    "customize": [
      {"type": "Shell", "name": "setup", "scriptUri": "https://raw.githubusercontent.com/contoso/images/main/setup.sh",
        "sha256Checksum": "ade4c5214c3c675e92c66e2d067a870c5b81b9844b3de3cc72c49ff36425fc93"}
    ]
    ```

    ## Good

    ```json
    "customize": [
      {"type": "Shell", "name": "setup", "scriptUri": "https://raw.githubusercontent.com/contoso/images/v1.0/setup.sh",
        "sha256Checksum": "ade4c5214c3c675e92c66e2d067a870c5b81b9844b3de3cc72c49ff36425fc93"}
    ]
    ```

    Source: Azure.ImageBuilder.CustomizeHash, https://azure.github.io/PSRule.Rules.Azure/en/rules/Azure.ImageBuilder.CustomizeHash
    """
    for download in image.downloads:
        checksum = download.checksum
        if not download.address or checksum is None or not checksum.text():
            continue
        reference = access.mutable_reference(download.address)
        if reference is not None:
            yield Finding(
                download.uri,
                f"`{short(reference.name)}` can move, and then the checksum no longer fits: pin a tag or a commit",
                part=(reference.start, reference.end),
            )
