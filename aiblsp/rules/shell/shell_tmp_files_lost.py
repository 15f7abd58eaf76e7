"""Files that stay in /tmp of a Linux image; leaves archives to `file-archive-not-extracted`, Windows to its own rule."""

from __future__ import annotations

from bisect import bisect_right
from operator import attrgetter
from typing import TYPE_CHECKING

from aiblsp.facts.names import short
from aiblsp.facts.uris import extension
from aiblsp.rule import HINT, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.model import Step

_ARCHIVES = frozenset((".zip", ".tar", ".tar.gz", ".tar.bz2", ".tar.xz", ".tgz", ".gz", ".xz", ".bz2", ".7z", ".rar"))


@rule(HINT, types="File", has="destination")
def shell_tmp_files_lost(step: Step, document: Document) -> Findings:
    """A file that stays in /tmp

    Many distributions empty `/tmp` when they start. A file that is meant to be in the image must be moved on by a later
    step, since the `File` customizer can only write there on Linux.

    ## Bad

    ```json
    "customize": [
      {"type": "File", "name": "app", "sourceUri": "https://raw.githubusercontent.com/contoso/images/v1.0/app.jar", "destination": "/tmp/app.jar"}
    ]
    ```

    ## Good

    ```json
    "customize": [
      {"type": "File", "name": "app", "sourceUri": "https://raw.githubusercontent.com/contoso/images/v1.0/app.jar", "destination": "/tmp/app.jar"},
      {"type": "Shell", "name": "install", "inline": ["sudo install -D /tmp/app.jar /opt/app/app.jar"]}
    ]
    ```

    Source: a file that is not in the image, https://github.com/danielsollondon/azvmimagebuilder/issues/8
    """
    node = step.get("destination")
    path = node.text() if node is not None else None
    if step.where != "customize" or node is None or path is None or not path.startswith("/tmp/"):
        return
    if step.image.os_family == "Windows":  # a path of the wrong system is `file-destination-os-mismatch`
        return
    name = path.rpartition("/")[2]
    if not name or "<" in name or name == "DeprovisioningScript.sh" or extension(name) in _ARCHIVES:
        return
    steps = step.image.customizers
    for at in range(bisect_right(steps, step.index, key=attrgetter("index")), len(steps)):
        later = steps[at]
        if later.opaque:
            return
        if later.type == "Shell" and any(_mentions(line.text() or "", name) for line in later.lines):
            return
    members = step.image.at("customize")
    if members is None or members.incomplete or len(members.children) != len(steps):
        return
    yield Finding(
        node, f"No later step takes `{short(path)}` out of `/tmp`, which many distributions empty when they start"
    )


def _mentions(text: str, name: str) -> bool:
    """Whether a line names the file, or all files of the folder."""
    return name in text or "/tmp/*" in text or "/tmp " in f"{text} " or "/tmp/$" in text or "/tmp/." in text
