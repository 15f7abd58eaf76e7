"""Gallery images without boot optimization."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp.rule import HINT, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.model import Image


@rule(HINT, since="2022-07-01", default=False)
def optimize_vm_boot_recommended(image: Image, document: Document) -> Findings:
    """Boot optimization is not switched on

    `optimize.vmBoot` lets Image Builder record how the image boots and lay it out accordingly: machines made from it start
    faster. It works for generalized images up to 2 TB. The rule is off until it is selected.

    ## Bad

    ```json
    "apiVersion": "2024-02-01",
    "properties": {
      "source": {"type": "PlatformImage", "publisher": "Canonical", "offer": "ubuntu-24_04-lts", "sku": "server", "version": "latest"},
      "distribute": [{"type": "SharedImage", "galleryImageId": "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg-gal/providers/Microsoft.Compute/galleries/gal1/images/def1", "runOutputName": "o"}]
    }
    ```

    ## Good

    ```json
    "apiVersion": "2024-02-01",
    "properties": {
      "source": {"type": "PlatformImage", "publisher": "Canonical", "offer": "ubuntu-24_04-lts", "sku": "server", "version": "latest"},
      "optimize": {"vmBoot": {"state": "Enabled"}}, "distribute": [{"type": "SharedImage", "galleryImageId": "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg-gal/providers/Microsoft.Compute/galleries/gal1/images/def1", "runOutputName": "o"}]
    }
    ```

    Source: VM boot optimization, https://learn.microsoft.com/azure/virtual-machines/vm-boot-optimization
    """
    if not image.since("2022-07-01") or image.properties is None or image.properties.incomplete:
        return
    state = image.at("optimize", "vmBoot", "state")
    optimize = image.at("optimize")
    if state is not None or (optimize is not None and optimize.kind != "object"):
        return
    for target in image.targets:
        if target.type == "SharedImage":
            kind = target.get("type")
            yield Finding(
                kind or target.node,
                "Machines start faster from an image that was built with `optimize.vmBoot`. Set its `state` to `Enabled`",
            )
            return
