"""`latest` as the version to make."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp import edit
from aiblsp.diagnostic import Fix
from aiblsp.rule import ERROR, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.model import Target


@rule(ERROR, types="SharedImage", has="galleryImageId")
def gallery_target_version_latest(target: Target, document: Document) -> Findings:
    """The version latest as a target

    As a source, `versions/latest` means the newest version there is. A target makes a new version and needs its number, or none:
    without `/versions/…` Image Builder numbers the versions itself.

    ## Bad

    ```json
    "distribute": [
      {
        "type": "SharedImage",
        "galleryImageId": "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg/providers/Microsoft.Compute/galleries/gal/images/ubuntu/versions/latest",
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

    Source: SharedImage target, https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-json#distribute-sharedimage
    """
    for node, problem in target.id_problems:
        version = node.value[problem.start : problem.end]
        if problem.reason != "version" or version.lower() != "latest":
            continue
        kept = node.value[: problem.start].rstrip("/").rpartition("/")[0]
        fix = None
        if node.via is None:
            fix = Fix(f"Remove `/versions/{version}`", (edit.replace(node, edit.quote(kept)),))
        yield Finding(
            node,
            f"`{version}` is no version that can be made. Remove `/versions/{version}`, and Image Builder numbers the versions",
            part=(problem.start, problem.end),
            fix=fix,
        )
