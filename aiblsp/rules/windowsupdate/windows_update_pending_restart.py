"""Windows updates right after features or installers that leave a restart pending; knows only what surely does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp import edit
from aiblsp.diagnostic import Fix
from aiblsp.facts.names import short
from aiblsp.rule import WARNING, Finding, rule
from aiblsp.script.installing import LEAVING, leaves_work
from aiblsp.template.steps import place_of

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.model import Image, Step


@rule(WARNING, since="2020-02-14", only="WindowsUpdate")
def windows_update_pending_restart(image: Image, document: Document) -> Findings:
    """Windows updates with a restart pending

    A feature that waits for a restart, or an installer that is still at work, keeps Windows Update from installing: the
    step fails with 0x80240016. Restart Windows before the updates, or wait for the installer.

    ## Bad

    ```json
    "customize": [
      {"type": "PowerShell", "name": "web", "inline": ["Install-WindowsFeature Web-Server"]},
      {"type": "WindowsUpdate", "name": "updates"}
    ]
    ```

    ## Good

    ```json
    "customize": [
      {"type": "PowerShell", "name": "web", "inline": ["Install-WindowsFeature Web-Server"]},
      {"type": "WindowsRestart", "name": "restart"},
      {"type": "WindowsUpdate", "name": "updates"}
    ]
    ```

    Source: Windows Update customizer, https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-json#windows-update-customizer
    Source: failures with 0x80240016, https://github.com/danielsollondon/azvmimagebuilder/issues/66
    """
    previous: Step | None = None
    for step in image.customizers:
        if step.type == "WindowsUpdate" and previous is not None and previous.index == step.index - 1:
            # A line that is not known may wait for what the others started.
            known = previous.script.mentions(*LEAVING) and all(line.kind == "string" for line in previous.lines)
            command = leaves_work(previous.commands) if known else None
            if command is not None:
                node, _ = previous.locate(command)
                yield Finding(
                    step.get("type") or step.node,
                    f"`{short(command.words[0].text)}` in the step before may leave a restart or an installer pending: "
                    "the updates then fail with 0x80240016. Restart Windows in between",
                    related=((node, "installed here"),),
                    fix=_fix(step, document),
                )
        previous = step if step.type == "PowerShell" else None


def _fix(step: Step, document: Document) -> Fix | None:
    place = place_of(document.tree, step)
    if place is None:
        return None
    steps, index = place
    name = step.value("name") or f"updates {step.index + 1}"
    restart = edit.quote({"type": "WindowsRestart", "name": f"restart before {name}"})
    inserted = edit.insert_element(document.source, steps, index, restart)
    return Fix("Restart Windows before the updates, if the build can spare the time", (inserted,), safe=False)
