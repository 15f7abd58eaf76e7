"""What is to be done with one file: its settings, checked; its rules; the parameter files that go with it.

The batch run and the editor both ask here, so that they cannot disagree. Reads configurations; text is read by the
caller, who may have a newer one than the disk. Prints nothing.
"""

from __future__ import annotations

import os
from functools import lru_cache
from typing import TYPE_CHECKING

from aiblsp.config import EVERY_FILE, ConfigError, settings_for
from aiblsp.discover.ignore import absolute, matches
from aiblsp.record import dataclass
from aiblsp.template.model import Options

if TYPE_CHECKING:
    from collections.abc import Iterable

    from aiblsp.config import Cache, Settings
    from aiblsp.lint import Selection
    from aiblsp.text import Source


def checked_settings(folder: str, cache: Cache) -> Settings:
    """The settings in force in an absolute folder. Raises ConfigError, also for a rule that there is not."""
    settings = settings_for(folder, cache)
    if settings.file is not None and (fault := _unknown_rule(settings)):
        error = ConfigError(settings.file, fault)
        cache.update({place: error for place, found in cache.items() if found is settings})
        raise error
    return settings


def require_known_rules(settings: Settings) -> None:
    """Raise ConfigError where a file that the user named, or the command line, names a rule that there is not."""
    if fault := _unknown_rule(settings):
        raise ConfigError(settings.file or "command line", fault)


def _unknown_rule(settings: Settings) -> str | None:
    if not (settings.select or settings.ignore or settings.severity or settings.per_file_ignores):
        return None
    from aiblsp.lint import Selection, unknown_patterns

    more = tuple(word for words in settings.per_file_ignores.values() for word in words)
    selection = Selection(settings.select, (*settings.ignore, *more), tuple(settings.severity.items()))
    for word, near in unknown_patterns(selection):
        return f"there is no rule `{word}`" + (f". Did you mean `{near}`?" if near else "")
    return None


def selection(path: str | None, settings: Settings) -> Selection:
    """The rules for a file; `path` is None for text without one."""
    from aiblsp.lint import Selection

    ignore = settings.ignore
    if path is not None and settings.per_file_ignores:
        full = absolute(path)
        for pattern, rules in settings.per_file_ignores.items():
            if matches(pattern, _base(settings), full):
                ignore = (*ignore, *rules)
    return Selection(settings.select, ignore, tuple(settings.severity.items()))


def parameter_paths(path: str, settings: Settings) -> tuple[str, ...]:
    """The parameter files that go with a template, a later one winning: those configured, else those beside it.

    Of several beside it the plainest name wins; the others still show what they lack.
    """
    return (_configured(path, settings) if settings.parameters else ()) or _beside(path)


def are_alternatives(path: str, names: tuple[str, ...], settings: Settings) -> bool:
    """Whether these parameter files were only found beside a template: they were not named to be merged."""
    return len(names) > 1 and not (settings.parameters and _configured(path, settings)) and names == _beside(path)


def _beside(path: str) -> tuple[str, ...]:
    folder = os.path.dirname(path)
    around = _names(absolute(folder)).around(path)
    if not around:
        return ()
    from pathlib import Path  # here, because most templates come alone

    from aiblsp.template.parameter_file import parameter_files_beside

    beside = parameter_files_beside(Path(path), around)
    return tuple(os.path.join(folder, found.name) for found in reversed(beside))


def template_of(path: str) -> str | None:
    """The template beside a parameter file that it belongs to by its name; None where there is none.

    A finding in a parameter file is told when its template is linted, so whoever changes only the one needs the other.
    """
    folder, name = os.path.split(path)
    owner, mark, _ = name.lower().partition(".parameters.")
    if not mark:
        owner = "template" if name.lower().startswith("parameters.") else ""
    found = [os.path.join(folder, each) for each in _names(absolute(folder)).stems.get(owner, ())]
    return found[0] if found else None


def _configured(path: str, settings: Settings) -> tuple[str, ...]:
    full, base = absolute(path), _base(settings)
    found = [
        name
        for pattern, names in settings.parameters.items()
        if pattern == EVERY_FILE or matches(pattern, base, full)
        for name in names
    ]
    return tuple(_told(os.path.join(base, name)) for name in dict.fromkeys(found))


def _told(path: str) -> str:
    """A path as the user would write it: from the current folder where it is below that."""
    path = os.path.normpath(path)
    here = os.path.join(os.getcwd(), "")
    return path[len(here) :] if path.startswith(here) else path


@dataclass(frozen=True)
class _Names:
    """The names in a folder, by what they may belong to: asking must not take time in proportion to the folder."""

    owned: dict[str, list[str]]  # "x" → x.parameters.json and the like
    plain: tuple[str, ...]  # a parameters.json
    templates: tuple[str, ...]  # as many as show whether there are several
    stems: dict[str, list[str]]  # "x" → x.json, x.jsonc

    def around(self, path: str) -> list[str]:
        """All names that matter for the parameter files of one template; none where it surely has none."""
        name = os.path.basename(path)
        stem = name.lower().rpartition(".")[0]
        candidates = (*self.owned.get(stem, ()), *self.plain)
        return [*candidates, *self.templates, name] if candidates else []


@lru_cache(maxsize=8)  # a folder is asked about once for each template in it
def _names(folder: str) -> _Names:
    from aiblsp.template.parameter_file import is_parameter_file_name

    try:
        names = sorted(entry.name for entry in os.scandir(folder))
    except OSError:
        names = []
    owned: dict[str, list[str]] = {}
    plain: list[str] = []
    templates: list[str] = []
    stems: dict[str, list[str]] = {}
    for name in names:
        owner, mark, _ = name.lower().partition(".parameters.")
        if mark:
            owned.setdefault(owner, []).append(name)
        elif name.lower().startswith("parameters."):
            plain.append(name)
        elif name.lower().endswith((".json", ".jsonc")) and not is_parameter_file_name(name):
            templates.append(name)
            stems.setdefault(name.lower().rpartition(".")[0], []).append(name)
    return _Names(owned, tuple(plain), tuple(templates[:2]), stems)


def forget_folders() -> None:
    """Forget which files there are: for a caller that lives longer than one run."""
    _names.cache_clear()


def options(settings: Settings, parameters: Iterable[Source] = (), *, alternatives: bool = False) -> Options:
    """What the settings say about a document beyond its text."""
    return Options(
        tuple(parameters),
        settings.api_version,
        settings.os_family,
        max_size=settings.max_file_size,
        extra_regions=settings.extra_regions,
        policy_schemas=tuple(_told(os.path.join(_base(settings), name)) for name in settings.policy_schemas),
        alternatives=alternatives,
    )


def policy_faults(settings: Settings) -> list[str]:
    """Which policy schemas cannot be used, one sentence each."""
    if not settings.policy_schemas:
        return []
    try:
        from aiblsp.schema.policy import policy_problems  # here: it is the one place that pays for jsonschema
    except ModuleNotFoundError as error:  # the server in the VS Code extension comes without what is not pure Python
        return [f"policy-schemas: they need the Python package `{error.name}`, which is not installed here"]
    return [f"{problem.schema}: {problem.message}" for problem in policy_problems(options(settings).policy_schemas)]


def policy_files(schemas: Iterable[str]) -> frozenset[str]:
    """The files that policies are made of, with those that they refer to, as real paths."""
    try:
        from aiblsp.schema.policy import policy_files as files
    except ModuleNotFoundError:
        return frozenset()
    return files(schemas)


def _base(settings: Settings) -> str:
    return absolute(settings.root)
