"""Locations that are no region at all; how a region is written and what it offers is left to other rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp import edit
from aiblsp.diagnostic import Fix
from aiblsp.facts import regions
from aiblsp.rule import ERROR, WARNING, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.model import Image


@rule(ERROR, has="location")
def location_unknown(image: Image, document: Document) -> Findings:
    """A location that is no Azure region

    A misspelt region is refused at submission. Where the word is like no region at all it may be one that is newer than
    this tool: then it is a warning, and the setting `extra-regions` takes its name.

    ## Bad

    ```json
    "location": "westus22"
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
        if text is not None and not text.strip():
            yield Finding(node, "`location` is empty: the service refuses the template. Name the region to build in")
            continue
        problem = regions.problem(text, document.options.extra_regions) if text is not None else None
        if problem is None or problem.kind == "display":
            continue
        if problem.name is None:
            yield Finding(node, problem.message, severity=WARNING)
            continue
        fix = Fix(f"Change to `{problem.name}`", (edit.replace(node, edit.quote(problem.name)),), safe=False)
        yield Finding(node, problem.message, fix=fix)
