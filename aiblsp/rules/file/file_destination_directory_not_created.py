"""Folders that no image of the marketplace has and no step makes; silent as soon as a script may have made them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp import edit
from aiblsp.diagnostic import Fix
from aiblsp.facts import paths
from aiblsp.facts.names import short
from aiblsp.rule import WARNING, Finding, rule
from aiblsp.template.steps import place_of

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.model import Step

# What these run may make any folder.
_PROGRAMS = (".sh", ".ps1", ".py", ".bat", ".cmd", ".exe", ".msi", ".psm1")


@rule(WARNING, types="File", has="destination")
def file_destination_directory_not_created(step: Step, document: Document) -> Findings:
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
    node = step.get("destination")
    text = node.text() if node is not None else None
    source = step.image.source
    if node is None or not text or source is None or source.type != "PlatformImage":
        return
    system = paths.family(text)
    if system is None or system != (step.image.os_family or system) or text.endswith(("/", "\\")):
        return
    folder = paths.folder(text)
    if paths.on_every_machine(folder) or (system == "Linux" and not folder.startswith("/tmp/")):
        return  # outside of /tmp the upload fails anyway
    if any(_may_make(earlier, folder) for earlier in _earlier(step)) or _is_incomplete(step):
        return
    written = text[: max(text.rfind("/"), text.rfind("\\"))]
    yield Finding(
        node,
        f"No step makes the folder `{short(written)}`: the upload fails if it is not there. Make it in a step in front",
        fix=_fix(step, written, document),
    )


def _earlier(step: Step) -> tuple[Step, ...]:
    image = step.image
    if step.where == "customize":
        return tuple(other for other in image.customizers if other.index < step.index)
    return image.customizers + tuple(other for other in image.validators if other.index < step.index)


def _is_incomplete(step: Step) -> bool:
    """Whether steps in front may be missing from what we see."""
    steps = step.image.at("customize")
    if steps is not None and (steps.incomplete or steps.kind != "array"):
        return True
    return steps is not None and any(child.kind != "object" or child.incomplete for child in steps.children)


def _may_make(step: Step, folder: str) -> bool:
    """Whether a step makes the folder, mentions it, or runs something that cannot be read."""
    if step.type not in ("Shell", "PowerShell"):
        return step.type is None
    if step.get("scriptUri") is not None or any(line.kind != "string" for line in step.lines):
        return True
    if paths.base(folder) in step.script.text.lower():
        return True
    return any(
        not command.sure or (not command.name and command.words) or any(_runs(word.text) for word in command.words)
        for command in step.commands
    )


def _runs(word: str) -> bool:
    return word.lower().endswith(_PROGRAMS)


def _fix(step: Step, folder: str, document: Document) -> Fix | None:
    place = place_of(document.tree, step)
    if place is None or "'" in folder:
        return None
    steps, index = place
    if folder.startswith("/"):
        line = f"mkdir -p {folder}" if " " not in folder else f"mkdir -p '{folder}'"
        made = {"type": "Shell", "name": "make folder", "inline": [line]}
    else:
        path = folder if " " not in folder else f"'{folder}'"
        line = f"New-Item -ItemType Directory -Force -Path {path}"
        made = {"type": "PowerShell", "name": "make folder", "inline": [line]}
    names = {other.value("name") for other in step.image.steps}
    if made["name"] in names:
        made["name"] = f"make folder {paths.base(folder)}"
    inserted = edit.insert_element(document.source, steps, index, edit.pretty(made))
    return Fix("Make the folder in a step in front", (inserted,))
