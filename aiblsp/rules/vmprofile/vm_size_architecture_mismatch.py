"""Build VMs of another processor architecture than the source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp.facts import images, sizes
from aiblsp.facts.sizes import parse
from aiblsp.rule import WARNING, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.model import Image


@rule(WARNING, has="properties.vmProfile")
def vm_size_architecture_mismatch(image: Image, document: Document) -> Findings:
    """A VM size of another processor than the source

    An image for Arm64 does not boot on an x64 size, nor the other way round. The build VM cannot be made.

    ## Bad

    ```json
    "vmProfile": {"vmSize": "Standard_D2s_v5"},
    "source": {"type": "PlatformImage", "publisher": "Canonical", "offer": "0001-com-ubuntu-server-jammy", "sku": "22_04-lts-arm64", "version": "latest"}
    ```

    ## Good

    ```json
    "vmProfile": {"vmSize": "Standard_D2ps_v5"},
    "source": {"type": "PlatformImage", "publisher": "Canonical", "offer": "0001-com-ubuntu-server-jammy", "sku": "22_04-lts-arm64", "version": "latest"}
    ```

    Source: Arm64 and Packer, https://github.com/hashicorp/packer-plugin-azure/issues/210
    """
    source, node = image.source, image.vm_size
    size = parse(node.value) if node is not None and node.kind == "string" else None
    if source is None or node is None or size is None or source.type != "PlatformImage":
        return
    made = images.architecture(source.value("publisher"), source.value("offer"), source.value("sku"))
    has = sizes.architecture(size)
    if made is None or made == has:
        return
    sku = source.get("sku")
    yield Finding(
        node,
        f"`{node.value}` is an {has} size, and the source is for {made}: the build VM cannot be made. Use an {made} size",
        related=((sku, "the source"),) if sku is not None else (),
    )
