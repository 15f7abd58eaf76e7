"""Long waits in inline scripts, most of them left over from debugging; only waits that surely happen count."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp import edit
from aiblsp.diagnostic import Fix
from aiblsp.rule import ERROR, HINT, Finding, rule
from aiblsp.script.sleeping import seconds
from aiblsp.template.written import as_written

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.jsonc.node import Node
    from aiblsp.rule import Findings
    from aiblsp.script.command import Command
    from aiblsp.template.model import Image, Step

_LONG = 600


@rule(HINT, has=("properties.customize", "properties.validate"), words=("sleep", "timeout"))
def long_sleep(image: Image, document: Document) -> Findings:
    """A long sleep

    The documentation advises a sleep of ten minutes or more to look at a build VM while it runs. In a template that is in
    use it only costs time and money with every build. Sleeps that add up to more than the build timeout let every build
    fail.

    ## Bad

    ```json
    "customize": [{"type": "Shell", "name": "wait", "inline": ["sleep 1200"]}]
    ```

    ## Good

    ```json
    "customize": [{"type": "Shell", "name": "wait", "inline": ["sleep 30"]}]
    ```

    Source: troubleshooting the DevOps task, https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-troubleshoot
    """
    limit = _timeout(image) * 60
    total = 0
    for step in image.steps:
        if not any(map(_mentions_sleep, step.lines)):
            continue
        for command in step.commands:
            length = seconds(command) or 0
            before, total = total, total + (length if _surely(command) else 0)
            if before < limit <= total:
                node, part = step.locate(command)
                yield Finding(
                    node,
                    f"Here the sleeps add up to {total // 60} min, and the build timeout is {limit // 60} min: "
                    "every build fails. Shorten them",
                    part=part,
                    severity=ERROR,
                )
            elif length >= _LONG and not command.conditional:
                node, part = step.locate(command)
                message = f"Every build waits for {length // 60} min here. Is it left over from debugging?"
                yield Finding(node, message, part=part, fix=_fix(step, node, command, document))


def _mentions_sleep(line: Node) -> bool:
    text = (line.text() or "").lower()
    return "sleep" in text or "timeout" in text


def _surely(command: Command) -> bool:
    return command.unconditional and not command.background


def _timeout(image: Image) -> int:
    """The build timeout in minutes; a very long one where it is not known."""
    node = image.at("buildTimeoutInMinutes")
    if node is None:
        return 240
    if node.kind != "number":
        return 100_000
    return int(node.value) if node.value >= 1 else 240


def _fix(step: Step, node: Node, command: Command, document: Document) -> Fix | None:
    """Take the line away where it holds nothing else, and is not the only one."""
    start, end = step.locate(command)[1]
    text = node.text() or ""
    written = as_written(document.tree, node)
    if written is None or node.via is not None or text[:start].strip() or text[end:].strip(" ;\r\n"):
        return None
    lines, raw = written
    if lines.kind != "array" or len(lines.children) < 2 or not any(child is raw for child in lines.children):
        return None
    return Fix("Remove it, if nothing needs the time", edit.remove(document.source, lines, raw), safe=False)
