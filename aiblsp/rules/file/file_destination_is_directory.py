"""Destinations that name a folder instead of a file: by a separator at the end, or as a folder that every machine has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp import edit
from aiblsp.diagnostic import Fix
from aiblsp.facts import paths, uris
from aiblsp.facts.names import short
from aiblsp.rule import ERROR, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.jsonc.node import Node
    from aiblsp.rule import Findings
    from aiblsp.template.model import Step


@rule(ERROR, types="File", has="destination")
def file_destination_is_directory(step: Step, document: Document) -> Findings:
    """A destination that is a folder

    `destination` is the whole path of the file on the build VM, its name included. Image Builder does not add the name of
    the downloaded file to a folder: the upload fails, or the file lands under a name that no later step knows.

    ## Bad

    ```json
    "customize": [
      {"type": "File", "name": "settings", "sourceUri": "https://raw.githubusercontent.com/contoso/images/v1.0/app.conf", "destination": "/tmp/"}
    ]
    ```

    ## Good

    ```json
    "customize": [
      {"type": "File", "name": "settings", "sourceUri": "https://raw.githubusercontent.com/contoso/images/v1.0/app.conf", "destination": "/tmp/app.conf"}
    ]
    ```

    Source: properties of the File customizer, https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-json#file-customizer
    """
    node = step.get("destination")
    text = node.text() if node is not None else None
    if node is None or not text or paths.family(text) is None or not paths.is_folder(text):
        return
    yield Finding(
        node,
        f"`{short(text)}` is a folder: `destination` needs the name of the file too, or the upload fails",
        fix=_fix(step, node, text),
    )


def _fix(step: Step, node: Node, text: str) -> Fix | None:
    uri = uris.split(step.value("sourceUri") or "")
    if uri is None or not uri.file_name or not uri.extension:
        return None
    separator = "" if text.endswith(("/", "\\")) else "/" if text.startswith("/") else "\\"
    path = f"{text}{separator}{uri.file_name}"
    return Fix(
        f"Append `{short(uri.file_name)}`, if the file keeps its name",
        (edit.replace(node, edit.quote(path)),),
        safe=False,
    )
