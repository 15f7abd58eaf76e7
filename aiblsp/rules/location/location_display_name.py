"""Display names of regions; translated ones are left to another rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp import edit
from aiblsp.diagnostic import Fix
from aiblsp.facts import regions
from aiblsp.rule import HINT, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.model import Image


@rule(HINT, has="location")
def location_display_name(image: Image, document: Document) -> Findings:
    """A region by its display name

    Resource Manager accepts `West US 2` and turns it into `westus2`. Conditions, `contains` and scripts compare letters and
    find the two to be different, so one way of writing spares surprises.

    ## Bad

    ```json
    "location": "West US 2"
    ```

    ## Good

    ```json
    "location": "westus2"
    ```

    Source: location, https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-json#location
    """
    location = image.root("location")
    if location is None:
        return
    for node in (location, *location.alternatives):
        text = node.text()
        problem = regions.problem(text) if text is not None else None
        if problem is None or problem.name is None or problem.kind != "display":
            continue
        fix = Fix(f"Change to `{problem.name}`", (edit.replace(node, edit.quote(problem.name)),))
        yield Finding(node, problem.message, fix=fix)
