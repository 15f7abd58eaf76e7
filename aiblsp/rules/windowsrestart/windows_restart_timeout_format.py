"""Restart timeouts that are no durations, of whatever JSON type; how long they are is left to other rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp import edit
from aiblsp.diagnostic import Fix
from aiblsp.facts import durations
from aiblsp.facts.names import short
from aiblsp.rule import ERROR, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.jsonc.node import Node
    from aiblsp.rule import Findings
    from aiblsp.template.model import Step


@rule(ERROR, types="WindowsRestart", has="restartTimeout")
def windows_restart_timeout_format(step: Step, document: Document) -> Findings:
    """A restart timeout that is no duration

    The timeout is a string of numbers with units and without blanks: `5m`, `2h`, `1h30m`. Packer, which runs the step,
    cannot read anything else, and the build fails. There is no unit for days.

    ## Bad

    ```json
    "customize": [{"type": "WindowsRestart", "name": "restart", "restartTimeout": "5 minutes"}]
    ```

    ## Good

    ```json
    "customize": [{"type": "WindowsRestart", "name": "restart", "restartTimeout": "5m"}]
    ```

    Source: Windows restart customizer, https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-json#windows-restart-customizer
    """
    node = step.get("restartTimeout")
    if node is None or node.kind in ("unknown", "null"):
        return
    if node.kind != "string":
        article = "an" if node.kind in ("object", "array") else "a"
        message = f"`restartTimeout` must be a string such as `5m`, not {article} {node.kind}"
    else:
        known = durations.seconds(node.value)
        if not node.value or (known is not None and known >= 0):
            return  # an empty text is the default
        message = f"`{short(node.value)}` is no duration: write numbers with the units `h`, `m` or `s`, such as `5m`"
    yield Finding(node, f"{message}. The build fails on anything else", fix=_fix(node))


def _fix(node: Node) -> Fix | None:
    if node.via is not None and node.kind != "string":
        return None
    if node.kind == "string":
        meant = durations.meant(node.value)
        if meant is not None:
            return Fix(f"Change to `{meant}`", (edit.replace(node, edit.quote(meant)),))
        number = node.value.strip()
    else:
        number = str(node.value) if node.kind == "number" and isinstance(node.value, int) else ""
    if not (number.isascii() and number.isdigit() and len(number) < 6 and int(number) > 0):
        return None
    text = f"{int(number)}m"
    return Fix(f"Change to `{text}`, if minutes are meant", (edit.replace(node, edit.quote(text)),), safe=False)
