"""What a command does to the machine's power: restarts it, shuts it down, or leaves it alone. Windows and Linux.

Source: the help texts of shutdown.exe, of systemd's and sysvinit's commands, and of the PowerShell cmdlets.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aiblsp.script.command import Command, Word

Power = Literal["restart", "off"]

_CANCEL: Final = frozenset({"/a", "-a", "/?", "-?", "/i", "-i"})
_RESTART: Final = frozenset({"/r", "-r", "/g", "-g"})
_OFF: Final = frozenset({"/s", "-s", "/sg", "-sg", "/p", "-p", "/h", "-h"})
_SWITCHES: Final = {
    "install-windowsfeature": "restart",
    "add-windowsfeature": "restart",
    "uninstall-windowsfeature": "restart",
    "remove-windowsfeature": "restart",
    "install-windowsupdate": "autoreboot",
    "get-windowsupdate": "autoreboot",
    "rename-computer": "restart",
    "add-computer": "restart",
}
_HELP: Final = frozenset({"--help", "--version", "--wtmp-only", "-w"})


def windows_power(command: Command) -> Power | None:
    """What a command of PowerShell or cmd does; None where it does neither, or that is not known."""
    name = command.name
    if name == "restart-computer":
        return None if command.parameter("whatif") is not None or _remote(command) else "restart"
    if name == "stop-computer":
        return None if command.parameter("whatif") is not None or _remote(command) else "off"
    if name != "shutdown":
        return None
    options = {word.text.lower() for word in command.args}
    if options & _CANCEL or any(option.startswith(("/m", "-m")) for option in options):
        return None
    if options & _RESTART:
        return "restart"
    return "off" if options & _OFF else None


def _remote(command: Command) -> bool:
    names = command.parameter("computername", "cn")
    return names is not None and any(word.text.lower() not in (".", "localhost", "$env:computername") for word in names)


def restart_switch(command: Command) -> Word | None:
    """The parameter by which a cmdlet that installs something restarts Windows on its own; None without it."""
    wanted = _SWITCHES.get(command.name)
    if wanted is None or command.parameter("whatif") is not None:
        return None
    for word in command.args:
        if word.text.lower() in (f"-{wanted}", f"-{wanted}:$true"):
            return word
    return None


def elsewhere(commands: Sequence[Command], command: Command) -> bool:
    """Whether a command runs on another machine or at another time: in a session, a scheduled job, a configuration."""
    while command.parent is not None:
        command = commands[command.parent]
        if command.name.startswith(("register-", "new-", "set-")):
            return True
        if (
            command.name == "invoke-command"
            and command.parameter("computername", "cn", "session", "vmname") is not None
        ):
            return True
    return False


def linux_power(command: Command) -> Power | None:
    """What a command of a shell does; None where it does neither, or that is not known."""
    name, options = command.name, {word.text for word in command.args}
    if options & _HELP:
        return None
    if name == "reboot":
        return "off" if options & {"-p", "--poweroff", "--halt"} else "restart"
    if name in ("poweroff", "halt"):
        return "restart" if "--reboot" in options else "off"
    if name == "shutdown":
        if options & {"-c", "-k", "--show"}:
            return None
        if command.short("r") is not None or "--reboot" in options:
            return "restart"
        return "off" if command.args else None
    if name in ("init", "telinit"):
        level = command.args[0].value if command.args else None
        return "restart" if level == "6" else "off" if level == "0" else None
    if name == "systemctl":
        verb = next((word.value for word in command.args if not word.text.startswith("-")), None)
        return {"reboot": "restart", "kexec": "restart", "poweroff": "off", "halt": "off"}.get(verb or "")  # type: ignore[return-value]
    return None
