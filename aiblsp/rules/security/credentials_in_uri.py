"""Passwords and personal tokens in addresses; shared access signatures are left to another rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp.facts.access import credentials, find_addresses, shared_access
from aiblsp.rule import ERROR, WARNING, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.model import Image

_SECRET = frozenset({"secret"})


@rule(ERROR, words=("@", "token", "api_key", "apikey", "code=", "key=", "secret"))
def credentials_in_uri(image: Image, document: Document) -> Findings:
    """A password or token in an address

    Everybody who may read the image template, its deployment or the logs of a build sees the whole address. The tokens that
    GitHub puts into addresses of raw files of private repositories expire within days besides, and then builds fail.

    ## Bad

    ```json
    "customize": [
      {"type": "File", "name": "settings", "sourceUri": "https://bob:S3cret@files.contoso.com/app.conf", "destination": "/tmp/app.conf"}
    ]
    ```

    ## Good

    ```json
    "customize": [
      {"type": "File", "name": "settings", "sourceUri": "https://stcontoso.blob.core.windows.net/files/app.conf", "destination": "/tmp/app.conf"}
    ]
    ```

    Source: scripts with sensitive information, https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-json#properties-customize
    """
    for download in image.downloads:
        address = download.address
        part = credentials(address) if address and shared_access(address) is None else None
        if part is not None:
            yield Finding(
                download.uri,
                "Everybody who may read the template sees this password or token. Use Azure Storage, which the template's "
                "identity can read without one",
                part=part,
                tags=_SECRET,
            )
    for step in image.steps:
        if not any("://" in (line.text() or "") for line in step.lines):
            continue
        for found in find_addresses(step.script.text):
            part = credentials(found.text) if shared_access(found.text) is None else None
            if part is not None:
                node, place = step.locate(found.start + part[0], found.start + part[1])
                yield Finding(
                    node,
                    "Everybody who may read the template sees this password or token. Read it from Key Vault in the script",
                    part=place,
                    severity=WARNING,
                    tags=_SECRET,
                )
