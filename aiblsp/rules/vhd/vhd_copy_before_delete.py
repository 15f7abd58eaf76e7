"""VHDs in the storage account of the staging resource group, which goes with the template."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp.rule import INFO, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.model import Target


@rule(INFO, types="VHD")
def vhd_copy_before_delete(target: Target, document: Document) -> Findings:
    """A VHD that goes with its template

    Without `uri` the VHD is put into a storage account in the staging resource group, and deleting the image template deletes it.
    Look up `artifactUri` of the run output after the build and copy the VHD; since API version 2022-07-01 `uri` names
    a storage account of your own.

    ## Bad

    ```jsonc
    // api-version: 2024-02-01
    "distribute": [{"type": "VHD", "runOutputName": "ubuntu"}]
    ```

    ## Good

    ```jsonc
    // api-version: 2024-02-01
    "distribute": [{"type": "VHD", "runOutputName": "ubuntu", "uri": "https://stcontoso.blob.core.windows.net/vhds/ubuntu.vhd"}]
    ```

    Source: VHD target, https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-json#distribute-vhd
    """
    uri, kind = target.get("uri"), target.get("type")
    if kind is None or target.node.incomplete or (uri is not None and uri.value != ""):
        return
    message = "The VHD is deleted together with the image template. "
    if target.image.before("2022-07-01"):
        message += "Copy it to a storage account of your own after the build"
    else:
        message += "Name a storage account of your own in `uri`, or copy it after the build"
    yield Finding(kind, message)
