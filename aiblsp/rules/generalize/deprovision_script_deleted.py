"""Steps that delete the script that generalizes the build VM; silent where a later step writes it again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp import edit
from aiblsp.diagnostic import Fix
from aiblsp.facts.names import short
from aiblsp.rule import ERROR, WARNING, Finding, rule
from aiblsp.script.deprovisioning import deleted

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.script.command import Command
    from aiblsp.template.model import Step

_SPARING = "find /tmp -mindepth 1 ! -name DeprovisioningScript.sh -delete"


@rule(ERROR, types=("Shell", "PowerShell"), words=("rm ", "find ", "remove-item", "del ", "erase ", "ri ", "rd "))
def deprovision_script_deleted(step: Step, document: Document) -> Findings:
    """The script that generalizes the image is deleted

    Image Builder puts `/tmp/DeprovisioningScript.sh` or `C:\\DeprovisioningScript.ps1` on the build VM and runs it after the
    last step. If a step deletes it, for instance by emptying `/tmp`, the build fails at its very end with "Deprovisioning
    file is not found".

    ## Bad

    ```json
    "customize": [{"type": "Shell", "name": "clean", "inline": ["sudo rm -f /tmp/DeprovisioningScript.sh"]}]
    ```

    ## Good

    ```json
    "customize": [{"type": "Shell", "name": "clean", "inline": ["sudo find /tmp -mindepth 1 ! -name DeprovisioningScript.sh -delete"]}]
    ```

    Source: the deprovisioning script is deleted, https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-troubleshoot
    Source: a build that failed, https://github.com/danielsollondon/azvmimagebuilder/issues/126
    """
    for command in step.commands:
        found = deleted(command)
        if found is None or command.within == "function" or _written_again(step, command):
            continue
        word, named = found
        node, part = step.locate(command)
        what = "This deletes" if named else f"`{short(word.text)}` includes"
        yield Finding(
            node,
            f"{what} the script that generalizes the image: without it the build fails at its end",
            part=part,
            severity=None if named and not command.conditional else WARNING,
            fix=_fix(step, command, word.text, document),
        )


def _written_again(step: Step, command: Command) -> bool:
    last = next((override for override in reversed(step.image.overrides) if override.exact), None)
    if last is None:
        return False
    if last.step is not step:
        return (last.step.where, last.step.index) > (step.where, step.index)
    return last.filled is not None and last.filled.path.start > command.start


def _fix(step: Step, command: Command, path: str, document: Document) -> Fix | None:
    operands = [word for word in command.args if not word.text.startswith("-")]
    if command.name != "rm" or len(operands) != 1 or path.rstrip("/") not in ("/tmp", "/tmp/*"):
        return None
    node, (start, end) = step.locate(command.words[0].start, command.words[-1].end)
    if node.source is not None or (node.text() or "")[start:end].split() != [word.raw for word in command.words]:
        return None
    change = edit.replace_part(document.source, node, start, end, _SPARING)
    return Fix("Spare the script, if all else in `/tmp` may go", (change,), safe=False)
