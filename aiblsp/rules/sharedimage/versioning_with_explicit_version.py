"""`versioning` beside a version in the ID."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp import edit
from aiblsp.diagnostic import Fix
from aiblsp.facts.ids import parse_resource_id
from aiblsp.facts.names import version_problem
from aiblsp.rule import WARNING, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.model import Target


@rule(WARNING, types="SharedImage", has="versioning", since="2022-07-01")
def versioning_with_explicit_version(target: Target, document: Document) -> Findings:
    """versioning beside an explicit version

    `versioning` says how to make the next version number, `/versions/1.0.0` in `galleryImageId` says which number it is. Which of them
    counts is not documented.

    The fix removes the explicit version. It assumes that `versioning` was meant.

    ## Bad

    ```jsonc
    // api-version: 2024-02-01
    "distribute": [
      {
        "type": "SharedImage",
        "galleryImageId": "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg/providers/Microsoft.Compute/galleries/gal/images/ubuntu/versions/1.0.0",
        "runOutputName": "ubuntu",
        "versioning": {"scheme": "Latest"}
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
        "versioning": {"scheme": "Latest"}
      }
    ]
    ```

    Source: versioning, https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-json#versioning
    """
    node, versioning = target.get("galleryImageId"), target.get("versioning")
    text = node.text() if node is not None else None
    if node is None or versioning is None or text is None or "/versions/" not in text.lower():
        return
    parsed = parse_resource_id(text)
    version = parsed.named("versions") if parsed is not None else None
    if version is None or version_problem(version.text) is not None:
        return
    kept = text[: version.start].rstrip("/").rpartition("/")[0]
    fix = None
    if node.via is None:
        fix = Fix(f"Remove `/versions/{version.text}`", (edit.replace(node, edit.quote(kept)),), safe=False)
    yield Finding(
        node,
        f"The version is `{version.text}`, and `versioning` asks for another one. Remove one of them",
        part=(version.start, version.end),
        related=((versioning, "versioning"),),
        fix=fix,
    )
