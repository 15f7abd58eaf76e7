"""Sources of type ISO."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp.rule import ERROR, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.model import ImageSource


@rule(ERROR, types="ISO")
def source_iso_retired(source: ImageSource, document: Document) -> Findings:
    """A source that is an ISO file

    The first previews could install Red Hat Enterprise Linux from an ISO file. The service has not accepted such sources since
    the end of March 2020, in no API version.

    ## Bad

    ```json
    "source": {"type": "ISO", "sourceUri": "https://example.org/rhel.iso", "sha256Checksum": "ade4c5214c3c675e92c66e2d067a870c5b81b9844b3de3cc72c49ff36425fc93"}
    ```

    ## Good

    ```json
    "source": {"type": "PlatformImage", "publisher": "Canonical", "offer": "0001-com-ubuntu-server-jammy", "sku": "22_04-lts-gen2", "version": "latest"}
    ```

    Source: service notes of 2020, https://github.com/danielsollondon/azvmimagebuilder/issues/5
    """
    kind = source.get("type")
    yield Finding(
        kind or source.node,
        "`ISO` sources are not accepted any more, in no API version, since March 2020. Use a marketplace image",
    )
