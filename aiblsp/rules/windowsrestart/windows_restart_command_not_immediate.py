"""Restart commands that wait: for a countdown, or for programs to end."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from aiblsp import edit
from aiblsp.diagnostic import Fix
from aiblsp.rule import HINT, Finding, rule
from aiblsp.script.read import read_cmd
from aiblsp.script.restart import windows_power

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.rule import Findings
    from aiblsp.script.command import Command
    from aiblsp.template.model import Step


@rule(HINT, types="WindowsRestart", has="restartCommand")
def windows_restart_command_not_immediate(step: Step, document: Document) -> Findings:
    """A restart command that waits

    The default command restarts Windows at once (`/t 0`) and ends programs that do not end by themselves (`/f`). With a
    long countdown the step stands idle and its timeout runs; without `/f` and with a countdown of 0, a program that asks
    whether to save keeps Windows up.

    ## Bad

    ```json
    "customize": [{"type": "WindowsRestart", "name": "restart", "restartCommand": "shutdown /r /t 600"}]
    ```

    ## Good

    ```json
    "customize": [{"type": "WindowsRestart", "name": "restart", "restartCommand": "shutdown /r /f /t 0"}]
    ```

    Source: Windows restart customizer, https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-json#windows-restart-customizer
    """
    node = step.get("restartCommand")
    text = node.text() if node is not None else None
    if node is None or not text:
        return
    for command in read_cmd(text):
        if command.name != "shutdown" or windows_power(command) != "restart":
            continue
        seconds = _countdown(command)
        forced = any(word.text.lower() in ("/f", "-f") for word in command.args)
        if seconds is None:
            continue
        if seconds[0] > 60:
            start, end = seconds[1]
            message = f"The restart waits for {seconds[0]} seconds first, and the timeout runs meanwhile. Use `/t 0`"
            at = command.words[0].end
            mended = text[:at] + ("" if forced else " /f") + text[at:start] + "0" + text[end:]
            fix = Fix("Restart at once", (edit.replace(node, edit.quote(mended)),))
            yield Finding(node, message, part=(start, end), fix=fix)
        elif not forced and not seconds[0]:
            at = command.words[0].end
            message = "Without `/f` a program that does not end keeps Windows from restarting. Add `/f`"
            mended = f"{text[:at]} /f{text[at:]}"
            fix = Fix("Add `/f`", (edit.replace(node, edit.quote(mended)),))
            yield Finding(node, message, part=(command.start, command.end), fix=fix)
        return


def _countdown(command: Command) -> tuple[int, tuple[int, int]] | None:
    """The seconds after /t and where they stand; None without them (then 30) or where they are not known.

    A countdown above 0 implies /f.
    """
    args = command.args
    for option, value in pairwise(args):
        if option.text.lower() in ("/t", "-t"):
            text = value.value or ""
            return (
                (int(text), (value.start, value.end)) if text.isascii() and text.isdigit() and len(text) < 9 else None
            )
    return None
