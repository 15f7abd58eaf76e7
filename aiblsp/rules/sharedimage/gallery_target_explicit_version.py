"""Versions written into a target; those that a parameter or expression brings are left alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp import edit
from aiblsp.diagnostic import Fix
from aiblsp.facts.ids import parse_resource_id
from aiblsp.facts.names import version_problem
from aiblsp.rule import INFO, Finding, rule
from aiblsp.template.written import as_written

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.model import Target


@rule(INFO, types="SharedImage", has="galleryImageId")
def gallery_target_explicit_version(target: Target, document: Document) -> Findings:
    """A version that can be built once only

    A version that exists cannot be made again, so the second run of the template builds for an hour and then fails. Without
    `/versions/…` Image Builder numbers each version itself, and the template can be run again.

    ## Bad

    ```json
    "distribute": [
      {
        "type": "SharedImage",
        "galleryImageId": "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg/providers/Microsoft.Compute/galleries/gal/images/ubuntu/versions/1.0.0",
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
    node = target.get("galleryImageId")
    text = node.text() if node is not None else None
    if node is None or text is None or "/versions/" not in text.lower() or target.get("versioning") is not None:
        return
    parsed = parse_resource_id(text)
    version = parsed.named("versions") if parsed is not None else None
    if version is None or version_problem(version.text) is not None or node.via is not None:
        return
    if any(
        trigger.image is target.image and not trigger.before("2022-07-01") for trigger in document.template.triggers
    ):
        return  # `trigger-explicit-distribute-version` speaks of it
    written = as_written(document.tree, node)
    if written is None or written[1].value != text:
        return
    kept = text[: version.start].rstrip("/").rpartition("/")[0]
    yield Finding(
        node,
        f"The version `{version.text}` can be made once: the next run of this template fails after its build. "
        "Without a version Image Builder numbers each run",
        part=(version.start, version.end),
        fix=Fix(f"Remove `/versions/{version.text}`", (edit.replace(node, edit.quote(kept)),), safe=False),
    )
