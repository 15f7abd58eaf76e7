"""Commands behind an exit; exits with a code that fails the step are left to `inline-exit-code-not-accepted`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp.facts.names import short
from aiblsp.rule import WARNING, Finding, rule
from aiblsp.script.leaving import exit_code, goes_on, surely_leaves

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.template.model import Step


@rule(WARNING, types=("Shell", "PowerShell"), words=("exit", "return", "logoff"))
def inline_early_exit(step: Step, document: Document) -> Findings:
    """Commands behind an exit

    The elements of `inline` look like separate commands, but they are joined by line ends to one script. An `exit 0`
    ends that script: whatever stands behind it is never run, the step succeeds, and the image lacks it.

    ## Bad

    ```json
    "customize": [
      {"type": "Shell", "name": "setup", "inline": ["echo start", "exit 0", "sudo apt-get install -y nginx"]}
    ]
    ```

    ## Good

    ```json
    "customize": [
      {"type": "Shell", "name": "setup", "inline": ["echo start", "sudo apt-get install -y nginx"]}
    ]
    ```

    Source: how inline commands are run, https://developer.hashicorp.com/packer/docs/provisioners/shell#inline
    Source: later inline commands are not run, https://github.com/danielsollondon/azvmimagebuilder/issues/75
    """
    commands, text = step.commands, step.script.text
    for command in commands:
        if not surely_leaves(command, text):
            continue
        code = exit_code(command)
        if code is not None and code != 0 and not _accepted(step, code):
            return
        following = goes_on(commands, command)
        if following is None:
            return
        node, part = step.locate(command)
        yield Finding(
            node,
            f"`{short(text[command.start : command.end])}` ends the step: all elements of `inline` are one script, "
            f"so `{short(following.words[0].text)}` behind it never runs",
            part=part,
        )
        return


def _accepted(step: Step, code: int) -> bool:
    codes = step.get("validExitCodes")
    if codes is None or step.type != "PowerShell":
        return False
    return (
        codes.kind != "array"
        or codes.incomplete
        or any(each.value == code or each.kind == "unknown" for each in codes.children)
    )
