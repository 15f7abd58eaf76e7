"""The region of a managed image that is none, or not written as one; translated names are left to another rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp import edit
from aiblsp.diagnostic import Fix
from aiblsp.facts import regions
from aiblsp.rule import ERROR, HINT, WARNING, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.model import Target


@rule(ERROR, types="ManagedImage", has="location")
def managed_image_target_location_invalid(target: Target, document: Document) -> Findings:
    """A managed image in a region that does not exist

    The image may be stored in any Azure region, not only in those with Image Builder. A misspelt one is an error; a word
    that is like no region may be a region newer than this tool and is a warning, until the setting `extra-regions`
    names it. A display name such as `West US 2` works and gets a hint.

    ## Bad

    ```json
    "distribute": [
      {
        "type": "ManagedImage",
        "imageId": "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg/providers/Microsoft.Compute/images/ubuntu",
        "location": "westus22",
        "runOutputName": "ubuntu"
      }
    ]
    ```

    ## Good

    ```json
    "distribute": [
      {
        "type": "ManagedImage",
        "imageId": "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg/providers/Microsoft.Compute/images/ubuntu",
        "location": "westus2",
        "runOutputName": "ubuntu"
      }
    ]
    ```

    Source: managed image target, https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-json#distribute-managedimage
    """
    location = target.get("location")
    if location is None:
        return
    for node in (location, *location.alternatives):
        text = node.text()
        problem = regions.problem(text, document.options.extra_regions) if text is not None else None
        if problem is None:
            continue
        display = problem.kind == "display"
        fix = None
        if problem.name is not None:
            fix = Fix(f"Change to `{problem.name}`", (edit.replace(node, edit.quote(problem.name)),), safe=display)
        severity = HINT if display else WARNING if problem.name is None else None
        yield Finding(node, problem.message, fix=fix, severity=severity)
