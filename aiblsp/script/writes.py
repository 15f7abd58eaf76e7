"""Which files the commands of a shell script write to, and which folders only root may write to.

Source: the manual pages of the commands, and the Filesystem Hierarchy Standard.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aiblsp.pattern import later
from aiblsp.record import dataclass

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from aiblsp.script.command import Command, Redirect, Word

# How many of the words that are no options are written to: all, or the last one.
_ALL: Final = frozenset({"tee", "touch", "mkdir", "rm", "rmdir", "truncate", "chmod"})
_LAST: Final = frozenset({"cp", "mv", "ln", "install", "rsync"})
_FIRST_IS_MODE: Final = frozenset({"chmod"})
_VALUED: Final = {
    "mkdir": frozenset({"-m", "--mode", "-Z"}),
    "touch": frozenset({"-d", "-t", "-r", "--date", "--reference"}),
    "truncate": frozenset({"-s", "--size", "-r"}),
    "install": frozenset({"-m", "-o", "-g", "--mode", "--owner", "--group", "-S"}),
    "cp": frozenset({"-S", "--suffix"}),
    "mv": frozenset({"-S", "--suffix"}),
    "git": frozenset(
        {
            *("-C", "-c", "-b", "-o", "-j", "-u", "--branch", "--config", "--depth", "--filter", "--jobs", "--origin"),
            *("--reference", "--reference-if-able", "--separate-git-dir", "--server-option", "--shallow-exclude"),
            *("--shallow-since", "--template", "--upload-pack", "--bundle-uri", "--git-dir", "--work-tree"),
        }
    ),
    "sed": frozenset({"-e", "-f", "--expression", "--file", "-l"}),
}
# Options that name what is written to.
_TARGETS: Final = {
    "wget": ("-O", "--output-document", "-P", "--directory-prefix"),
    "curl": ("-o", "--output", "--output-dir"),
    "tar": ("-C", "--directory", "--one-top-level"),
    "unzip": ("-d",),
    "cp": ("-t", "--target-directory"),
    "mv": ("-t", "--target-directory"),
    "install": ("-t", "--target-directory"),
    "ln": ("-t", "--target-directory"),
}

_FREE: Final = ("/tmp", "/var/tmp", "/home", "/dev", "/proc", "/sys", "/run", "/var/run", "/mnt", "/media")


@dataclass(frozen=True, slots=True)
class Write:
    """A file or folder that a command writes to. `path` has expansions as written; `redirect` where it is one."""

    path: str
    word: Word
    redirect: Redirect | None = None


def writes(command: Command) -> Iterator[Write]:
    """What a command of a shell writes to, as far as that can be told."""
    for redirect in command.redirects:
        path = redirect.writes
        if path is not None and redirect.target is not None:
            yield Write(path, redirect.target, redirect)
    name = command.name
    option = command.option(*_TARGETS[name]) if name in _TARGETS else None
    if option is not None:
        yield Write(option.text.partition("=")[2] if option.text.startswith("--") else option.text, option)
    if name in _ALL:
        for word in _operands(command)[name in _FIRST_IS_MODE :]:
            yield Write(word.text, word)
    elif name in _LAST and option is None:
        operands = _operands(command)
        folders = name == "install" and command.short("d") is not None
        for word in operands if folders else operands[1:][-1:]:
            yield Write(word.text, word)
    elif name == "sed" and (
        command.short("i") is not None or any(word.text.startswith("--in-place") for word in command.args)
    ):
        operands = _operands(command)
        scripted = command.option("-e", "-f", "--expression", "--file") is not None
        for word in operands if scripted else operands[1:]:
            yield Write(word.text, word)
    elif name == "git":
        operands = _operands(command)
        if len(operands) == 3 and operands[0].text == "clone":
            yield Write(operands[2].text, operands[2])
    elif name == "dd":
        for word in command.args:
            if word.text.startswith("of="):
                yield Write(word.text[3:], word)


def _operands(command: Command) -> list[Word]:
    valued = _VALUED.get(command.name, frozenset())
    found: list[Word] = []
    skip = only = False
    for word in command.args:
        if skip:
            skip = False
        elif only or not word.text.startswith("-") or word.text == "-":
            found.append(word)
        elif word.text == "--":
            only = True
        else:
            skip = word.text in valued
    return found


_REDIRECTED: Final = later(r">(?!&| ?/dev/null)")


def redirects(text: str) -> bool:
    """Whether a script may redirect output into a file other than /dev/null: a cheap first look."""
    return _REDIRECTED.search(text) is not None


def is_protected(path: str) -> bool:
    """Whether only root may write to a path, if nobody changed that: absolute, known, and outside of free folders."""
    if not path.startswith("/") or path.startswith("//") or len(path) < 2 or path[1] in "$`*?":
        return False
    return not any(path == free or path.startswith(f"{free}/") for free in _FREE)


def opened_paths(commands: Iterable[Command]) -> Iterator[str]:
    """The folders that commands make writable to others than root, or hand over to them."""
    for command in commands:
        if command.name in ("chown", "chgrp", "chmod", "setfacl", "mount"):
            operands = _operands(command)
            given = operands[0].text if operands else ""
            if command.name in ("chown", "chmod", "chgrp") and not _opens(command.name, given):
                continue
            for word in operands:
                if word.text.startswith("/"):
                    yield word.text.rstrip("/*")
        elif command.name in ("mkdir", "install") and _opens_made(command):
            for word in _operands(command):
                yield word.text.rstrip("/")


def _opens(name: str, first: str) -> bool:
    """Whether the owner is another than root, or the mode lets others write."""
    if name != "chmod":
        return not first.startswith("root")
    if first.isdigit():
        return first[-1] in "2367" or first[-2:-1] in ("2", "3", "6", "7")
    return "w" in first or "$" in first


def _opens_made(command: Command) -> bool:
    """Whether what it makes gets another owner than root, or a mode that lets others write."""
    for kind, *names in (("chmod", "-m", "--mode"), ("chown", "-o", "--owner")):
        word = command.option(*names)
        if word is not None and _opens(kind, word.text.partition("=")[2] if word.text.startswith("--") else word.text):
            return True
    return False


def is_below(path: str, folders: Collection[str]) -> bool:
    """Whether a path is one of the folders or lies in one."""
    while path:
        if path in folders:
            return True
        path = path.rstrip("/").rpartition("/")[0]
    return False


def tee(redirect: Redirect) -> str:
    """The end of a pipe that writes as root to where a redirection would write as the script's user."""
    target = redirect.target.raw if redirect.target is not None else ""
    return f"| sudo tee {'-a ' if redirect.append else ''}{target} > /dev/null"


def is_simple(command: Command, redirect: Redirect) -> bool:
    """Whether a redirection is a command's only output and stands at its end, so that a pipe may take its place."""
    others = [each for each in command.redirects if each is not redirect and not each.operator.startswith("<")]
    return (
        command.end == redirect.end
        and command.pipe_to is None
        and command.parent is None
        and not others
        and redirect.descriptor in ("", "1")
    )
