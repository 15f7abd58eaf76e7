"""Targets without a type; offers the one that their other properties belong to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aiblsp import edit
from aiblsp.diagnostic import Fix
from aiblsp.rule import ERROR, Finding, rule
from aiblsp.template.written import container_as_written

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.jsonc.node import Node
    from aiblsp.rule import Findings
    from aiblsp.schema.mismatch import Mismatch

# A property that only one type of target has.
_SIGNS: Final = {"galleryImageId": "SharedImage", "imageId": "ManagedImage", "uri": "VHD"}


@rule(ERROR, types="type-missing", at="properties.distribute[].type")
def distribute_type_missing(mismatch: Mismatch, document: Document) -> Findings:
    """A target without a type

    `type` says what a target is, and all else depends on it. The service refuses the template at submission, with
    `BadDistributeType` or a message about an empty value.

    ## Bad

    ```json
    "distribute": [
      {
        "galleryImageId": "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg/providers/Microsoft.Compute/galleries/gal/images/ubuntu",
        "runOutputName": "ubuntu"
      }
    ]
    ```

    ## Good

    ```json
    "distribute": [
      {
        "type": "SharedImage",
        "galleryImageId": "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg/providers/Microsoft.Compute/galleries/gal/images/ubuntu",
        "runOutputName": "ubuntu"
      }
    ]
    ```

    Source: distribute, https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-json#properties-distribute
    """
    target = mismatch.node
    found = {kind for name, kind in _SIGNS.items() if target.get(name) is not None}
    guess = found.pop() if len(found) == 1 else None
    message = "The target has no `type`: the service refuses the template. "
    if guess is None:
        message += "Use `SharedImage`, `ManagedImage` or `VHD`"
    else:
        message += f'By its properties it is a `{guess}`: add `"type": "{guess}"`'
    yield Finding(target, message, span=_brace(target), fix=_fix(target, guess, document))


def _brace(target: Node) -> tuple[int, int] | None:
    """An object over many lines is too much to underline."""
    return (target.start, target.start + 1) if target.source is None and target.via is None else None


def _fix(target: Node, guess: str | None, document: Document) -> Fix | None:
    raw = container_as_written(document.tree, target)
    if guess is None or raw is None:
        return None
    added = edit.insert_member(document.source, raw, "type", edit.quote(guess), first=True)
    return Fix(f"Add `{guess}` as the type", (added,))
