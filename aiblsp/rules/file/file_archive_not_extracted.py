"""Archives that no later step mentions; silent where a later step cannot be read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from aiblsp.facts import paths, uris
from aiblsp.facts.names import short
from aiblsp.rule import HINT, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.model import Image, Step

_BETWEEN: Final = re.compile(r"[^\w-]+")
_ARCHIVES: Final = frozenset(
    (".zip", ".7z", ".tar", ".tgz", ".tar.gz", ".tar.xz", ".tar.bz2", ".tar.zst", ".rar", ".gz", ".xz", ".bz2")
)


@rule(HINT, only="File")
def file_archive_not_extracted(image: Image, document: Document) -> Findings:
    """An archive that nobody unpacks

    A File step copies the archive as it is. Where no later step mentions it, it stays packed in the image and takes up
    space.

    ## Bad

    ```json
    "customize": [
      {"type": "File", "name": "app", "sourceUri": "https://raw.githubusercontent.com/contoso/images/v1.0/app.zip", "destination": "/tmp/app.zip"}
    ]
    ```

    ## Good

    ```json
    "customize": [
      {"type": "File", "name": "app", "sourceUri": "https://raw.githubusercontent.com/contoso/images/v1.0/app.zip", "destination": "/tmp/app.zip"},
      {"type": "Shell", "name": "unpack", "inline": ["sudo unzip -q /tmp/app.zip -d /opt/app"]}
    ]
    ```

    Source: properties of the File customizer, https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-json#file-customizer
    """
    steps = image.at("customize")
    if steps is None or steps.incomplete or any(child.kind != "object" for child in steps.children):
        return
    archives = [step for step in image.customizers if _archive(step)]
    if not archives:
        return
    last = max((step.index for step in image.customizers if _uses_anything(step)), default=-1)
    names: set[str] = set()
    found = []
    for step in reversed(image.customizers):
        name = _archive(step)
        node = step.get("destination")
        if step.index <= last:
            break
        if name and node is not None and not names.issuperset(_names(name.partition(".")[0])):
            found.append(Finding(node, f"No later step unpacks `{short(name)}`: it stays an archive in the image"))
        elif step.lines:
            names.update(_names(step.script.text))
    yield from reversed(found)


def _archive(step: Step) -> str:
    """The name of the archive that a File step puts onto the machine, else nothing."""
    text = step.value("destination") if step.type == "File" else None
    if not text or paths.family(text) is None:
        return ""
    name = paths.base(text)
    return name if uris.extension(name) in _ARCHIVES else ""


def _uses_anything(step: Step) -> bool:
    """Whether a step may use any file: it names files by a pattern, or cannot be read."""
    if step.type in ("File", "WindowsRestart", "WindowsUpdate"):
        return False
    if step.type is None or step.get("scriptUri") is not None:
        return True
    return any(line.kind != "string" or "*" in line.value for line in step.lines)


def _names(text: str) -> list[str]:
    return [name for name in _BETWEEN.split(text.lower()) if name]
