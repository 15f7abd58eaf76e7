"""Restarts of Windows Server 2016 after updates; timeouts below the default are left to another rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp import edit
from aiblsp.diagnostic import Fix
from aiblsp.facts import durations
from aiblsp.rule import WARNING, Finding, rule
from aiblsp.template.written import container_as_written

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.jsonc.node import Node
    from aiblsp.rule import Findings
    from aiblsp.template.model import Step


@rule(WARNING, types="WindowsRestart")
def windows_restart_timeout_server_2016(step: Step, document: Document) -> Findings:
    """A short restart timeout on Windows Server 2016

    Windows Server 2016 takes long to restart after updates. When the timeout passes, the step tries again while the first
    restart is still under way, and fails with error 1190. The documentation advises 30 minutes.

    ## Bad

    ```json
    "source": {"type": "PlatformImage", "publisher": "MicrosoftWindowsServer", "offer": "WindowsServer", "sku": "2016-datacenter", "version": "latest"},
    "customize": [
      {"type": "WindowsUpdate", "name": "updates"},
      {"type": "WindowsRestart", "name": "restart", "restartTimeout": "15m"}
    ]
    ```

    ## Good

    ```json
    "source": {"type": "PlatformImage", "publisher": "MicrosoftWindowsServer", "offer": "WindowsServer", "sku": "2016-datacenter", "version": "latest"},
    "customize": [
      {"type": "WindowsUpdate", "name": "updates"},
      {"type": "WindowsRestart", "name": "restart", "restartTimeout": "30m"}
    ]
    ```

    Source: Windows restart continually fails with error code 1190, https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-troubleshoot
    """
    source = step.image.source
    if source is None or not source.is_server_2016:
        return
    earlier = (other for other in step.image.customizers if other.index < step.index)
    update = next((other for other in earlier if other.type == "WindowsUpdate"), None)
    node = step.get("restartTimeout")
    if update is None or step.node.incomplete:
        return
    length = durations.seconds(node.text() or "") if node is not None else 300
    if length is None or not 300 <= length < 1800:
        return
    yield Finding(
        node or step.get("type") or step.node,
        "After updates Windows Server 2016 may need up to 30 minutes to restart; a shorter wait fails with error 1190. "
        "Set `restartTimeout` to `30m`",
        related=((update.get("type") or update.node, "updates are installed here"),),
        fix=_fix(step, node, document),
    )


def _fix(step: Step, node: Node | None, document: Document) -> Fix | None:
    if node is not None:
        return Fix("Change to `30m`", (edit.replace(node, '"30m"'),))
    raw = container_as_written(document.tree, step.node)
    if raw is None:
        return None
    return Fix("Set `restartTimeout` to `30m`", (edit.insert_member(document.source, raw, "restartTimeout", '"30m"'),))
