"""Addresses on hosts that the Internet cannot reach; silent where the build containers are in a network of yours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp.facts import uris
from aiblsp.facts.names import short
from aiblsp.rule import WARNING, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.model import Step


@rule(WARNING, types=("Shell", "PowerShell", "File"), has=("scriptUri", "sourceUri"))
def uri_not_reachable_host(step: Step, document: Document) -> Findings:
    """An address on a private host

    Scripts and files are downloaded by the service and not by the build VM, so a virtual network for the build VM does
    not help: the address must be public, or lie in Azure Storage that the template's identity may read. What only the
    build VM can reach must be fetched by an inline command.

    With `containerInstanceSubnetId` the download runs in a network of yours; then only the machine itself is wrong.

    ## Bad

    ```json
    "customize": [{"type": "Shell", "name": "setup", "scriptUri": "https://files.contoso.local/setup.sh"}]
    ```

    ## Good

    ```json
    "customize": [{"type": "Shell", "name": "setup", "inline": ["curl -fsSLo /tmp/setup.sh https://files.contoso.local/setup.sh"]}]
    ```

    Source: properties of a template, https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-json#properties-customize
    """
    for name in ("scriptUri", "sourceUri"):
        node = step.get(name)
        uri = uris.split(node.text() or "") if node is not None else None
        if node is None or uri is None or uri.scheme not in ("http", "https"):
            continue
        reason = uris.private_host(uri.host)
        if reason is None:
            continue
        inside = step.image.at("vmProfile", "vnetConfig", "containerInstanceSubnetId")
        if inside is not None and "itself" not in reason:
            continue
        yield Finding(
            node,
            f"`{short(uri.host)}` {reason}: Image Builder downloads from the Internet and cannot reach it. "
            "Use a public address or Azure Storage, or fetch it by an inline command",
            part=_host_span(node.value, uri.host),
        )


def _host_span(text: str, host: str) -> tuple[int, int]:
    start = text.lower().find(host, text.find("://"))
    return (start, start + len(host)) if start >= 0 else (0, len(text))
