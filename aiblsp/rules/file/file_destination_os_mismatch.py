"""Destinations in the form of the other operating system; silent where the source's system is not known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp.facts import paths
from aiblsp.facts.names import short
from aiblsp.rule import ERROR, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.model import Step


@rule(ERROR, types="File", has="destination")
def file_destination_os_mismatch(step: Step, document: Document) -> Findings:
    """A path of the other operating system

    A Windows path on Linux becomes a file with a strange name in the home folder of the build user, and a Linux path has
    no meaning on Windows. Either way the later steps do not find the file.

    ## Bad

    ```json
    "source": {"type": "PlatformImage", "publisher": "Canonical", "offer": "ubuntu-24_04-lts", "sku": "server", "version": "latest"},
    "customize": [
      {"type": "File", "name": "settings", "sourceUri": "https://raw.githubusercontent.com/contoso/images/v1.0/app.conf", "destination": "C:\\\\app.conf"}
    ]
    ```

    ## Good

    ```json
    "source": {"type": "PlatformImage", "publisher": "Canonical", "offer": "ubuntu-24_04-lts", "sku": "server", "version": "latest"},
    "customize": [
      {"type": "File", "name": "settings", "sourceUri": "https://raw.githubusercontent.com/contoso/images/v1.0/app.conf", "destination": "/tmp/app.conf"}
    ]
    ```

    Source: File customizer, https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-json#file-customizer
    """
    node = step.get("destination")
    text = node.text() if node is not None else None
    source = step.image.os_family
    if node is None or not text or source is None:
        return
    written_for = paths.family(text)
    if written_for is None or written_for == source:
        return
    good = "/tmp/…" if source == "Linux" else "C:\\…"
    yield Finding(
        node,
        f"`{short(text)}` is a path of {written_for}, and the source is {source}: the upload fails. Use `{good}`",
    )
