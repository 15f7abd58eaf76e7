"""What commands do to services: stop, disable, remove or start them. Windows and Linux; judges nothing.

Sources: the help texts of the PowerShell cmdlets, of sc.exe and net.exe, and of systemctl and service.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from aiblsp.script.packages import manages_packages, package_command

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aiblsp.script.command import Command

Verb = Literal["stop", "disable", "remove", "start"]

_CMDLETS: Final[dict[str, Verb]] = {
    "stop-service": "stop",
    "remove-service": "remove",
    "start-service": "start",
    "restart-service": "start",
}
_SC: Final[dict[str, Verb]] = {"stop": "stop", "delete": "remove", "start": "start"}
_SYSTEMCTL: Final[dict[str, Verb]] = {
    "stop": "stop",
    "kill": "stop",
    "disable": "disable",
    "mask": "disable",
    "start": "start",
    "restart": "start",
    "enable": "start",
    "unmask": "start",
    "try-restart": "start",
    "reload-or-restart": "start",
}


def windows_services(commands: Sequence[Command], command: Command) -> tuple[Verb, tuple[str, ...]] | None:
    """What a command of PowerShell or cmd does to which services (names in lower case); None where it does nothing."""
    name = command.name
    if name in _CMDLETS:
        return _CMDLETS[name], _names(commands, command)
    if name == "set-service":
        return _set_service(commands, command)
    if name == "sc":
        words = [word.text.lower() for word in command.args if not word.text.startswith("\\\\")]
        if len(words) > 1 and words[0] in _SC:
            return _SC[words[0]], (words[1],)
        if len(words) > 1 and words[0] == "config" and "disabled" in " ".join(words):
            return "disable", (words[1],)
        return None
    if name in ("net", "net1") and len(command.args) > 1 and command.args[0].text.lower() in ("stop", "start"):
        return ("stop" if command.args[0].text.lower() == "stop" else "start"), (command.args[1].text.lower(),)
    return None


def _set_service(commands: Sequence[Command], command: Command) -> tuple[Verb, tuple[str, ...]] | None:
    names = _names(commands, command)
    startup, status = command.parameter("startuptype", "startmode"), command.parameter("status")
    if status and status[0].text.lower() == "stopped":
        return "stop", names
    if startup and startup[0].text.lower() == "disabled":
        return "disable", names
    if (status and status[0].text.lower() == "running") or (startup and startup[0].text.lower().startswith("auto")):
        return "start", names
    return None


def _names(commands: Sequence[Command], command: Command) -> tuple[str, ...]:
    """The services that a cmdlet is given, by its parameter, its first argument or the pipe."""
    words = command.parameter("name", "displayname")
    if words is None:
        words = command.args[:1] if command.args and not command.args[0].text.startswith("-") else ()
        words += tuple(word for word in command.args[1:] if word.listed and words)
    if not words and command.pipe_from is not None:
        source = commands[command.pipe_from]
        return _names(commands, source) if source.name == "get-service" else ()
    if not words and command.text_in is not None:
        words = (command.text_in,)
    return tuple(word.value.lower() for word in words if word.value is not None)


def linux_services(command: Command) -> tuple[Verb, tuple[str, ...]] | None:
    """What a command of a shell does to which services or packages (without `.service`); None where it does nothing."""
    name = command.name
    if name not in ("systemctl", "service") and not manages_packages(command):
        return None
    plain = [word.text for word in command.args if not word.text.startswith("-")]
    if name == "systemctl" and plain and plain[0] in _SYSTEMCTL:
        return _SYSTEMCTL[plain[0]], tuple(text.removesuffix(".service") for text in plain[1:])
    if name == "service" and len(plain) > 1 and plain[1] in ("stop", "start", "restart"):
        return ("stop" if plain[1] == "stop" else "start"), (plain[0],)
    packages = package_command(command)
    if packages is None or not packages.changes:
        return None
    if packages.verb.text in ("remove", "purge", "erase", "autoremove", "rm"):
        return "remove", tuple(text.lower() for text in plain[1:])
    if packages.verb.text in ("install", "reinstall", "in"):
        return "start", tuple(text.lower() for text in plain[1:])
    return None
