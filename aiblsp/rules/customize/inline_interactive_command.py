"""Commands that wait for an answer; commands that are fed one by a pipe or a file are left alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp import edit
from aiblsp.diagnostic import Fix
from aiblsp.rule import WARNING, Finding, rule
from aiblsp.script.asking import asks_in_powershell, asks_in_shell, is_loud_msi, may_ask, unconfirmed
from aiblsp.script.packages import package_command

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.script.command import Command, Word
    from aiblsp.template.model import Step

_WORDS = (
    *("apt", "yum", "dnf", "zypper", "read", "passwd", "vi", "nano", "emacs"),
    *("choco", "cinst", "cup", "msi", "pause", "get-credential"),
)


@rule(WARNING, types=("Shell", "PowerShell"), words=_WORDS)
def inline_interactive_command(step: Step, document: Document) -> Findings:
    """A command that waits for an answer

    Nobody is there to answer during a build. A command that asks "Do you want to continue?" gives up at best, and at worst
    waits until the build times out, hours later.

    ## Bad

    ```json
    "customize": [{"type": "Shell", "name": "web", "inline": ["sudo apt-get install nginx"]}]
    ```

    ## Good

    ```json
    "customize": [{"type": "Shell", "name": "web", "inline": ["sudo apt-get install -y nginx"]}]
    ```

    Source: deployment fails due to timeout, https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-troubleshoot
    """
    shell = step.type == "Shell"
    if shell and not may_ask(step.script.text):
        return
    settled: bool | None = None
    for command in step.commands:
        found = _in_shell(command) if shell else _in_powershell(command)
        if found is None:
            continue
        if settled is None:
            settled = _settled(step)
        what, verb, option = found
        if settled and verb is not None:
            continue
        node, part = step.locate(command)
        fix = _fix(step, verb, option, document) if verb is not None else None
        message = f"{what}, and nobody is there to answer: the build fails or hangs"
        yield Finding(node, f"{message}. Add `{option}`" if option else message, part=part, fix=fix)


def _in_shell(command: Command) -> tuple[str, Word | None, str] | None:
    packages = package_command(command)
    if packages is not None:
        if not packages.asks:
            return None
        return f"`{command.name} {packages.verb.text}` may ask whether to go on", packages.verb, "-y"
    waits = asks_in_shell(command)
    return (f"`{command.name}` waits {waits}", None, "") if waits is not None else None


def _in_powershell(command: Command) -> tuple[str, Word | None, str] | None:
    waits = asks_in_powershell(command)
    if waits is not None:
        return f"`{command.words[0].text}` waits {waits}", None, ""
    verb = unconfirmed(command)
    if verb is not None:
        name = command.name if verb is command.words[0] else f"{command.name} {verb.text}"
        return f"`{name}` asks for confirmation", verb, "-y"
    if is_loud_msi(command):
        return "`msiexec` opens a window", None, "/qn"
    return None


def _settled(step: Step) -> bool:
    """Whether this or an earlier step answers all questions of a package manager beforehand."""
    signs = ("assume-yes", "assumeyes", "allowglobalconfirmation", "defaultyes")
    steps = step.image.customizers[: step.index + 1] if step.where == "customize" else (*step.image.customizers, step)
    return any(sign in (line.text() or "").lower() for each in steps for line in each.lines for sign in signs)


def _fix(step: Step, verb: Word, option: str, document: Document) -> Fix:
    node, (_, end) = step.locate(verb)
    added = edit.replace_part(node.source or document.source, node, end, end, f" {option}")
    return Fix(f"Add `{option}`", (added,))
