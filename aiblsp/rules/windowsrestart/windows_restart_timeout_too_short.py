"""Restart timeouts below the default of five minutes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp import edit
from aiblsp.diagnostic import Fix
from aiblsp.facts import durations
from aiblsp.rule import WARNING, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.model import Step


@rule(WARNING, types="WindowsRestart", has="restartTimeout")
def windows_restart_timeout_too_short(step: Step, document: Document) -> Findings:
    """A restart timeout below the default

    The step fails, and the build with it, if Windows is not back in time. The default is five minutes; a restart after
    updates or new features takes longer than an ordinary one. A generous limit costs nothing: the build goes on as soon
    as Windows is back.

    ## Bad

    ```json
    "customize": [{"type": "WindowsRestart", "name": "restart", "restartTimeout": "30s"}]
    ```

    ## Good

    ```json
    "customize": [{"type": "WindowsRestart", "name": "restart", "restartTimeout": "10m"}]
    ```

    Source: Windows restart customizer, https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-json#windows-restart-customizer
    """
    node = step.get("restartTimeout")
    length = durations.seconds(node.text() or "") if node is not None else None
    if node is None or length is None or not 0 < length < 300:
        return
    source = step.image.source
    better = "30m" if source is not None and source.is_server_2016 else "10m"
    yield Finding(
        node,
        f"`{node.value}` is less than the default of `5m`: the build fails if Windows is not back by then. Use `{better}`",
        fix=Fix(f"Change to `{better}`", (edit.replace(node, edit.quote(better)),), safe=False),
    )
