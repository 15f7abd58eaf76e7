"""A `distribute` that names no target; a missing one is left to another rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp.rule import WARNING, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.model import Image


@rule(WARNING, has="properties.distribute")
def distribute_empty(image: Image, document: Document) -> Findings:
    """No target to distribute to

    The published contract accepts an empty list, but then the result of a build that takes an hour goes nowhere, and the
    service is likely to refuse the template.

    ## Bad

    ```json
    "distribute": []
    ```

    ## Good

    ```json
    "distribute": [{"type": "VHD", "runOutputName": "ubuntu"}]
    ```

    Source: distribute, https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-json#properties-distribute
    """
    node = image.at("distribute")
    if node is not None and node.kind == "array" and not node.children and not node.incomplete:
        yield Finding(
            node,
            "`distribute` is empty: the image would go nowhere. "
            "Name at least one target: `SharedImage`, `ManagedImage` or `VHD`",
        )
