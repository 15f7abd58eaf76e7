"""Hardened images, in which builds are known to fail."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp.rule import WARNING, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.model import ImageSource


@rule(WARNING, types="PlatformImage", has="publisher")
def platform_image_cis_hardened(source: ImageSource, document: Document) -> Findings:
    """A hardened image of the Center for Internet Security

    The hardening of these images can switch off what Image Builder works with: remote management on Windows, running scripts
    from the temporary folder on Linux. The troubleshooting page names them as a cause of failing builds.

    ## Bad

    ```json
    "source": {"type": "PlatformImage", "publisher": "center-for-internet-security-inc", "offer": "cis-ubuntu", "sku": "cis-ubuntulinux2204-l1-gen2", "version": "latest", "planInfo": {"planName": "cis-ubuntulinux2204-l1-gen2", "planProduct": "cis-ubuntu", "planPublisher": "center-for-internet-security-inc"}}
    ```

    ## Good

    ```json
    "source": {"type": "PlatformImage", "publisher": "Canonical", "offer": "0001-com-ubuntu-server-jammy", "sku": "22_04-lts-gen2", "version": "latest"}
    ```

    Source: troubleshooting, https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-troubleshoot
    """
    node = source.get("publisher")
    if node is not None and (node.text() or "").lower() == "center-for-internet-security-inc":
        yield Finding(
            node,
            "Hardened images of this publisher can make builds fail: WinRM and scripts in /tmp may be switched off. Try a build before you rely on it",
        )
