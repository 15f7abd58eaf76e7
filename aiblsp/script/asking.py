"""Commands that ask a question and wait for an answer that nobody gives; package managers are in `packages`.

Sources: the manual pages of the commands, the help texts of Chocolatey and msiexec.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aiblsp.pattern import later
from aiblsp.script.installers import is_msi, names_msi
from aiblsp.script.lines import letters

if TYPE_CHECKING:
    from aiblsp.script.command import Command, Word

_EDITORS: Final = frozenset({"vi", "vim", "nano", "pico", "emacs", "visudo", "vipw"})
_BATCH: Final = frozenset({"-c", "-es", "-e", "-s", "-u", "-h", "-V", "--headless", "--batch", "--version", "--help"})
_WITHOUT_PASSWORD: Final = frozenset(
    {"--stdin", "-d", "-l", "-u", "-e", "-S", "-n", "-x", "-w", "-i", "--delete", "--lock", "--unlock", "--expire"}
)
_CHOCOS: Final = frozenset({"choco", "chocolatey", "cinst", "cup", "cuninst"})
_CHOCO_ASKING: Final = frozenset({"install", "upgrade", "uninstall", "update"})
_CHOCO_ANSWERS: Final = frozenset(
    {"-y", "--y", "/y", "-yes", "--yes", "--confirm", "-confirm", "-noop", "--noop", "--what-if"}
)


# The usual calls of a package manager: the one asks nothing, the other is given its answer.
_ANSWERED: Final = later(r"apt(?:-get)? (?:update(?=[ \n\"']|\Z)|install -y )")
_MAY_ASK: Final = ("apt", "yum", "dnf", "zypper", "read", "passwd", *sorted(_EDITORS))


def may_ask(text: str) -> bool:
    """Whether a script for a shell, or one within it, may ask anything: a cheap first look."""
    written = letters(_ANSWERED.sub("", text))
    return any(name in written for name in _MAY_ASK)


def asks_in_shell(command: Command) -> str | None:
    """What a command of a shell waits for, as the end of a sentence; None where it waits for nothing."""
    if command.fed or not (command.name in ("read", "passwd") or command.name in _EDITORS):
        return None
    name, texts = command.name, {word.text for word in command.args}
    if name == "read":
        waits_forever = command.short("t", "adinNpu") is None and command.short("u", "adinNpt") is None
        return "for input" if waits_forever else None
    if name == "passwd":
        return None if _WITHOUT_PASSWORD & texts else "for a password"
    if name == "visudo" and ("--check" in texts or command.short("c", "f") is not None):
        return None
    if name in _EDITORS:
        return None if _BATCH & texts or any(text.startswith("+") for text in texts) else "for its user"
    return None


def asks_in_powershell(command: Command) -> str | None:
    """What a command of PowerShell or cmd waits for, as the end of a sentence; None where it waits for nothing."""
    return {"read-host": "for input", "get-credential": "for a password", "pause": "for a key"}.get(command.name)


def unconfirmed(command: Command) -> Word | None:
    """The verb of a Chocolatey command that asks for confirmation; None where it does not."""
    if command.name not in _CHOCOS:
        return None
    if any(word.value is None and word.text.startswith(("$", "@")) for word in command.args):
        return None  # a variable may hold the answer
    if any(word.text.lower() in _CHOCO_ANSWERS for word in command.args):
        return None
    if command.name not in ("choco", "chocolatey"):
        return command.words[0]
    verb = command.args[0] if command.args else None
    return verb if verb is not None and verb.text.lower() in _CHOCO_ASKING else None


def is_loud_msi(command: Command) -> bool:
    """Whether it runs Windows Installer with windows that nobody sees."""
    if not names_msi(command):
        return False
    texts = [word.text.lower() for word in command.args]
    removes = command.name == "msiexec" and any(text.startswith(("/x", "-x", "/uninstall")) for text in texts)
    if not (is_msi(command) or removes):
        return False
    if any(word.value is None and not word.quoted for word in command.args):
        return False  # what is not known may be the option
    return not any(text.startswith(("/q", "-q", "/passive", "-passive", "/?")) for text in texts)
