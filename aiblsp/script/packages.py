"""Package managers of Linux: which verbs change the system, which of them ask, and how the question is answered.

Source: the manual pages of apt, dnf, yum, zypper, rpm, dpkg and snap.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aiblsp.record import dataclass

if TYPE_CHECKING:
    from aiblsp.script.command import Command, Word

_APT_ASKING: Final = frozenset(
    {
        "install",
        "upgrade",
        "dist-upgrade",
        "full-upgrade",
        "safe-upgrade",
        "remove",
        "purge",
        "autoremove",
        "autopurge",
        "build-dep",
        "reinstall",
    }
)
_APT_OTHER: Final = frozenset({"update", "clean", "autoclean"})
_DNF_ASKING: Final = frozenset(
    {
        "install",
        "update",
        "upgrade",
        "upgrade-minimal",
        "update-minimal",
        "remove",
        "erase",
        "autoremove",
        "groupinstall",
        "group",
        "localinstall",
        "reinstall",
        "downgrade",
        "swap",
        "distro-sync",
        "module",
    }
)
_DNF_OTHER: Final = frozenset({"makecache", "clean"})
_ZYPPER_ASKING: Final = frozenset(
    {
        "install",
        "in",
        "remove",
        "rm",
        "update",
        "up",
        "dist-upgrade",
        "dup",
        "patch",
        "install-new-recommends",
        "inr",
        "source-install",
        "si",
    }
)
_ZYPPER_OTHER: Final = frozenset(
    {"refresh", "ref", "addrepo", "ar", "removerepo", "rr", "modifyrepo", "mr", "addlock", "al"}
)
_SNAP: Final = frozenset({"install", "remove", "refresh", "enable", "disable", "set", "connect"})
_GROUP_ASKING: Final = frozenset(
    {"install", "remove", "upgrade", "update", "enable", "disable", "reset", "switch-to", "mark"}
)

_APTS: Final = frozenset({"apt", "apt-get", "aptitude"})
# Options that take their value in the next word, so that it is not taken for the verb.
_VALUED: Final = frozenset(
    {
        "-o",
        "--option",
        "-c",
        "--config-file",
        "-t",
        "--target-release",
        "--default-release",
        "-R",
        "-x",
        "--exclude",
        "--enablerepo",
        "--disablerepo",
        "--releasever",
        "--setopt",
        "--installroot",
        "-r",
        "--repo",
        "--plus-repo",
        "-e",
        "--root",
        "--cache-dir",
        "--installdir",
    }
)


@dataclass(frozen=True, slots=True)
class PackageCommand:
    """A package manager at work: its family, its verb, and whether it asks a question that nothing answers.

    `changes` is False for what only lists, searches or downloads.
    """

    family: str
    verb: Word
    changes: bool
    asks: bool


_FAMILIES: Final = {
    **dict.fromkeys(("apt", "apt-get", "aptitude"), "apt"),
    **dict.fromkeys(("yum", "dnf", "dnf5", "tdnf", "microdnf"), "dnf"),
    "zypper": "zypper",
    "snap": "snap",
}


def manages_packages(command: Command) -> bool:
    """Whether the command is a package manager, whatever it does."""
    return command.name in _FAMILIES and command.language == "shell"


def package_command(command: Command) -> PackageCommand | None:
    """What a command does with packages; None for any other command, and where its verb is not known."""
    family = _FAMILIES.get(command.name)
    if family is None or command.language != "shell":
        return None
    verbs = _verbs(command)
    if not verbs:
        return None
    verb = verbs[0].value or ""
    if family == "snap":
        return PackageCommand(family, verbs[0], verb in _SNAP, False)
    if family == "apt":
        asking, other = verb in _APT_ASKING, verb in _APT_OTHER
    elif family == "zypper":
        asking, other = verb in _ZYPPER_ASKING, verb in _ZYPPER_OTHER
    else:
        asking, other = verb in _DNF_ASKING, verb in _DNF_OTHER
        if verb in ("group", "module"):
            second = verbs[1].value if len(verbs) > 1 else None
            asking = second in _GROUP_ASKING
    if _only_shows(command):
        return PackageCommand(family, verbs[0], False, False)
    return PackageCommand(
        family, verbs[0], asking or other, asking and not command.fed and not _answered(command, family)
    )


def _verbs(command: Command) -> list[Word]:
    """The words that are no options; none where a word before the first of them is not known."""
    found: list[Word] = []
    skip = False
    for word in command.args:
        if skip:
            skip = False
        elif word.value is None and not found:
            return []
        elif word.text.startswith("-"):
            skip = word.text in _VALUED and not (word.text == "-e" and command.name != "dnf")
        else:
            found.append(word)
    return found


def _only_shows(command: Command) -> bool:
    texts = {word.text for word in command.args}
    if command.name in _APTS and (command.short("s") is not None or texts & {"-h"}):
        return True
    return bool(
        texts & {"--simulate", "--dry-run", "--just-print", "--no-act", "--assumeno", "--help", "--print-uris", "-D"}
    )


def _answered(command: Command, family: str) -> bool:
    """Whether an option (or a word that is not known and may be one) answers the questions."""
    texts = [word.text for word in command.args]
    if any("assume" in text.lower() for text in texts):  # --assume-yes, --assumeyes, -o APT::Get::Assume-Yes=true
        return True
    if any(word.value is None and _may_be_options(word) for word in command.args):
        return True
    if family == "apt":
        quiet = sum(text[1:].count("q") for text in texts if text.startswith("-") and not text.startswith("--"))
        answers = {"--yes", "--force-yes", "-q=2", "-qq"}
        return quiet > 1 or command.short("y") is not None or bool(answers & set(texts))
    if family == "zypper":
        answers = {"-n", "--non-interactive", "--no-confirm", "--quiet-install"}
        return bool(answers & set(texts)) or command.short("y") is not None or command.short("n") is not None
    return command.short("y") is not None or "--yes" in texts


def _may_be_options(word: Word) -> bool:
    """Whether an unquoted variable may hold options: its name says so, or it stands for all arguments."""
    lowered = word.text.lower()
    return any(part in lowered for part in ("opt", "flag", "arg", "yes", "$@", "$*", "switch", "param"))
