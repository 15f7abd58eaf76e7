"""Restart settings that say what holds without them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp import edit
from aiblsp.diagnostic import Fix
from aiblsp.facts import durations
from aiblsp.rule import HINT, Finding, rule
from aiblsp.template.written import container_as_written

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.jsonc.node import Node
    from aiblsp.rule import Findings
    from aiblsp.template.model import Step

_COMMAND = 'shutdown /r /f /t 0 /c "packer restart"'


@rule(HINT, types="WindowsRestart", has=("restartTimeout", "restartCommand"))
def windows_restart_default_redundant(step: Step, document: Document) -> Findings:
    """A restart setting that is the default

    Without `restartTimeout` the step waits five minutes, and without `restartCommand` it runs
    `shutdown /r /f /t 0 /c "packer restart"`. Saying so again changes nothing.

    ## Bad

    ```json
    "customize": [{"type": "WindowsRestart", "name": "restart", "restartTimeout": "5m"}]
    ```

    ## Good

    ```json
    "customize": [{"type": "WindowsRestart", "name": "restart"}]
    ```

    Source: Windows restart customizer, https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-json#windows-restart-customizer
    """
    timeout, command = step.get("restartTimeout"), step.get("restartCommand")
    source = step.image.source
    slow = source is not None and source.is_server_2016  # there the default is too short
    if timeout is not None and timeout.kind == "string" and durations.seconds(timeout.value) == 300 and not slow:
        yield Finding(
            timeout,
            f"`{timeout.value}` is the default of `restartTimeout`",
            fix=_fix(step, timeout, document),
            tags=frozenset(("unnecessary",)),
        )
    if command is not None and command.kind == "string" and " ".join(command.value.split()) == _COMMAND:
        yield Finding(
            command,
            "This is the default of `restartCommand`",
            fix=_fix(step, command, document),
            tags=frozenset(("unnecessary",)),
        )


def _fix(step: Step, node: Node, document: Document) -> Fix | None:
    raw = container_as_written(document.tree, step.node)
    member = raw.get(node.key.text) if raw is not None and node.key is not None else None
    if raw is None or member is None:
        return None
    return Fix(f"Remove `{member.key.text if member.key else ''}`", edit.remove(document.source, raw, member))
