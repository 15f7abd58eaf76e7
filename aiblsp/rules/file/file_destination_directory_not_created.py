"""Folders that no image of the marketplace has and no step makes; silent as soon as a script may have made them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from aiblsp import edit
from aiblsp.diagnostic import Fix
from aiblsp.facts import paths
from aiblsp.facts.names import short
from aiblsp.rule import WARNING, Finding, rule
from aiblsp.template.steps import place_of

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.model import Image, Step

# What these run may make any folder.
_BETWEEN: Final = re.compile(r"[^\w.-]+")
_PROGRAMS: Final = (".sh", ".ps1", ".py", ".bat", ".cmd", ".exe", ".msi", ".psm1")


@rule(WARNING, only="File")
def file_destination_directory_not_created(image: Image, document: Document) -> Findings:
    """A destination in a folder that does not exist

    Image Builder does not make folders for a File step: each of them must be there before, or the upload fails. Make them
    in a Shell or PowerShell step in front.

    Only images of the marketplace are looked at, for any other source may bring the folder along, and nothing is said
    after a script that cannot be read.

    ## Bad

    ```json
    "source": {"type": "PlatformImage", "publisher": "MicrosoftWindowsServer", "offer": "WindowsServer", "sku": "2022-datacenter-g2", "version": "latest"},
    "customize": [
      {"type": "File", "name": "settings", "sourceUri": "https://raw.githubusercontent.com/contoso/images/v1.0/app.conf", "destination": "C:\\\\build\\\\app.conf"}
    ]
    ```

    ## Good

    ```json
    "source": {"type": "PlatformImage", "publisher": "MicrosoftWindowsServer", "offer": "WindowsServer", "sku": "2022-datacenter-g2", "version": "latest"},
    "customize": [
      {"type": "PowerShell", "name": "folder", "inline": ["New-Item -ItemType Directory -Force -Path C:\\\\build"]},
      {"type": "File", "name": "settings", "sourceUri": "https://raw.githubusercontent.com/contoso/images/v1.0/app.conf", "destination": "C:\\\\build\\\\app.conf"}
    ]
    ```

    Source: properties of the File customizer, https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-json#file-customizer
    """
    source = image.source
    if source is None or source.type != "PlatformImage":
        return
    if not any(_folder(step, image) for step in image.steps if step.type == "File") or _is_open(image):
        return  # so that no script is read for it
    mentioned: set[str] = set()
    told: set[str] = set()
    for step in image.steps:
        if step.type != "File":
            if _is_closed(step):
                return
            mentioned.update(_names(step.script.text) if step.lines else ())
            continue
        folder = _folder(step, image)
        if not folder or folder in told or mentioned.issuperset(_names(paths.base(folder))):
            continue
        told.add(folder)
        text = step.value("destination") or ""
        written = text[: max(text.rfind("/"), text.rfind("\\"))]
        yield Finding(
            step.get("destination"),
            f"No step makes the folder `{short(written)}`: the upload fails if it is not there. Make it in a step in front",
            fix=_fix(step, written, document),
        )


def _folder(step: Step, image: Image) -> str:
    """The folder that a File step needs and that not every machine has; empty for none."""
    text = step.value("destination")
    system = paths.family(text) if text else None
    if not text or system is None or system != (image.os_family or system) or text.endswith(("/", "\\")):
        return ""
    folder = paths.folder(text)
    if paths.on_every_machine(folder):
        return ""
    # Elsewhere on Linux the upload fails anyway.
    return folder if system == "Windows" or folder.startswith("/tmp/") else ""


def _is_open(image: Image) -> bool:
    """Whether there may be steps that we do not see."""
    steps = image.at("customize")
    if steps is None:
        return False
    return steps.kind != "array" or steps.incomplete or any(child.kind != "object" for child in steps.children)


def _is_closed(step: Step) -> bool:
    """Whether a step runs something that cannot be read, which may make any folder."""
    if step.type not in ("Shell", "PowerShell"):
        return step.type is None
    if step.get("scriptUri") is not None or any(line.kind != "string" for line in step.lines):
        return True
    return any(
        not command.sure
        or (not command.name and command.words)
        or any(word.text.lower().endswith(_PROGRAMS) for word in command.words)
        for command in step.commands
    )


def _names(text: str) -> list[str]:
    """The parts of a text that may be names of folders, or parts of such names."""
    return [name for name in _BETWEEN.split(text.lower()) if name]


def _fix(step: Step, folder: str, document: Document) -> Fix | None:
    place = place_of(document.tree, step)
    if place is None or "'" in folder:
        return None
    steps, index = place
    if folder.startswith("/"):
        line = f"mkdir -p {folder}" if " " not in folder else f"mkdir -p '{folder}'"
        made = {"type": "Shell", "name": f"make folder {paths.base(folder)}", "inline": [line]}
    else:
        path = folder if " " not in folder else f"'{folder}'"
        line = f"New-Item -ItemType Directory -Force -Path {path}"
        made = {"type": "PowerShell", "name": f"make folder {paths.base(folder)}", "inline": [line]}
    inserted = edit.insert_element(document.source, steps, index, edit.pretty(made))
    return Fix("Make the folder in a step in front", (inserted,))
