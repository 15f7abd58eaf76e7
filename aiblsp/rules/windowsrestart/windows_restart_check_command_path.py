"""Check commands that write into a directory that is not there; silent where an earlier step may have made it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp.facts.names import short
from aiblsp.rule import WARNING, Finding, rule
from aiblsp.script.read import read_cmd

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.model import Step

_THERE = frozenset(
    (
        "c:/windows",
        "c:/windows/temp",
        "c:/windows/system32",
        "c:/windows/logs",
        "c:/windows/panther",
        "c:/users",
        "c:/users/public",
        "c:/users/default",
        "c:/program files",
        "c:/program files (x86)",
        "c:/programdata",
        "c:/perflogs",
    )
)


@rule(WARNING, types="WindowsRestart", has="restartCheckCommand")
def windows_restart_check_command_path(step: Step, document: Document) -> Findings:
    """A check command that writes into a missing directory

    After the restart the check command is run again and again until it succeeds. One that writes into a directory that
    nobody created can never succeed, so the step waits until its timeout and the build fails. The sample in the
    documentation writes to `c:\\\\buildArtifacts`, which an earlier step of that sample makes.

    The rule only speaks where all earlier steps can be read and the source is a marketplace image.

    ## Bad

    ```json
    "source": {"type": "PlatformImage", "publisher": "MicrosoftWindowsServer", "offer": "WindowsServer", "sku": "2022-datacenter", "version": "latest"},
    "customize": [
      {"type": "WindowsRestart", "name": "restart", "restartCheckCommand": "echo up > c:\\\\build\\\\up.txt"}
    ]
    ```

    ## Good

    ```json
    "source": {"type": "PlatformImage", "publisher": "MicrosoftWindowsServer", "offer": "WindowsServer", "sku": "2022-datacenter", "version": "latest"},
    "customize": [
      {"type": "PowerShell", "name": "folder", "inline": ["New-Item C:\\\\build -ItemType Directory"]},
      {"type": "WindowsRestart", "name": "restart", "restartCheckCommand": "echo up > c:\\\\build\\\\up.txt"}
    ]
    ```

    Source: Windows restart customizer, https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-json#windows-restart-customizer
    Source: how the check command is used, https://github.com/hashicorp/packer/issues/11467
    """
    node, source = step.get("restartCheckCommand"), step.image.source
    text = node.text() if node is not None else None
    if node is None or not text or ">" not in text or source is None or source.type != "PlatformImage":
        return
    for command in read_cmd(text):
        for redirect in command.redirects:
            written = _folder(redirect.writes if redirect.target is None or redirect.target.value is not None else None)
            folder = written.lower().replace("\\", "/") if written is not None else None
            if written is None or folder is None or folder in _THERE or _may_exist(step, folder):
                continue
            yield Finding(
                node,
                f"No earlier step creates `{short(written)}`: "
                "the check fails again and again until the restart times out. Create it first",
                part=(redirect.start, redirect.end),
            )


def _folder(path: str | None) -> str | None:
    """The folder of an absolute path; None for a drive's root and for other paths."""
    if path is None or path[1:2] != ":" or "%" in path or "$" in path:
        return None
    folder = path[: max(path.rfind("\\"), path.rfind("/"), 0)].rstrip("\\/")
    return folder if len(folder) > 2 else None


def _may_exist(step: Step, folder: str) -> bool:
    """Whether an earlier step names the folder (or one above it), or does what cannot be seen."""
    if step.image.opaque_from < step.index:
        return True
    top = folder.split("/")[1]
    for earlier in step.image.customizers[: step.index]:
        destination = earlier.value("destination") or ""
        if top in destination.lower() or any(top in (line.text() or "").lower() for line in earlier.lines):
            return True
    return False
