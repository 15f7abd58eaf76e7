"""Addresses of folders where a File step needs one file; pages that show a single file are left to another rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp.facts import uris
from aiblsp.rule import ERROR, WARNING, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.model import Step


@rule(ERROR, types="File", has="sourceUri")
def file_source_is_directory(step: Step, document: Document) -> Findings:
    """An address of a folder

    A File step downloads exactly one file. The address of a folder, of a storage container or of a folder page on GitHub
    gives an error or a web page. Pack the folder into an archive, download that, and unpack it in a later step.

    ## Bad

    ```json
    "customize": [
      {"type": "File", "name": "app", "sourceUri": "https://stcontoso.blob.core.windows.net/artifacts/", "destination": "/tmp/app"}
    ]
    ```

    ## Good

    ```json
    "customize": [
      {"type": "File", "name": "app", "sourceUri": "https://stcontoso.blob.core.windows.net/artifacts/app.zip", "destination": "/tmp/app.zip"},
      {"type": "Shell", "name": "unpack", "inline": ["unzip -q /tmp/app.zip -d /tmp/app"]}
    ]
    ```

    Source: properties of the File customizer, https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-json#file-customizer
    """
    node = step.get("sourceUri")
    uri = uris.split(node.text() or "") if node is not None else None
    if node is None or uri is None or uri.scheme not in ("http", "https"):
        return
    storage = uris.storage_account(uri.host) is not None
    known = storage or uri.host == "raw.githubusercontent.com"
    page = uris.web_page(uri)
    if "*" in uri.path:
        what = "has a wildcard, which nobody expands"
    elif page is not None and page.folder:
        what, known = f"is the page of a folder on {page.site}", True
    elif storage and len(uri.segments) < 2 and not uri.extension:
        what = "is a storage container" if uri.segments else "is a storage account"
    elif uri.path.endswith("/") or not uri.path:
        if uri.query:
            return  # a program may answer with a file
        what = "is the address of a folder"
    else:
        return
    yield Finding(
        node,
        f"This {what}: a `File` step downloads one file. Pack the folder into an archive and name that",
        severity=None if known else WARNING,
    )
