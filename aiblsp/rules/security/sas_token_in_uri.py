"""Shared access signatures in addresses: of downloads, of VHD targets, in inline scripts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp import edit
from aiblsp.diagnostic import Fix
from aiblsp.facts.access import SharedAccess, find_addresses, shared_access
from aiblsp.rule import ERROR, WARNING, Finding, rule

if TYPE_CHECKING:
    from aiblsp.diagnostic import Severity
    from aiblsp.document import Document
    from aiblsp.jsonc.node import Node
    from aiblsp.rule import Findings
    from aiblsp.template.model import Image

_SECRET = frozenset({"secret"})


@rule(WARNING, words=("sig=",))
def sas_token_in_uri(image: Image, document: Document) -> Findings:
    """A shared access token in an address

    A shared access signature lets everybody in who knows the address, and the address stands in the image template for all
    who may read it. When it expires, builds fail. The template's user-assigned identity reads private blobs without
    any token: give it `Storage Blob Data Reader`.

    A token that has expired already is an error.

    ## Bad

    ```json
    "customize": [
      {"type": "Shell", "name": "setup", "scriptUri": "https://stcontoso.blob.core.windows.net/scripts/setup.sh?sv=2022-11-02&se=2999-01-01T00%3A00%3A00Z&sr=b&sp=r&sig=abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG%3D"}
    ]
    ```

    ## Good

    ```json
    "customize": [
      {"type": "Shell", "name": "setup", "scriptUri": "https://stcontoso.blob.core.windows.net/scripts/setup.sh",
        "sha256Checksum": "ade4c5214c3c675e92c66e2d067a870c5b81b9844b3de3cc72c49ff36425fc93"}
    ]
    ```

    Source: scripts with sensitive information, https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-json#properties-customize
    Source: access to blobs, https://github.com/danielsollondon/azvmimagebuilder/issues/103
    """
    for download in image.downloads:
        found = shared_access(download.address)
        if found is not None:
            yield _finding(document, download.uri, found, "the template's identity can read the file without it")
    for target in image.targets:
        node = target.get("uri") if target.type == "VHD" else None
        found = shared_access(node.text() or "") if node is not None else None
        if node is not None and found is not None:
            yield _finding(document, node, found, "the template's identity can write to the account without it")
    for step in image.steps:
        if not any("sig=" in (line.text() or "") for line in step.lines):
            continue
        for address in find_addresses(step.script.text):
            found = shared_access(address.text)
            if found is None:
                continue
            node, part = step.locate(address.start + found.start, address.start + found.end)
            message, severity = _message(document, found, "let the script log in with the build VM's identity instead")
            yield Finding(node, message, part=part, severity=severity, tags=_SECRET)


def _finding(document: Document, node: Node, found: SharedAccess, instead: str) -> Finding:
    fix = None
    if node.source is None:
        change = edit.replace_part(document.source, node, found.query_start, found.query_end, "")
        fix = Fix("Remove the token, if the template's identity has a role on the account", (change,), safe=False)
    message, severity = _message(document, found, instead)
    return Finding(node, message, part=(found.start, found.end), severity=severity, fix=fix, tags=_SECRET)


def _message(document: Document, found: SharedAccess, instead: str) -> tuple[str, Severity]:
    day = (found.expiry or "")[:10]
    if day and day < document.today:
        return f"This access token expired on {day}, so the access is denied; {instead}", ERROR
    until = f" until {day}" if day else ""
    return f"This access token lets in everybody who may read the template{until}; {instead}", WARNING
