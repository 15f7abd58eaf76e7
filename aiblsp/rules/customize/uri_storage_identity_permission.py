"""Reminds once of the role that downloads from Azure Storage need; silent where the file assigns it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp.facts import uris
from aiblsp.rule import HINT, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.model import Image

# Storage Blob Data Reader, Contributor and Owner.
_ROLES = (
    "2a2b9908-6ea1-4ae2-8e65-a410df84e7d1",
    "ba92f5b4-2d11-453d-a403-e96b0029c9fe",
    "b7e6dc6d-f1e8-4753-8033-0f276bb0955b",
)


@rule(HINT, words=(".core.", ".storage.azure.net"))
def uri_storage_identity_permission(image: Image, document: Document) -> Findings:
    """Downloads from Azure Storage need a role

    A script or file in Azure Storage is read with the template's identity, also where the blob is public. The identity
    needs `Storage Blob Data Reader` on the account or container; without it the build fails at its very start. The
    hint stands at the first such address of a template, and not at all where the same file assigns the role.

    ## Bad

    ```json
    "customize": [{"type": "Shell", "name": "setup", "scriptUri": "https://stcontoso.blob.core.windows.net/scripts/setup.sh"}]
    ```

    ## Good

    ```json
    "customize": [{"type": "Shell", "name": "setup", "scriptUri": "https://raw.githubusercontent.com/contoso/images/v1.0/setup.sh"}]
    ```

    Source: File customizer, https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-json#file-customizer
    """
    for step in image.steps:
        node = step.get("sourceUri") or step.get("scriptUri")
        uri = uris.split(node.text() or "") if node is not None else None
        account = uris.storage_account(uri.host) if uri is not None else None
        if node is None or uri is None or account is None:
            continue
        if uri.query and "sig=" in uri.query:
            continue  # a signature is another way in, and another finding
        if any(role in document.source.text for role in _ROLES):
            return
        yield Finding(
            node,
            f"The template's identity needs `Storage Blob Data Reader` on `{account}`, even if the blob is public: "
            "else the download fails",
        )
        return
