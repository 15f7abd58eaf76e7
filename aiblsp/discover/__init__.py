"""From the paths that a user gives to the files to lint: folders walked, globs expanded, ignore rules obeyed.

Reads folders, `.gitignore` files and configurations, never a template. A file that the user names is taken as it is; a
file found in a folder or by a glob must not be ignored, and in a folder it must match `include`.
"""

from __future__ import annotations

import os
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Final

from aiblsp.config import ConfigError
from aiblsp.discover.ignore import (
    IGNORE_FILE,
    absolute,
    ignore_files,
    ignore_rules,
    left_out,
    parent,
    patterns,
    reasons,
    slashed,
)
from aiblsp.record import dataclass, field

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from aiblsp.config import Settings
    from aiblsp.discover.ignore import Patterns

STDIN: Final = "-"
# Never the user's own templates, and costly to walk. One that the user names is walked all the same.
SKIPPED_FOLDERS: Final = frozenset(
    (".git", ".hg", ".svn", ".venv", "venv", "node_modules", "__pycache__", ".tox", ".nox", ".mypy_cache")
)
_GLOB: Final = frozenset("*?[")
_NONE: Final[frozenset[tuple[int, int | None]]] = frozenset()


@dataclass(frozen=True, slots=True)
class Candidate:
    """A file to lint: its path as the user is told, the settings in force, and whether the user named it."""

    path: str
    settings: Settings
    named: bool


@dataclass(frozen=True, slots=True)
class Discovery:
    """The files in the order they were asked for, and one sentence for each path or folder that could not be used."""

    files: list[Candidate] = field(default_factory=list)
    troubles: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Asked:
    """How to look.

    settings_for   answers for an absolute folder; may raise ConfigError, and the files of that folder are left out
    exclude        patterns besides those of the settings, from the current folder
    force_exclude  `exclude` counts for files that the user names too: hooks name every file
    gitignore      whether ignore files count
    stdin          what the user calls the text that comes by standard input
    """

    settings_for: Callable[[str], Settings]
    exclude: tuple[str, ...] = ()
    force_exclude: bool = False
    gitignore: bool = True
    stdin: str | None = None


def discover(paths: Iterable[str], asked: Asked) -> Discovery:
    """The files that the paths stand for, each once. Never raises: what is wrong becomes a trouble."""
    found = Discovery()
    seen: set[str] = set()
    for path in paths:
        for item in _files(path, asked):
            if isinstance(item, str):
                if item not in found.troubles:
                    found.troubles.append(item)
                continue
            key = item.path if item.path == STDIN else absolute(item.path)
            if key not in seen:
                seen.add(key)
                found.files.append(item)
    return found


def _files(path: str, asked: Asked) -> Iterator[Candidate | str]:
    """The files that one path stands for; a str is a trouble."""
    if path == STDIN:
        yield from _named(path, asked)
    elif os.path.isdir(path):
        yield from _walk(path, asked)
    elif os.path.exists(path):  # a file, or a pipe such as the `<(…)` of a shell
        yield from _named(path, asked)
    elif _GLOB.intersection(path):
        yield from _expand(path, asked)
    else:
        yield f"{path}: there is no such file or folder"


def _named(path: str, asked: Asked) -> Iterator[Candidate | str]:
    told = asked.stdin or "stdin" if path == STDIN else path
    full = absolute(told)
    try:
        settings = asked.settings_for(os.path.dirname(full))
    except ConfigError as error:
        yield str(error)
        return
    if not (asked.force_exclude and _excluded(full, settings, asked)):
        yield Candidate(path, settings, named=True)


def _expand(pattern: str, asked: Asked) -> Iterator[Candidate | str]:
    import glob

    matches = sorted(glob.glob(pattern, recursive=True))
    if not matches:
        yield f"{pattern}: matches no file or folder"
    for match in matches:
        if os.path.isdir(match):
            if "**" not in pattern:  # `**` gives the files of the folder by itself
                yield from _walk(match, asked)
            continue
        if os.path.exists(match) and not os.path.isfile(match):  # a pipe would be waited for
            continue
        full = absolute(match)
        folder = parent(full)
        skipped = SKIPPED_FOLDERS.intersection(slashed(match).split("/"))
        if skipped or (asked.gitignore and left_out(ignore_rules(folder), full, folder=False, waived=_NONE)):
            continue
        for item in _named(match, asked):
            if isinstance(item, str):
                yield item
            elif not _excluded(full, item.settings, asked):
                yield Candidate(match, item.settings, named=False)


def _walk(top: str, asked: Asked) -> Iterator[Candidate | str]:
    """All files below a folder, its own before those of its folders, sorted by name; links to folders are left."""
    start = absolute(top)
    above = ignore_rules(start) if asked.gitignore else ()
    waived = reasons(above, start)
    stack = [(top, above)]
    while stack:
        shown, rules = stack.pop()
        folder = absolute(shown)
        settings: Settings | None = None
        try:
            settings = asked.settings_for(folder)
        except ConfigError as error:
            yield str(error)
        exclude = _exclude(settings, asked)
        unexcluded = waived | reasons(exclude, start)
        try:
            entries = sorted(os.scandir(shown), key=lambda entry: entry.name)
        except OSError as error:
            yield f"{shown}: cannot be read: {error.strerror or error}"
            continue
        if folder != start and asked.gitignore and any(entry.name == IGNORE_FILE for entry in entries):
            rules = (*ignore_files(folder), *rules)
        below: list[tuple[str, tuple[Patterns, ...]]] = []
        for entry in entries:
            is_folder = entry.is_dir(follow_symlinks=False)
            if entry.name in SKIPPED_FOLDERS if is_folder else not _included(entry, settings):
                continue
            full = f"{folder.rstrip('/')}/{entry.name}"
            if left_out(exclude, full, folder=is_folder, waived=unexcluded):
                continue
            if left_out(rules, full, folder=is_folder, waived=waived):
                continue
            path = entry.name if shown == "." else os.path.join(shown, entry.name)
            if is_folder:
                below.append((path, rules))
            elif settings is not None:
                yield Candidate(path, settings, named=False)
        stack += reversed(below)


def _included(entry: os.DirEntry[str], settings: Settings | None) -> bool:
    if settings is None or not any(fnmatchcase(entry.name, pattern) for pattern in settings.include):
        return False
    return entry.is_file()


def _excluded(path: str, settings: Settings, asked: Asked) -> bool:
    return left_out(_exclude(settings, asked), path, folder=False, waived=_NONE)


def _exclude(settings: Settings | None, asked: Asked) -> tuple[Patterns, ...]:
    given = (patterns(absolute("."), asked.exclude),) if asked.exclude else ()
    if settings is None or not settings.exclude:
        return given
    return (*given, patterns(absolute(settings.root), settings.exclude))
