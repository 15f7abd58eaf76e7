"""Archives that no later step mentions; silent where a later step cannot be read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aiblsp.facts import paths, uris
from aiblsp.facts.names import short
from aiblsp.rule import HINT, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.model import Step

_ARCHIVES: Final = frozenset(
    (".zip", ".7z", ".tar", ".tgz", ".tar.gz", ".tar.xz", ".tar.bz2", ".tar.zst", ".rar", ".gz", ".xz", ".bz2")
)


@rule(HINT, types="File", has=("sourceUri", "destination"))
def file_archive_not_extracted(step: Step, document: Document) -> Findings:
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
    node = step.get("destination")
    text = node.text() if node is not None else None
    if node is None or not text or step.where != "customize" or paths.family(text) is None:
        return
    name = paths.base(text)
    steps = step.image.at("customize")
    if uris.extension(name) not in _ARCHIVES or steps is None or steps.incomplete:
        return
    later = steps.children[step.index + 1 :]
    if any(child.kind != "object" for child in later):
        return
    stem = name.split(".", 1)[0].lower()
    for other in step.image.customizers:
        if other.index > step.index and _may_use(other, stem):
            return
    yield Finding(node, f"No later step unpacks `{short(name)}`: it stays an archive in the image")


def _may_use(step: Step, stem: str) -> bool:
    """Whether a step mentions the file, or a pattern that it may fit, or cannot be read."""
    if step.type in ("File", "WindowsRestart", "WindowsUpdate"):
        return False
    if step.get("scriptUri") is not None or any(line.kind != "string" for line in step.lines):
        return True
    text = step.script.text.lower()
    return stem in text or "*" in text
