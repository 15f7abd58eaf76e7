"""Package installations on Ubuntu and Debian that may open a dialog; those that ask anyway are left to another rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp import edit
from aiblsp.diagnostic import Fix
from aiblsp.rule import HINT, Finding, rule
from aiblsp.script.packages import package_command

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.script.command import Command
    from aiblsp.template.model import Step

_VERBS = frozenset(("install", "upgrade", "dist-upgrade", "full-upgrade"))
_SETTINGS = "DEBIAN_FRONTEND=noninteractive"


@rule(HINT, types="Shell", words=("apt",))
def inline_apt_noninteractive(step: Step, document: Document) -> Findings:
    """A package installation that may open a dialog

    `-y` answers the question whether to go on, but not the dialogs that packages open while they are set up, nor the one
    of `needrestart` on Ubuntu 22.04 and later. With `DEBIAN_FRONTEND=noninteractive` none is opened. `sudo` does not pass
    an exported variable on; it must stand behind `sudo`.

    ## Bad

    ```json
    "customize": [{"type": "Shell", "name": "pip", "inline": ["sudo apt-get update", "sudo apt-get install -y python3-pip"]}]
    ```

    ## Good

    ```json
    "customize": [{"type": "Shell", "name": "pip", "inline": ["sudo apt-get update", "sudo DEBIAN_FRONTEND=noninteractive apt-get install -y python3-pip"]}]
    ```

    Source: timeouts with Ubuntu after installing python3-pip, https://github.com/Azure/azvmimagebuilder/issues/41
    """
    if "noninteractive" in step.script.text.lower():
        return
    known = False
    for command in step.commands:
        packages = package_command(command)
        if packages is None or packages.family != "apt" or packages.asks or packages.verb.text not in _VERBS:
            continue
        if not packages.changes or not command.sure:
            continue
        if not known and _set_before(step):
            return
        known = True
        node, part = step.locate(command)
        yield Finding(
            node,
            f"`{command.name} {packages.verb.text}` may open a dialog and hang the build. Set `{_SETTINGS}` for it",
            part=part,
            fix=_fix(step, command, document),
        )


def _set_before(step: Step) -> bool:
    """Whether an earlier step changed the setting for good."""
    earlier = step.image.customizers if step.where == "validate" else step.image.customizers[: step.index]
    texts = (text.lower() for each in earlier for line in each.lines if (text := line.text()) is not None)
    return any("noninteractive" in text and ("debconf" in text or "/etc/" in text) for text in texts)


def _fix(step: Step, command: Command, document: Document) -> Fix | None:
    if command.wrappers not in ((), ("sudo",)):
        return None
    node, (start, _) = step.locate(command.words[0])
    added = edit.replace_part(node.source or document.source, node, start, start, f"{_SETTINGS} ")
    return Fix(f"Put `{_SETTINGS}` before it", (added,))
