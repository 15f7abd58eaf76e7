"""Downloads over plain http; private hosts and VHD targets are left to other rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp import edit
from aiblsp.diagnostic import Fix
from aiblsp.facts import uris
from aiblsp.rule import WARNING, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.facts.uris import Uri
    from aiblsp.rule import Findings
    from aiblsp.template.model import Image


@rule(WARNING, words=("http:",))
def http_uri(image: Image, document: Document) -> Findings:
    """A download over plain http

    Whoever sits between Image Builder and the server can change what is downloaded, and with it your image. Azure Storage
    refuses plain http by default, so the build fails there.

    ## Bad

    ```json
    "customize": [{"type": "Shell", "name": "setup", "scriptUri": "http://files.contoso.com/setup.sh"}]
    ```

    ## Good

    ```json
    "customize": [{"type": "Shell", "name": "setup", "scriptUri": "https://files.contoso.com/setup.sh"}]
    ```

    Source: Azure.ImageBuilder.CustomizeHash, https://azure.github.io/PSRule.Rules.Azure/en/rules/Azure.ImageBuilder.CustomizeHash
    """
    for download in image.downloads:
        address = download.address
        if uris.scheme(address) != "http":
            continue
        uri = uris.split(address)
        if uri is None or uris.private_host(uri.host) is not None:
            continue
        fix = None
        if uri.port is None and download.uri.source is None:
            sure = _has_https(uri)
            title = "Use `https`" if sure else "Use `https`, if the server offers it"
            fix = Fix(title, (edit.replace_part(document.source, download.uri, 0, 4, "https"),), safe=sure)
        yield Finding(
            download.uri,
            "Anybody on the way can change what is downloaded over `http`: use `https`",
            part=(0, 4),
            fix=fix,
        )


def _has_https(uri: Uri) -> bool:
    """Whether the host surely answers to https: those that do not offer anything else."""
    return uris.storage_account(uri.host) is not None or uri.host.endswith(("github.com", "githubusercontent.com"))
