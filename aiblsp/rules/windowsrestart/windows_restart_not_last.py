"""Windows clients that get software or updates, and no restart at the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp import edit
from aiblsp.diagnostic import Fix
from aiblsp.rule import HINT, Finding, rule
from aiblsp.script.installers import INSTALLING, installs
from aiblsp.template.written import container_as_written

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.model import Image, Step


@rule(HINT, has="properties.customize")
def windows_restart_not_last(image: Image, document: Document) -> Findings:
    """No restart at the end of a Windows client build

    Restarts that updates and installers ask for are done at the first logon if the build does not do them. On images of
    Windows clients, with many users at once, that makes logons slow ("Windows Modules Installer"). A restart as the last
    customizer leaves none outstanding.

    ## Bad

    ```json
    "source": {"type": "PlatformImage", "publisher": "MicrosoftWindowsDesktop", "offer": "Windows-11", "sku": "win11-23h2-avd", "version": "latest"},
    "customize": [{"type": "WindowsUpdate", "name": "updates"}]
    ```

    ## Good

    ```json
    "source": {"type": "PlatformImage", "publisher": "MicrosoftWindowsDesktop", "offer": "Windows-11", "sku": "win11-23h2-avd", "version": "latest"},
    "customize": [
      {"type": "WindowsUpdate", "name": "updates"},
      {"type": "WindowsRestart", "name": "last-restart"}
    ]
    ```

    Source: Windows logon is slow, https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-troubleshoot
    """
    source, steps = image.source, image.at("customize")
    if source is None or source.windows_kind != "client" or steps is None or steps.kind != "array" or steps.incomplete:
        return
    customizers = image.customizers
    if not customizers or len(customizers) != len(steps.children):
        return
    for step in reversed(customizers):
        if step.type == "WindowsRestart" or step.type is None:
            return
        if _needs_restart(step):
            break
    else:
        return
    raw = container_as_written(document.tree, steps)
    fix = None
    if raw is not None:
        added = '{"type": "WindowsRestart", "name": "last-restart", "restartTimeout": "10m"}'
        inserted = edit.insert_element(document.source, raw, len(raw.children), added)
        fix = Fix("Restart at the end, if that suits what the last steps do", (inserted,), safe=False)
    what = "updates are installed" if step.type == "WindowsUpdate" else "software is installed"
    yield Finding(
        step.get("type") or step.node,
        f"After this step, in which {what}, Windows is not restarted: what is outstanding slows down the first logons. "
        "Add a `WindowsRestart` as the last customizer",
        fix=fix,
    )


def _needs_restart(step: Step) -> bool:
    if step.type == "WindowsUpdate":
        return True
    return step.script.mentions(*INSTALLING) and any(map(installs, step.commands))
