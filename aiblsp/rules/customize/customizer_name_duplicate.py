"""Customizers that share a name, letter case aside; names of validators are left to `validator-name-duplicate`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp import edit
from aiblsp.diagnostic import Fix
from aiblsp.facts.names import unused
from aiblsp.rule import WARNING, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.jsonc.node import Node
    from aiblsp.rule import Findings
    from aiblsp.template.model import Image


@rule(WARNING, has="properties.customize")
def customizer_name_duplicate(image: Image, document: Document) -> Findings:
    """Two customizers with the same name

    Earlier editions of the reference demand that every customizer has a name of its own. The sentence is gone, and an
    official sample has two of the same name, so it is no longer certain that the service insists; but in the build log
    the two steps cannot be told apart.

    ## Bad

    ```json
    "customize": [
      {"type": "Shell", "name": "install", "inline": ["echo one"]},
      {"type": "Shell", "name": "install", "inline": ["echo two"]}
    ]
    ```

    ## Good

    ```json
    "customize": [
      {"type": "Shell", "name": "install-agent", "inline": ["echo one"]},
      {"type": "Shell", "name": "install-tools", "inline": ["echo two"]}
    ]
    ```

    Source: properties of a template, https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-json#properties-customize
    """
    steps = image.customizers
    if len(steps) < 2:
        return
    first: dict[str, Node] = {}
    names = [(step.value("name") or "").lower() for step in steps]
    taken = set(names)
    if len(taken) == len(names):
        return
    for step in steps:
        node = step.get("name")
        name = node.text() if node is not None else None
        if node is None or not name:
            continue
        earlier = first.setdefault(name.lower(), node)
        if earlier is node or earlier.start == node.start:
            continue  # a copy loop whose name does not change is one place, and nothing to point at twice
        yield Finding(
            node,
            f"Another customizer is called `{name}`, too: the build log cannot tell them apart. Give each its own name",
            related=((earlier, "the first one of this name"),),
            fix=_fix(node, name, taken),
        )


def _fix(node: Node, name: str, taken: set[str]) -> Fix | None:
    if node.via is not None or node.source is not None:
        return None
    new = unused(name, taken)
    return Fix(f"Rename to `{new}`, for want of a better name", (edit.replace(node, edit.quote(new)),), safe=False)
