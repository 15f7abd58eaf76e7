"""Build timeouts that say what holds anyway."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp import edit
from aiblsp.diagnostic import Fix
from aiblsp.rule import HINT, Finding, rule
from aiblsp.template.written import container_as_written

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.jsonc.node import Node
    from aiblsp.rule import Findings
    from aiblsp.template.model import Image


@rule(HINT, has="properties.buildTimeoutInMinutes")
def build_timeout_redundant(image: Image, document: Document) -> Findings:
    """The default build timeout

    Without `buildTimeoutInMinutes`, and with 0, a build may take 240 minutes. A value that comes through a parameter is
    not reported: it is there to be changed.

    ## Bad

    ```json
    "buildTimeoutInMinutes": 0
    ```

    ## Good

    ```json
    "buildTimeoutInMinutes": 180
    ```

    Source: buildTimeoutInMinutes, https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-json#properties-buildtimeoutinminutes
    """
    node = image.at("buildTimeoutInMinutes")
    if node is None or node.kind != "number" or node.value not in (0, 240) or node.via is not None:
        return
    fix = _fix(image.properties, node, document)
    if fix is None:
        return  # an expression made it
    what = "0 stands for" if node.value == 0 else "this is"
    message = f"Not needed: {what} the default of 240 min"
    yield Finding(node, message, fix=fix, tags=frozenset({"unnecessary"}))


def _fix(properties: Node | None, node: Node, document: Document) -> Fix | None:
    raw = container_as_written(document.tree, properties) if properties is not None else None
    member = raw.get("buildTimeoutInMinutes") if raw is not None else None
    if raw is None or member is None or member.start != node.start:
        return None
    return Fix("Remove it", edit.remove(document.source, raw, member))
