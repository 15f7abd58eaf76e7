"""Build VMs that are too small for Windows; Windows updates have a rule of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp import edit
from aiblsp.diagnostic import Fix
from aiblsp.facts.images import generation, likely_generation
from aiblsp.facts.sizes import RECOMMENDED_WINDOWS, is_small, parse
from aiblsp.rule import WARNING, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.model import Image


@rule(WARNING)
def vm_size_too_small_for_windows(image: Image, document: Document) -> Findings:
    """A build VM that is too small for Windows

    The default size for first-generation images, `Standard_D1_v2`, has one processor and 3.5 GB: the documentation calls it
    unfit for Windows. Builds on it are slow, run into timeouts and fail with messages that point elsewhere.

    ## Bad

    ```json
    "vmProfile": {"vmSize": "Standard_D1_v2"},
    "source": {"type": "PlatformImage", "publisher": "MicrosoftWindowsServer", "offer": "WindowsServer", "sku": "2022-datacenter", "version": "latest"}
    ```

    ## Good

    ```json
    "vmProfile": {"vmSize": "Standard_D2s_v5"},
    "source": {"type": "PlatformImage", "publisher": "MicrosoftWindowsServer", "offer": "WindowsServer", "sku": "2022-datacenter", "version": "latest"}
    ```

    Source: vmProfile, https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-json#vmprofile
    """
    if image.os_family != "Windows" or any(step.type == "WindowsUpdate" for step in image.customizers):
        return
    node = image.vm_size
    size = parse(node.value) if node is not None and node.kind == "string" else None
    if node is not None and size is not None and is_small(size):
        fix = None
        if node.via is None and node.source is None:
            fix = Fix(
                f"Change to `{RECOMMENDED_WINDOWS}`", (edit.replace(node, edit.quote(RECOMMENDED_WINDOWS)),), safe=False
            )
        yield Finding(
            node,
            f"`{node.value}` is too small to build Windows images on. Use `{RECOMMENDED_WINDOWS}` or larger",
            fix=fix,
        )
        return
    if node is not None or not _is_default(image):
        return
    source = image.source
    if source is not None:
        yield Finding(
            source.get("sku") or source.node,
            f"Without `vmSize` this first-generation image is built on `Standard_D1_v2`, which is too small for Windows. Set `{RECOMMENDED_WINDOWS}` or larger",
        )


def _is_default(image: Image) -> bool:
    """Whether the service picks the size, and picks the small one: the source is of the first generation."""
    profile, source = image.at("vmProfile"), image.source
    if image.properties is None or image.properties.incomplete or source is None or source.type != "PlatformImage":
        return False
    if profile is not None and (profile.kind != "object" or profile.incomplete):
        return False
    names = source.value("publisher"), source.value("offer"), source.value("sku")
    return (generation(*names) or likely_generation(*names)) == "V1"
