"""Regions to replicate to that are none, or not written as such; translated names are left to another rule."""

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


@rule(ERROR, types="SharedImage", has=("replicationRegions", "targetRegions"))
def replication_region_unknown(target: Target, document: Document) -> Findings:
    """Replication to a region that does not exist

    Image versions may be replicated to any Azure region, not only to those with Image Builder. A misspelt one is an error: the
    build succeeds and the distribution fails. A word that is like no region may be a region newer than this tool and is a
    warning, until the setting `extra-regions` names it. A display name such as `West US 2` works and gets a hint.

    ## Bad

    ```jsonc
    // api-version: 2024-02-01
    "distribute": [
      {
        "type": "SharedImage",
        "galleryImageId": "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg/providers/Microsoft.Compute/galleries/gal/images/ubuntu",
        "runOutputName": "ubuntu",
        "targetRegions": [{"name": "westus22"}]
      }
    ]
    ```

    ## Good

    ```jsonc
    // api-version: 2024-02-01
    "distribute": [
      {
        "type": "SharedImage",
        "galleryImageId": "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg/providers/Microsoft.Compute/galleries/gal/images/ubuntu",
        "runOutputName": "ubuntu",
        "targetRegions": [{"name": "westus2"}]
      }
    ]
    ```

    Source: targetRegions, https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-json#distribute-targetregions
    """
    for replica in target.replicas:
        name = replica.name
        for node in (name, *name.alternatives) if name is not None else ():
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
