"""Redirections of commands behind sudo into files of root; those without sudo are left to `shell-missing-sudo`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp import edit
from aiblsp.diagnostic import Fix
from aiblsp.facts.names import short
from aiblsp.rule import WARNING, Finding, rule
from aiblsp.script.privilege import root_shell
from aiblsp.script.writes import is_below, is_protected, is_simple, redirects, tee

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.script.command import Command, Redirect
    from aiblsp.template.model import Step

_FAITHFUL = frozenset(("echo", "printf", "cat"))  # these need no root, and their exit code tells nothing


@rule(WARNING, types="Shell", words=("sudo",))
def shell_sudo_redirect(step: Step, document: Document) -> Findings:
    """A redirection that sudo does not cover

    In `sudo echo x > /etc/motd` only `echo` runs as root. The file is opened by the script's own shell, an ordinary user,
    and the build fails with "Permission denied". Let `sudo tee` write it.

    ## Bad

    ```json
    "customize": [{"type": "Shell", "name": "motd", "inline": ["sudo echo 'Welcome' > /etc/motd"]}]
    ```

    ## Good

    ```json
    "customize": [{"type": "Shell", "name": "motd", "inline": ["echo 'Welcome' | sudo tee /etc/motd"]}]
    ```

    Source: super user privileges, https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-json#shell-customizer
    """
    if not redirects(step.script.text):
        return
    commands, image = step.commands, step.image
    for command in commands:
        if command.sudo is None or not command.redirects or not command.sure or root_shell(commands, command):
            continue
        redirect = next((each for each in command.redirects if is_protected(each.writes or "")), None)
        if redirect is None or redirect.writes is None or is_below(redirect.writes, image.opened_paths):
            continue
        if image.opaque_from < (step.index if step.where == "customize" else len(image.customizers)):
            continue  # what cannot be seen may have opened it
        node, part = step.locate(redirect)
        yield Finding(
            node,
            f"`sudo` does not cover the redirection: `{short(redirect.writes)}` is opened by an ordinary user, which fails. "
            "Write it by `| sudo tee`",
            part=part,
            fix=_fix(step, command, redirect, document),
        )


def _fix(step: Step, command: Command, redirect: Redirect, document: Document) -> Fix | None:
    if not is_simple(command, redirect):
        return None
    node, part = step.locate(redirect)
    source = node.source or document.source
    replaced = edit.replace_part(source, node, *part, tee(redirect))
    if command.name not in _FAITHFUL:
        return Fix("Write it by `sudo tee`, whose exit code counts from then on", (replaced,), safe=False)
    start, _ = step.locate(command)[1]
    name_node, (end, _) = step.locate(command.words[0])
    if (
        command.name == "cat"
        or command.wrappers != ("sudo",)
        or command.sudo
        or command.assignments
        or name_node is not node
    ):
        return Fix("Write it by `sudo tee`", (replaced,))
    return Fix("Write it by `sudo tee`", (edit.replace_part(source, node, start, end, ""), replaced))
