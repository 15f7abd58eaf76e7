"""VM sizes that do not boot the generation of the source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp.facts.images import generation, likely_generation
from aiblsp.facts.sizes import boots, parse
from aiblsp.rule import ERROR, WARNING, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.model import Image


@rule(ERROR, has="properties.vmProfile")
def vm_size_generation_mismatch(image: Image, document: Document) -> Findings:
    """A VM size that cannot boot the source

    Each VM size boots images of the first generation, the second, or both. On the wrong one the build VM is never made: "The
    selected VM size cannot boot Hypervisor Generation". Where only custom tells what a size boots or what the
    source is of, this is a warning.

    ## Bad

    ```json
    "vmProfile": {"vmSize": "Standard_D2_v3"},
    "source": {"type": "PlatformImage", "publisher": "MicrosoftWindowsServer", "offer": "WindowsServer", "sku": "2022-datacenter-g2", "version": "latest"}
    ```

    ## Good

    ```json
    "vmProfile": {"vmSize": "Standard_D2ds_v4"},
    "source": {"type": "PlatformImage", "publisher": "MicrosoftWindowsServer", "offer": "WindowsServer", "sku": "2022-datacenter-g2", "version": "latest"}
    ```

    Source: issue 43 of ga4gh-tes, https://github.com/microsoft/ga4gh-tes/issues/43
    """
    source, node = image.source, image.vm_size
    size = parse(node.value) if node is not None and node.kind == "string" else None
    able = boots(size) if size is not None else None
    if source is None or node is None or able is None or source.type != "PlatformImage":
        return
    names = source.value("publisher"), source.value("offer"), source.value("sku")
    told = generation(*names)
    made = told or likely_generation(*names)
    if made is None or (able.gen1 if made == "V1" else able.gen2):
        return
    sku = source.get("sku")
    yield Finding(
        node,
        f"`{node.value}` cannot boot this source, which {'is' if told else 'seems to be'} of generation {made[1]}: the build fails at once. "
        + (
            "Use `Standard_D2ds_v4`, the service's default for it, or another"
            if made == "V2"
            else "Use a size of an earlier series, such as `Standard_D2s_v5`"
        ),
        related=((sku, "the source"),) if sku is not None else (),
        severity=None if told and able.certain else WARNING,
    )
