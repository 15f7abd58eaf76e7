"""What to do when a validation fails, in a template without one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp import edit
from aiblsp.diagnostic import Fix
from aiblsp.rule import HINT, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.model import Image


@rule(HINT, has="properties.errorHandling", since="2023-07-01")
def error_handling_validation_without_validate(image: Image, document: Document) -> Findings:
    """Error handling for a validation that there is not

    `onValidationError` says what happens when a validator fails. Without a `validate` section there is none.

    ## Bad

    ```json
    "errorHandling": {"onCustomizerError": "cleanup", "onValidationError": "cleanup"}
    ```

    ## Good

    ```json
    "errorHandling": {"onCustomizerError": "cleanup"}
    ```

    Source: errorHandling, https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-json#properties-errorhandling
    """
    handling = image.at("errorHandling")
    node = handling.get("onValidationError") if handling is not None else None
    if handling is None or node is None or _has_validate(image):
        return
    if image.properties is None or image.properties.incomplete:
        return
    fix = None
    if handling.via is None and node.key is not None:
        fix = Fix("Remove it", edit.remove(document.source, handling, node))
    yield Finding(
        node,
        "There is no `validate` section, so `onValidationError` never applies. Remove it, or add validators",
        on="key",
        fix=fix,
        tags=frozenset({"unnecessary"}),
    )


def _has_validate(image: Image) -> bool:
    """Whether the section is written at all: one that a parameter leaves out by default may be there another time."""
    written = image.node if image.kind == "properties" else image.node.get("properties")
    return written is None or written.kind != "object" or written.get("validate") is not None
