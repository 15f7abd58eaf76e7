"""Targets that write the same image; where the names of outputs clash is left to another rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp.facts.ids import parse_resource_id
from aiblsp.rule import ERROR, WARNING, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.jsonc.node import Node
    from aiblsp.rule import Findings
    from aiblsp.template.model import Image, Target


@rule(ERROR, has="properties.distribute")
def distribute_duplicate_target(image: Image, document: Document) -> Findings:
    """Two targets that write the same image

    Both targets are distributed after the build, an hour or more after submission, and the second one overwrites the first
    or fails. Two targets with the same image definition and automatic versions are a warning: they make two image
    versions of the same content.

    ## Bad

    ```json
    "distribute": [
      {
        "type": "ManagedImage",
        "imageId": "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg/providers/Microsoft.Compute/images/ubuntu",
        "location": "westus2",
        "runOutputName": "a"
      },
      {
        "type": "ManagedImage",
        "imageId": "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg/providers/Microsoft.Compute/images/ubuntu",
        "location": "westus2",
        "runOutputName": "b"
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
        "runOutputName": "a"
      },
      {
        "type": "ManagedImage",
        "imageId": "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg/providers/Microsoft.Compute/images/ubuntu-eastus",
        "location": "eastus",
        "runOutputName": "b"
      }
    ]
    ```

    Source: distribute, https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-json#properties-distribute
    """
    if len(image.targets) < 2:
        return
    first: dict[tuple[str, ...], Node] = {}
    for target in image.targets:
        node, same = _place(target)
        if node is None or same is None:
            continue
        earlier = first.setdefault(same, node)
        if earlier is node:
            continue
        certain = same[0] != "definition"
        message = (
            "Another target writes the same image: one of them fails or overwrites the other. Give each its own"
            if certain
            else "Another target makes a version of the same image definition: the image is stored twice. Remove one of them"
        )
        used = earlier.via or earlier
        yield Finding(
            node,
            message,
            span=(node.via.start, node.via.end) if node.via is not None else None,
            related=((used, "the other target"),) if used.start != node.start else (),
            severity=None if certain else WARNING,
        )


def _place(target: Target) -> tuple[Node | None, tuple[str, ...] | None]:
    """The value that says where the image goes, and what to compare: None where that is not known."""
    if target.type == "ManagedImage":
        node = target.get("imageId")
        text = node.text() if node is not None else None
        return node, ("image", text.rstrip("/").lower()) if text else None
    if target.type == "VHD":
        node = target.get("uri")
        text = (node.text() or "").partition("?")[0].rstrip("/") if node is not None else ""
        # A container takes any number of VHDs; only a blob in it is one place.
        return node, ("blob", text) if text.count("/") > 3 else None
    if target.type != "SharedImage":
        return None, None
    node = target.get("galleryImageId")
    parsed = parse_resource_id(node.text() or "") if node is not None else None
    if parsed is None or parsed.named("images") is None:
        return node, None
    version = parsed.named("versions")
    if version is not None:
        return node, ("version", parsed.key) if version.text.lower() != "latest" else None
    if target.get("versioning") is not None:
        return node, None  # the versions may differ in their first number
    return node, ("definition", parsed.key)
