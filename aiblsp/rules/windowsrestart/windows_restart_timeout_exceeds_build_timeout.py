"""Restart timeouts that could use up the whole build; silent where either is unknown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp.facts import durations
from aiblsp.rule import WARNING, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.jsonc.node import Node
    from aiblsp.rule import Findings
    from aiblsp.template.model import Image


@rule(WARNING, since="2019-05-01-preview", only="WindowsRestart")
def windows_restart_timeout_exceeds_build_timeout(image: Image, document: Document) -> Findings:
    """Restarts that may take longer than the build

    The build as a whole ends at `buildTimeoutInMinutes`, 240 if nothing else is said, whatever a step still waits for. A
    restart timeout beyond that never takes effect: a VM that does not come back costs the whole build time.

    ## Bad

    ```json
    "buildTimeoutInMinutes": 60,
    "customize": [{"type": "WindowsRestart", "name": "restart", "restartTimeout": "2h"}]
    ```

    ## Good

    ```json
    "buildTimeoutInMinutes": 240,
    "customize": [{"type": "WindowsRestart", "name": "restart", "restartTimeout": "20m"}]
    ```

    Source: buildTimeoutInMinutes, https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-json#properties-buildtimeoutinminutes
    """
    timeouts = [step.get("restartTimeout") for step in image.customizers if step.type == "WindowsRestart"]
    known = [(durations.seconds(node.text() or "") or 0.0, node) for node in timeouts if node is not None]
    if not known:
        return
    limit = image.at("buildTimeoutInMinutes")
    minutes = _minutes(limit)
    total = sum(length for length, _ in known)
    if minutes is None or total < minutes * 60:
        return
    longest = max(known, key=lambda entry: entry[0])[1]
    by_default = ", the default" if limit is None or limit.value == 0 else ""
    message = f"The build is stopped after {minutes} minutes{by_default}, so "
    if len(known) == 1:
        message += f"a restart timeout of `{longest.value}` never takes effect"
    else:
        message += f"restart timeouts that add up to {total / 60:.0f} minutes cannot all take effect"
    yield Finding(
        longest,
        message,
        related=((limit, "the time for the whole build"),) if limit is not None else (),
    )


def _minutes(limit: Node | None) -> int | None:
    """The build timeout; None where it is not known, or so small that the build fails anyway."""
    if limit is None:
        return 240
    if limit.kind != "number" or not isinstance(limit.value, int):
        return None
    return 240 if limit.value == 0 else limit.value if limit.value > 5 else None
