"""The script that generalizes a build VM: who replaces it, deletes it, or does its work too early. Runs nothing.

Sources: the reference (places of the script, default commands), the troubleshooting page (what deletes it).
"""

from __future__ import annotations

from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Final

from aiblsp.facts import paths
from aiblsp.script.contents import positional

if TYPE_CHECKING:
    from aiblsp.script.command import Command, Word

WINDOWS: Final = "C:\\DeprovisioningScript.ps1"
LINUX: Final = "/tmp/DeprovisioningScript.sh"

_NAMES: Final = frozenset(
    {"deprovision", "deprovisioning", "deprovisionscript", "deprovisioningscript", "deprovisioningscripts"}
)
_LINUX_NAME: Final = "DeprovisioningScript.sh"
_WINDOWS_NAME: Final = "deprovisioningscript.ps1"
_LONGEST_PATTERN: Final = 100
_FILTERS: Final = ("include", "exclude", "filter")
_LOOKS: Final = frozenset({"-mindepth", "-maxdepth", "-type", "-name", "-delete", "-exec", "-print", "-depth"})


def is_override(path: str) -> bool:
    """Whether a path is exactly that of the script on Windows or on Linux."""
    if path.startswith("/"):
        return paths.normal(path) == LINUX
    return paths.normal(path) == WINDOWS.lower()


def meant_for(path: str) -> str | None:
    """`Windows` or `Linux` for a file that is called like the script, or almost so, by its ending; else None."""
    stem, _, ending = paths.base(path).lower().rpartition(".")
    if stem.replace("-", "").replace("_", "").replace(" ", "") not in _NAMES:
        return None
    return {"ps1": "Windows", "sh": "Linux"}.get(ending)


def deprovisions(command: Command) -> bool:
    """Whether a command generalizes the machine that it runs on."""
    if command.name == "waagent":
        return any(word.text.lstrip("-").startswith("deprovision") for word in command.args)
    if command.name == "sysprep":
        options = {word.text.lower().replace("-", "/", 1) for word in command.args}
        return bool(options & {"/generalize", "/oobe", "/audit"})
    return False


def deleted(command: Command) -> tuple[Word, bool] | None:
    """The word by which a command deletes the script, and whether it names it; None where it does not."""
    if command.language == "shell":
        if command.name == "rm":
            return _removed(command, command.short("r") or command.short("R") or command.word("--recursive"))
        return _found(command) if command.name == "find" else None
    if command.name == "remove-item":
        if any(command.parameter(name) is not None for name in _FILTERS):
            return None
        words = command.parameter("path", "literalpath") or tuple(positional(command)[:1])
    elif command.language == "cmd" and command.name in ("del", "erase"):
        words = tuple(word for word in command.args if not word.text.startswith("/"))
    else:
        return None
    for word in words:
        if word.value is not None and paths.folder(word.value) == "c:" and paths.family(word.value) == "Windows":
            name = paths.base(word.value).lower()
            if name == _WINDOWS_NAME or _fits(_WINDOWS_NAME, name):
                return word, name == _WINDOWS_NAME
    return None


def _removed(command: Command, recursive: Word | None) -> tuple[Word, bool] | None:
    for word in command.args:
        path = word.value
        if path is None or not path.startswith("/tmp"):
            continue
        if paths.normal(path) == "/tmp":
            if recursive is not None:
                return word, False
        elif paths.folder(path) == "/tmp" and not path.endswith("/"):
            name = paths.base(path)
            if name == _LINUX_NAME or (not word.quoted and _fits(_LINUX_NAME, name)):
                return word, name == _LINUX_NAME
    return None


def _found(command: Command) -> tuple[Word, bool] | None:
    """By `find /tmp … -delete`, with no test that may spare the script."""
    args = command.args
    if not args or paths.normal(args[0].text) != "/tmp" or args[0].value is None:
        return None
    tests = {word.text for word in args if word.text.startswith("-") and word.text[1:2].isalpha()}
    removes = "-delete" in tests or ("-exec" in tests and command.word("rm") is not None)
    if not removes or any(word.text in ("!", "-not", "-o", "-or") for word in args):
        return None
    if tests - _LOOKS - {"-rf", "-f", "-r", "-fr", "-R"}:
        return None
    pattern = command.option("-name")
    kind = command.option("-type")
    if (kind is not None and kind.text != "f") or (pattern is not None and not _fits(_LINUX_NAME, pattern.value or "")):
        return None
    return args[0], False


def _fits(name: str, pattern: str) -> bool:
    return "*" in pattern and len(pattern) < _LONGEST_PATTERN and fnmatchcase(name, pattern)
