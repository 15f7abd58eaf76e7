"""Downloads without a checksum; silent where the address or the whole step is not known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp.facts import access
from aiblsp.facts.names import short
from aiblsp.rule import WARNING, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.model import Image


@rule(
    WARNING,
    only="downloads",
    rows=("mutable-script-reference",),
)
def checksum_missing(image: Image, document: Document) -> Findings:
    """A download without a checksum

    Whoever can change the script or file that is downloaded decides what is in your image. With `sha256Checksum` Image
    Builder compares the download with what you have reviewed, and fails the build if they differ. `sha256sum file` or
    `(Get-FileHash file).Hash.ToLower()` gives the checksum.

    ## Bad

    ```json
    "customize": [
      {"type": "Shell", "name": "setup", "scriptUri": "https://raw.githubusercontent.com/contoso/images/v1.0/setup.sh"}
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
    Source: Azure.ImageBuilder.CustomizeHash, https://azure.github.io/PSRule.Rules.Azure/en/rules/Azure.ImageBuilder.CustomizeHash
    """
    for download in image.downloads:
        if not download.address or download.holder.incomplete:
            continue
        checksum = download.checksum
        if checksum is not None and checksum.text() != "":
            continue
        reference = access.mutable_reference(download.address)
        can_change = f", and `{short(reference.name)}` can move at any time" if reference is not None else ""
        message = f"Nothing checks this download{can_change}. Add its `sha256Checksum`"
        yield Finding(download.uri if checksum is None else checksum, message)
