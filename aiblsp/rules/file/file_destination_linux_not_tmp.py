"""Destinations outside of /tmp on Linux; silent where an earlier step may have opened the folder for the build user."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp import edit
from aiblsp.diagnostic import Fix
from aiblsp.facts import paths
from aiblsp.facts.names import short
from aiblsp.rule import ERROR, Finding, rule
from aiblsp.template.steps import place_of

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.jsonc.node import Node
    from aiblsp.rule import Findings
    from aiblsp.template.model import Image, Step

_WRITABLE = ("/tmp/", "/var/tmp/", "/dev/shm/")


@rule(ERROR, only="File")
def file_destination_linux_not_tmp(image: Image, document: Document) -> Findings:
    """A destination outside of /tmp on Linux

    On Linux the file is uploaded as the build user, who may write to `/tmp` and not to the folders of the system: the build
    fails with "Permission denied". Put the file into `/tmp` and move it with `sudo` in a Shell step.

    A folder that an earlier Shell step gives to everybody is not reported.

    ## Bad

    ```json
    "source": {"type": "PlatformImage", "publisher": "Canonical", "offer": "ubuntu-24_04-lts", "sku": "server", "version": "latest"},
    "customize": [
      {"type": "File", "name": "settings", "sourceUri": "https://raw.githubusercontent.com/contoso/images/v1.0/app.conf", "destination": "/etc/app.conf"}
    ]
    ```

    ## Good

    ```json
    "source": {"type": "PlatformImage", "publisher": "Canonical", "offer": "ubuntu-24_04-lts", "sku": "server", "version": "latest"},
    "customize": [
      {"type": "File", "name": "settings", "sourceUri": "https://raw.githubusercontent.com/contoso/images/v1.0/app.conf", "destination": "/tmp/app.conf"},
      {"type": "Shell", "name": "move settings", "inline": ["sudo mv /tmp/app.conf /etc/app.conf"]}
    ]
    ```

    Source: File customizer, https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-json#file-customizer
    Source: uploads outside of /tmp are denied, https://github.com/hashicorp/packer/issues/8382
    """
    if image.os_family != "Linux" or not any(_elsewhere(step) for step in image.steps if step.type == "File"):
        return  # so that no script is read for it
    for step in image.steps:
        if step.type != "File":
            if _may_open_up(step):
                return
            continue
        node, text = step.get("destination"), _elsewhere(step)
        if node is None or not text:
            continue
        yield Finding(
            node,
            f"On Linux Image Builder can write to `/tmp` only: the upload to `{short(text)}` is denied. "
            "Use `/tmp` and move the file with `sudo` in a `Shell` step",
            fix=_fix(step, node, paths.normal(text), document),
        )


def _elsewhere(step: Step) -> str | None:
    """Where a File step writes, if that is a file on Linux in a folder that not everybody may write to."""
    text = step.value("destination")
    if not text or paths.family(text) != "Linux" or paths.is_folder(text):
        return None
    return None if f"{paths.normal(text)}/".startswith(_WRITABLE) else text


def _may_open_up(step: Step) -> bool:
    """Whether a step may give a folder to the build user: it sets rights, or nobody knows what it does."""
    if step.type != "Shell":
        return False
    if step.get("scriptUri") is not None:
        return True
    return any(
        not command.sure
        or command.name in ("chmod", "chown", "chgrp", "setfacl", "install", "mount", "usermod", "umask")
        or (command.name == "mkdir" and not command.elevated)
        or any(word.text.endswith((".sh", ".py")) for word in command.words)
        for command in step.commands
    )


def _fix(step: Step, node: Node, path: str, document: Document) -> Fix | None:
    place = place_of(document.tree, step)
    name = paths.base(path)
    if place is None or not name or node.via is not None or node.source is not None or "'" in path:
        return None
    steps, index = place
    moved = f"sudo mv /tmp/{name} {path}" if _is_plain(path) else f"sudo mv '/tmp/{name}' '{path}'"
    shell = edit.pretty({"type": "Shell", "name": f"move {name}", "inline": [moved]})
    edits = (
        edit.replace(node, edit.quote(f"/tmp/{name}")),
        edit.insert_element(document.source, steps, index + 1, shell),
    )
    return Fix(f"Use `/tmp/{short(name)}` and move the file in a `Shell` step, if the folder exists", edits, safe=False)


def _is_plain(path: str) -> bool:
    return all(letter.isalnum() or letter in "/._-+" for letter in path)
