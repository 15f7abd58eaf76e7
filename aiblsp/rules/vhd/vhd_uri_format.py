"""The address of a VHD that is none in a storage account; secrets in it are left to other rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp.facts.names import short
from aiblsp.rule import ERROR, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.model import Target


@rule(ERROR, types="VHD", has="uri", since="2022-07-01")
def vhd_uri_format(target: Target, document: Document) -> Findings:
    """An address that is no blob of a storage account

    `uri` names a container of a storage account, or a blob in it: `https://account.blob.core.windows.net/container/name.vhd`. The
    service cannot write the VHD to anything else, and tells so after the build. An empty string means the storage
    account in the staging resource group.

    ## Bad

    ```jsonc
    // api-version: 2024-02-01
    "distribute": [{"type": "VHD", "runOutputName": "ubuntu", "uri": "stcontoso/vhds"}]
    ```

    ## Good

    ```jsonc
    // api-version: 2024-02-01
    "distribute": [{"type": "VHD", "runOutputName": "ubuntu", "uri": "https://stcontoso.blob.core.windows.net/vhds/ubuntu.vhd"}]
    ```

    Source: VHD target, https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-json#distribute-vhd
    """
    uri = target.get("uri")
    for node in (uri, *uri.alternatives) if uri is not None else ():
        text = node.text()
        problem = _problem(text) if text else None
        if problem is not None:
            yield Finding(
                node, f"`uri` {problem}. Write `https://<account>.blob.core.windows.net/<container>/<name>.vhd`"
            )


def _problem(uri: str) -> str | None:
    """Why it is no address of a container or blob. Repeats neither credentials nor what follows the path."""
    scheme, mark, rest = uri.partition("://")
    if not mark:
        return "is no address: it does not start with `https://`"
    if scheme.lower() != "https":
        return f"must start with `https://`, not with `{short(scheme)}://`"
    host, _, path = rest.partition("?")[0].partition("/")
    host = host.rpartition("@")[2].lower()
    account, _, suffix = host.partition(".")
    if not account or not (suffix.startswith("blob.") or ".blob." in suffix):
        return f"leads to `{short(host)}`, which is no blob endpoint of a storage account"
    return None if path.strip("/") else "names no container"
