"""Commands that leave Windows with a restart pending, or with an installer still at work. Guesses about no others.

Sources: the documentation of the cmdlets and of msiexec, which PowerShell does not wait for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aiblsp.script.command import Command

_FEATURES: Final = frozenset(
    {
        "install-windowsfeature",
        "add-windowsfeature",
        "uninstall-windowsfeature",
        "remove-windowsfeature",
        "enable-windowsoptionalfeature",
        "disable-windowsoptionalfeature",
    }
)
LEAVING: Final = ("feature", "dism", "msiexec", "start", "saps")
"""What a script mentions that leaves work behind; `saps` is short for Start-Process."""

_INSTALLERS: Final = (".msi", ".msu")
_WAITS: Final = frozenset({"start-sleep", "wait-process", ".waitforexit", "restart-computer", "timeout"})


def leaves_work(commands: Sequence[Command]) -> Command | None:
    """The last command of a script that leaves a restart or an installer behind; None where nothing waits for one.

    What comes after it may wait: then there is none.
    """
    found: Command | None = None
    for index, command in enumerate(commands):
        if not command.sure or command.name in _WAITS:
            found = None
        elif command.within != "function" and (_changes_features(command) or _is_left_alone(command, commands, index)):
            found = command
    return found


def _changes_features(command: Command) -> bool:
    name = command.name
    if name in _FEATURES:
        return command.parameter("restart", "whatif") is None
    if name != "dism":
        return False
    return any(word.text.lower().startswith(("/enable-feature", "/disable-feature")) for word in command.args)


def _is_left_alone(command: Command, commands: Sequence[Command], index: int) -> bool:
    """Whether it starts an installer that nobody waits for."""
    if command.name == "msiexec" and command.language == "powershell":
        installs = any(word.text.lower() in ("/i", "-i", "/package", "/x") for word in command.args)
        return installs and command.pipe_to is None
    if command.name != "start-process" or command.parameter("wait") is not None or command.pipe_to is not None:
        return False
    if any(word.text.lower() == "-passthru" for word in command.args):
        return False
    started = commands[index + 1] if index + 1 < len(commands) else command  # parts follow what they are a part of
    if started.parent != index or started.within != "process" or not started.words:
        return False
    program = started.words[0].text.lower()
    return started.name == "msiexec" or program.endswith(_INSTALLERS)
