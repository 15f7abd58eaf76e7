"""Targets without a `runOutputName`; offers one that is free."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp import edit
from aiblsp.diagnostic import Fix
from aiblsp.rule import ERROR, Finding, rule
from aiblsp.template.outputs import suggested_names
from aiblsp.template.written import container_as_written

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.schema.mismatch import Mismatch
    from aiblsp.template.model import Image, Target


@rule(ERROR, types="missing", at="properties.distribute[].runOutputName")
def distribute_run_output_name_missing(mismatch: Mismatch, document: Document) -> Findings:
    """A target without a name for its output

    Image Builder keeps the state of each target under its `runOutputName`: there one finds the ID of the image or the
    address of the VHD after the build. The service refuses a target without it at submission with "Missing field".

    ## Bad

    ```json
    "distribute": [{"type": "VHD"}]
    ```

    ## Good

    ```json
    "distribute": [{"type": "VHD", "runOutputName": "ubuntu"}]
    ```

    Source: distribute, https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-json#properties-distribute
    """
    image, node = mismatch.image, mismatch.node
    if image is None:
        return
    message = (
        "The target has no `runOutputName`: the service refuses the template. Give it a name that no other target has"
    )
    fix = _fix(image, [target for target in image.targets if target.node.start == node.start], document)
    kind = node.get("type")
    if kind is not None:
        yield Finding(kind, message, fix=fix)
    else:
        here = node.source is None and node.via is None
        yield Finding(node, message, span=(node.start, node.start + 1) if here else None, fix=fix)


def _fix(image: Image, targets: list[Target], document: Document) -> Fix | None:
    if len(targets) != 1:
        return None  # a copy loop: one name would go to all of them
    target = targets[0]
    raw = container_as_written(document.tree, target.node)
    name = suggested_names(image).get(target.index)
    if raw is None or name is None:
        return None
    added = edit.insert_member(document.source, raw, "runOutputName", edit.quote(name), "type")
    return Fix(f"Add `runOutputName` as `{name}`", (added,))
