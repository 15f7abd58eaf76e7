"""`tags` on a target, which are called `artifactTags`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp import edit
from aiblsp.diagnostic import Fix
from aiblsp.rule import ERROR, WARNING, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.schema.mismatch import Mismatch


@rule(
    ERROR, types=("unknown-property", "misplaced"), at=("properties.distribute[].tags", "properties.distribute[].Tags")
)
def distribute_tags_instead_of_artifact_tags(mismatch: Mismatch, document: Document) -> Findings:
    """Tags of a target under the wrong name

    The tags of the image that is made are `artifactTags`; the documentation of VHD targets, and two quickstarts, call them
    `tags`. Before 2024-02-01 the service drops them without a word, and the image has no tags; since then it refuses
    the template.

    ## Bad

    ```jsonc
    // api-version: 2024-02-01
    "distribute": [{"type": "VHD", "runOutputName": "ubuntu", "tags": {"team": "images"}}]
    ```

    ## Good

    ```jsonc
    // api-version: 2024-02-01
    "distribute": [{"type": "VHD", "runOutputName": "ubuntu", "artifactTags": {"team": "images"}}]
    ```

    Source: VHD target, https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-json#distribute-vhd
    """
    node, parent = mismatch.node, mismatch.parent
    doubled = parent is not None and parent.get("artifactTags") is not None
    what = "merge them into the `artifactTags` of the target" if doubled else "write `artifactTags`"
    yield Finding(
        node,
        f"`{mismatch.name}` is no property of a target; {mismatch.fate}. To tag the image, {what}",
        on="key",
        fix=None if doubled else Fix("Change to `artifactTags`", (edit.rename(node, "artifactTags"),)),
        severity=None if mismatch.strict else WARNING,
    )
