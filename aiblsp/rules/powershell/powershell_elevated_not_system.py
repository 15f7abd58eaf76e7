"""Elevated steps that do not run as the system account."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp import edit
from aiblsp.diagnostic import Fix
from aiblsp.rule import INFO, WARNING, Finding, rule
from aiblsp.template.written import container_as_written

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.jsonc.node import Node
    from aiblsp.rule import Findings
    from aiblsp.template.model import Step


@rule(WARNING, types="PowerShell", has="runElevated", since="2020-02-14")
def powershell_elevated_not_system(step: Step, document: Document) -> Findings:
    """An elevated step that does not run as the system account

    On images of Windows clients, multi-session ones above all, builds with `runElevated` alone are reported to hang until
    they time out. The documentation asks for both settings. The rule is a warning for sources that are known to be a
    Windows client, and an information for any other.

    ## Bad

    ```json
    "source": {"type": "PlatformImage", "publisher": "MicrosoftWindowsDesktop", "offer": "Windows-11", "sku": "win11-23h2-avd", "version": "latest"},
    "customize": [
      {"type": "PowerShell", "name": "setup", "inline": ["New-Item C:\\\\apps -ItemType Directory"], "runElevated": true}
    ]
    ```

    ## Good

    ```json
    "source": {"type": "PlatformImage", "publisher": "MicrosoftWindowsDesktop", "offer": "Windows-11", "sku": "win11-23h2-avd", "version": "latest"},
    "customize": [
      {"type": "PowerShell", "name": "setup", "inline": ["New-Item C:\\\\apps -ItemType Directory"], "runElevated": true, "runAsSystem": true}
    ]
    ```

    Source: Azure Virtual Desktop images, https://learn.microsoft.com/azure/virtual-machines/windows/image-builder-virtual-desktop
    Source: builds that hang with an elevated script, https://github.com/Azure/azvmimagebuilder/issues/53
    """
    elevated, system = step.get("runElevated"), step.get("runAsSystem")
    if elevated is None or not _is(elevated, "true") or step.node.incomplete:
        return
    if system is not None and not _is(system, "false"):
        return
    source = step.image.source
    client = source is not None and source.windows_kind == "client"
    hang = "builds of Windows clients may hang" if client else "such builds are reported to hang"
    yield Finding(
        elevated,
        f"`runElevated` without `runAsSystem`: {hang} until they time out. Set `runAsSystem` to `true`, too",
        on="key",
        severity=None if client else INFO,
        fix=_fix(step, document, system),
    )


def _is(node: Node, text: str) -> bool:
    """Whether a value means true (or false), in quotes too: those are a finding of their own."""
    return node.kind in ("boolean", "string") and str(node.value).lower() == text


def _fix(step: Step, document: Document, system: Node | None) -> Fix | None:
    title = "Set `runAsSystem` to `true`, if the script does not need the build user's profile"
    if system is not None:
        return Fix(title, (edit.replace(system, "true"),), safe=False) if system.via is None else None
    raw = container_as_written(document.tree, step.node)
    if raw is None:
        return None
    return Fix(
        title, (edit.insert_member(document.source, raw, "runAsSystem", "true", after="runElevated"),), safe=False
    )
