"""Files that overwrite each other; silent where a script between them may have used the first one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp.facts import paths
from aiblsp.facts.names import short
from aiblsp.rule import WARNING, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.jsonc.node import Node
    from aiblsp.rule import Findings
    from aiblsp.template.model import Image


@rule(WARNING, only="File")
def file_destination_duplicate(image: Image, document: Document) -> Findings:
    """Two files with the same destination

    The second download overwrites the first, which was fetched for nothing. One of the two destinations is most likely a
    copy that was not adapted.

    ## Bad

    ```json
    "customize": [
      {"type": "File", "name": "a", "sourceUri": "https://raw.githubusercontent.com/contoso/images/v1.0/a.conf", "destination": "/tmp/app.conf"},
      {"type": "File", "name": "b", "sourceUri": "https://raw.githubusercontent.com/contoso/images/v1.0/b.conf", "destination": "/tmp/app.conf"}
    ]
    ```

    ## Good

    ```json
    "customize": [
      {"type": "File", "name": "a", "sourceUri": "https://raw.githubusercontent.com/contoso/images/v1.0/a.conf", "destination": "/tmp/a.conf"},
      {"type": "File", "name": "b", "sourceUri": "https://raw.githubusercontent.com/contoso/images/v1.0/b.conf", "destination": "/tmp/b.conf"}
    ]
    ```

    Source: File customizer, https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-json#file-customizer
    """
    seen: dict[str, Node] = {}
    at = -1
    for step in image.customizers:
        if step.index != at + 1 or step.type not in ("File", "WindowsRestart", "WindowsUpdate"):
            seen = {}  # what stands between may have used or moved the files
        at = step.index
        node = step.get("destination") if step.type == "File" else None
        text = node.text() if node is not None else None
        if node is None or not text or paths.family(text) is None or text.endswith(("/", "\\")):
            continue
        first = seen.setdefault(paths.normal(text), node)
        if first is not node and first.start != node.start:
            yield Finding(
                node,
                f"`{short(text)}` is the destination of an earlier `File` step: this download overwrites that file",
                related=((first, "written here first"),),
            )
