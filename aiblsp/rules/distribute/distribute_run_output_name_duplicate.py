"""Targets that share a `runOutputName`; names that are refused anyway are left to another rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp import edit
from aiblsp.diagnostic import Fix
from aiblsp.rule import ERROR, Finding, rule
from aiblsp.template.outputs import is_output_name, suggested_names

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.jsonc.node import Node
    from aiblsp.rule import Findings
    from aiblsp.template.model import Image, Target


@rule(ERROR, has="properties.distribute")
def distribute_run_output_name_duplicate(image: Image, document: Document) -> Findings:
    """Two targets with the same runOutputName

    Image Builder keeps the state of a target under its `runOutputName`, so each target needs one of its own. Letter case
    makes no difference.

    ## Bad

    ```json
    "distribute": [
      {"type": "VHD", "runOutputName": "ubuntu"},
      {
        "type": "ManagedImage",
        "imageId": "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg/providers/Microsoft.Compute/images/ubuntu",
        "location": "westus2",
        "runOutputName": "ubuntu"
      }
    ]
    ```

    ## Good

    ```json
    "distribute": [
      {"type": "VHD", "runOutputName": "ubuntu-vhd"},
      {
        "type": "ManagedImage",
        "imageId": "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg/providers/Microsoft.Compute/images/ubuntu",
        "location": "westus2",
        "runOutputName": "ubuntu-image"
      }
    ]
    ```

    Source: distribute, https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-json#properties-distribute
    """
    if len(image.targets) < 2:
        return
    first: dict[str, Node] = {}
    for target in image.targets:
        node = target.get("runOutputName")
        text = node.text() if node is not None else None
        if node is None or text is None or not is_output_name(text, image):
            continue
        earlier = first.setdefault(text.lower(), node)
        if earlier is node:
            continue
        used = earlier.via or earlier
        yield Finding(
            node,
            f"`{text}` is the `runOutputName` of another target, too: the service refuses that. Give each target its own",
            span=(node.via.start, node.via.end) if node.via is not None else None,
            related=((used, "the other target"),) if used.start != node.start else (),
            fix=_fix(image, target, node) if earlier.start != node.start else None,
        )


def _fix(image: Image, target: Target, node: Node) -> Fix | None:
    name = suggested_names(image).get(target.index)
    if name is None or node.via is not None:
        return None
    return Fix(f"Change to `{name}`", (edit.replace(node, edit.quote(name)),), safe=False)
