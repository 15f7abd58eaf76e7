"""Blanks, empty parts and slashes at the end of resource IDs; the parts themselves have rules of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp import edit
from aiblsp.diagnostic import Fix
from aiblsp.facts.ids import general_problems
from aiblsp.rule import ERROR, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.model import Image
    from aiblsp.template.written import Written

_START = "/subscriptions/"


@rule(ERROR)
def resource_id_whitespace(image: Image, document: Document) -> Findings:
    """A blank or an empty part in a resource ID

    A resource ID that was copied over a line end, or put together from parts, may have a blank in it, two slashes in a
    row, or one too many at its end. No resource has such an ID, so the service answers that it is not found or malformed.

    ## Bad

    ```jsonc
    "source": {
      "type": "SharedImageVersion",
      "imageVersionId": "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg/p  roviders/Microsoft.Compute/galleries/gal/images/def/versions/1.0.0"
    }
    ```

    ## Good

    ```jsonc
    "source": {
      "type": "SharedImageVersion",
      "imageVersionId": "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg/providers/Microsoft.Compute/galleries/gal/images/def/versions/1.0.0"
    }
    ```

    Source: SharedImageVersion source (an older sample), https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-json
    """
    for written in image.resource_ids:
        problem = next(iter(general_problems(written.text)), None)
        if problem is None or problem.reason != "whitespace":
            continue
        if problem.end - problem.start == 2 and not _is_literal(written, document):
            continue  # an empty part in a computed ID comes from an empty value that is still to be filled in
        mended = "/".join(part for part in "".join(written.text.split()).split("/") if part)
        text = edit.quote(f"/{mended}")
        changed = edit.rename(written.node, f"/{mended}") if written.on == "key" else edit.replace(written.node, text)
        yield Finding(
            written.node,
            f"This resource ID {problem.message}, so it names no resource. Remove it",
            on=written.on,
            part=(problem.start, problem.end) if written.on == "value" else None,
            fix=Fix("Remove what does not belong", (changed,)),
        )


def _is_literal(written: Written, document: Document) -> bool:
    """Whether the ID stands in the file as it is, and no expression made it."""
    node = written.node
    if written.on == "key" and node.key is not None:
        return document.source.text.startswith(_START, node.key.start + 1)
    return (node.source or document.source).text.startswith(_START, node.start + 1)
