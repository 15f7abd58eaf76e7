"""Storage endpoints of another Azure cloud than that of the template."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp.facts import regions
from aiblsp.rule import INFO, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.model import Image

_SUFFIXES = {
    "public": ".blob.core.windows.net",
    "usgov": ".blob.core.usgovcloudapi.net",
    "china": ".blob.core.chinacloudapi.cn",
}


@rule(INFO, has="location", words=(".blob.core.",))
def location_cloud_endpoint_mismatch(image: Image, document: Document) -> Findings:
    """A storage endpoint of another Azure cloud

    Each Azure cloud has storage endpoints of its own. The identity of a template cannot read a storage account in another
    cloud, so only public blobs work across, and often the endpoint was copied from a sample.

    ## Bad

    ```json
    "location": "westus2",
    "properties": {
        "source": {"type": "PlatformImage", "publisher": "Canonical", "offer": "ubuntu-24_04-lts", "sku": "server", "version": "latest"},
        "distribute": [{"type": "VHD", "runOutputName": "ubuntu"}],
        "customize": [
          {"type": "Shell", "name": "a", "scriptUri": "https://stcontoso.blob.core.chinacloudapi.cn/scripts/a.sh"}
        ]
    }
    ```

    ## Good

    ```json
    "location": "westus2",
    "properties": {
        "source": {"type": "PlatformImage", "publisher": "Canonical", "offer": "ubuntu-24_04-lts", "sku": "server", "version": "latest"},
        "distribute": [{"type": "VHD", "runOutputName": "ubuntu"}],
        "customize": [
          {"type": "Shell", "name": "a", "scriptUri": "https://stcontoso.blob.core.windows.net/scripts/a.sh"}
        ]
    }
    ```

    Source: Azure Government, https://github.com/Azure/azvmimagebuilder/issues/27
    """
    location = image.root("location")
    text = location.text() if location is not None else None
    region = regions.find(text) if text is not None else None
    if region is None or location is None:
        return
    right = _SUFFIXES[region.cloud]
    for step in image.steps:
        for name in ("scriptUri", "sourceUri"):
            node = step.get(name)
            uri = (node.text() or "").lower() if node is not None else ""
            if ".blob.core." not in uri:
                continue
            for cloud, suffix in _SUFFIXES.items():
                at = uri.find(suffix)
                if node is None or cloud == region.cloud or at < 0 or "/" in uri[8:at]:
                    continue
                yield Finding(
                    node,
                    f"`{suffix}` belongs to another Azure cloud than the region `{region.name}`. "
                    f"Is the file meant to come from `{right}`?",
                    part=(at, at + len(suffix)),
                    related=((location, "the region"),),
                )
