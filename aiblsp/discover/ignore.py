"""Patterns written as in `.gitignore`: which paths they leave out, and the files of a repository that hold them."""

from __future__ import annotations

import os
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from aiblsp.record import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pathspec import GitIgnoreSpec

IGNORE_FILE: Final = ".gitignore"


@dataclass(frozen=True, slots=True, eq=False)
class Patterns:
    """Patterns that count from the folder `base`, which is absolute and has forward slashes."""

    base: str
    spec: GitIgnoreSpec

    def decide(self, path: str, *, folder: bool) -> tuple[bool | None, int | None]:
        """True: left out, False: expressly kept, None: nothing is said of it; and the number of the pattern.

        `path` is absolute and has forward slashes. What lies in a folder that is left out is left out too.
        """
        base = self.base.rstrip("/") + "/"
        if not path.startswith(base) or len(path) == len(base):
            return None, None
        result = self.spec.check_file(path[len(base) :] + ("/" if folder else ""))
        return result.include, result.index


def patterns(base: str, lines: Iterable[str]) -> Patterns:
    """The patterns of these lines; comments and blank lines are allowed."""
    return Patterns(base, _spec(tuple(lines)))


@lru_cache(maxsize=256)
def _spec(lines: tuple[str, ...]) -> GitIgnoreSpec:
    from pathspec import GitIgnoreSpec  # here, because a run on named files needs no patterns

    return GitIgnoreSpec.from_lines(lines)


def matches(pattern: str, base: str, path: str) -> bool:
    """Whether a file matches one pattern that counts from `base`; both paths absolute with forward slashes."""
    return patterns(base, (pattern,)).decide(path, folder=False)[0] is True


def left_out(rules: Iterable[Patterns], path: str, *, folder: bool, waived: frozenset[tuple[int, int | None]]) -> bool:
    """Whether a path is left out: the first of `rules` that says anything decides.

    `waived` holds patterns, as `reasons` gives them, that do not count.
    """
    for rule in rules:
        decision, number = rule.decide(path, folder=folder)
        if decision is not None:
            return decision and (id(rule.spec), number) not in waived
    return False


def reasons(rules: Iterable[Patterns], folder: str) -> frozenset[tuple[int, int | None]]:
    """The patterns that leave this folder out: those to waive where the user asked for just this folder."""
    decided = ((rule, rule.decide(folder, folder=True)) for rule in rules)
    return frozenset((id(rule.spec), number) for rule, (decision, number) in decided if decision)


def ignore_files(folder: str) -> tuple[Patterns, ...]:
    """The ignore file of a folder, and what the repository in it excludes besides; the first one counts more."""
    found = []
    for name in (IGNORE_FILE, ".git/info/exclude"):
        try:
            with open(os.path.join(folder, name), encoding="utf-8", errors="replace") as file:
                lines = file.read().splitlines()
        except OSError:
            continue
        if any(line.strip() and not line.startswith("#") for line in lines):
            found.append(patterns(folder, lines))
    return tuple(found)


def ignore_rules(folder: str) -> tuple[Patterns, ...]:
    """The ignore files that count in a folder, the nearest first, up to the root of its repository.

    Outside a repository only the folder's own one: a `.gitignore` in a home folder is about something else.
    """
    chain = [folder]
    while not os.path.exists(os.path.join(chain[-1], ".git")):
        above = parent(chain[-1])
        if above == chain[-1]:
            return ignore_files(folder)
        chain.append(above)
    return tuple(rule for place in chain for rule in ignore_files(place))


def absolute(path: str) -> str:
    """The path from the root with forward slashes; links are kept, as the user wrote them."""
    return slashed(os.path.abspath(path))


def slashed(path: str) -> str:
    """The path with forward slashes, on every system."""
    return path.replace(os.sep, "/") if os.sep != "/" else path


def parent(path: str) -> str:
    """The folder of an absolute path with forward slashes; the root's is the root."""
    return path.rpartition("/")[0] or "/"
