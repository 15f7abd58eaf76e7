"""Files from hosts that the documentation does not name; scripts are left alone, and so are hosts nobody can reach."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aiblsp.facts import uris
from aiblsp.facts.names import short
from aiblsp.rule import HINT, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.model import Step

_GITHUB: Final = ("github.com", "githubusercontent.com", "github.io")


@rule(HINT, types="File", has="sourceUri")
def file_source_host_undocumented(step: Step, document: Document) -> Findings:
    """A file from an undocumented host

    GitHub and Azure Storage are the documented sources of a File step. Others often work, but some file servers offer only
    cipher suites that Image Builder does not support, and then the build fails with "Downloading external file … failed".

    ## Bad

    ```json
    "customize": [
      {"type": "File", "name": "settings", "sourceUri": "https://downloads.contoso.com/app.conf", "destination": "/tmp/app.conf"}
    ]
    ```

    ## Good

    ```json
    "customize": [
      {"type": "File", "name": "settings", "sourceUri": "https://raw.githubusercontent.com/contoso/images/v1.0/app.conf", "destination": "/tmp/app.conf"}
    ]
    ```

    Source: downloading an external file fails, https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-troubleshoot
    """
    node = step.get("sourceUri")
    uri = uris.split(node.text() or "") if node is not None else None
    if node is None or uri is None or uri.scheme not in ("http", "https"):
        return
    host = uri.host
    if host.endswith(_GITHUB) or uris.storage_account(host) is not None or uris.private_host(host) is not None:
        return
    yield Finding(
        node, f"`{short(host)}` is not among the documented sources, GitHub and Azure Storage: check the download"
    )
