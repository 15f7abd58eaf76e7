"""Parameter files: finding those beside a template, reading them, and how they fit the parameters that it declares.

Sources: deployment parameter files (JSON) and the portal's export, which writes `template.json` and `parameters.json`.
The file system is only listed; which files are read is the caller's business.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aiblsp.jsonc.parser import parse
from aiblsp.template.declared import Given, ParameterFile
from aiblsp.template.kinds import ENTRY_WORDS, is_parameter_entry, kind_of, name_of
from aiblsp.template.placeholders import is_open
from aiblsp.template.reading import Reading
from aiblsp.template.resolve import Literal, resolve
from aiblsp.template.types import fits, is_allowed, limit_broken

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from aiblsp.jsonc.node import Node
    from aiblsp.template.declared import Parameter, Scope
    from aiblsp.text import Source

_SUFFIXES: Final = (".json", ".jsonc")
_PLAIN_NAME: Final = "parameters"
_EXPORTED: Final = "template"  # as the portal calls the template that goes with a plain parameters.json


def parameter_files_beside(path: Path, names: Iterable[str] | None = None) -> list[Path]:
    """The parameter files that belong to a template by their names, the one that counts first.

    For `X.json`: `X.parameters.json`, then `X.parameters.*.json` in order of name, then `parameters.json` where no
    other template in the folder could be meant. The same with `.jsonc`. `names` are the names in the folder, where the
    caller has them; else the folder is listed once. An unreadable folder has none.
    """
    if path.suffix.lower() not in _SUFFIXES or is_parameter_file_name(path.name):
        return []
    if names is None:
        try:
            names = [entry.name for entry in path.parent.iterdir()]
        except OSError:
            return []
    json = sorted(name for name in names if name.lower().endswith(_SUFFIXES))
    prefix = f"{path.stem.lower()}.{_PLAIN_NAME}."
    own = [name for name in json if name.lower().startswith(prefix)]
    own.sort(key=lambda name: (name.count(".") > path.stem.count(".") + 2, name))
    others = [name for name in json if name != path.name and not is_parameter_file_name(name)]
    if path.stem.lower() == _EXPORTED or not others:
        own += [name for name in json if name.rpartition(".")[0].lower() == _PLAIN_NAME]
    return [path.parent / name for name in own]


def is_parameter_file_name(name: str) -> bool:
    """Whether a file name says that this is a parameter file."""
    parts = name.lower().split(".")
    return _PLAIN_NAME in parts[:-1]


def is_plain_name(name: str) -> bool:
    """Whether a name says no environment: that of `x.parameters.json`, and not of `x.parameters.dev.json`."""
    return name.lower().rpartition(".")[0].endswith(_PLAIN_NAME)


def read_parameter_file(source: Source) -> ParameterFile | None:
    """Read a parameter file, with or without the envelope around its entries; None where it is none."""
    tree = parse(source.text)
    root = tree.root
    if root is None or root.kind != "object":
        return None
    section = root.get("parameters")
    if section is None and root.children and all(is_parameter_entry(child) for child in root.children):
        section = root
    if section is None or section.kind != "object":
        return None
    if kind_of(root) == "deployment" and not all(is_parameter_entry(child) for child in section.children):
        return None  # a template declares parameters under the same name
    for node in root.walk():
        node.source = source
    literal = Literal(Reading(source.text, tree.problems))
    entries: dict[str, Given] = {}
    for child in section.children:
        if child.key is None:
            continue
        value = child.get("value")
        secret = child.get("reference") is not None
        known = resolve(value, literal) if value is not None and not secret else None
        entries[name_of(child)] = Given(child.key.text, child, known)
    return ParameterFile(source, tree, entries, root.incomplete or section.incomplete)


def given_by(files: Sequence[ParameterFile], name: str) -> Given | None:
    """The entry for a parameter (name in lower case) that counts: of several files the last one wins."""
    return next((file.entries[name] for file in reversed(files) if name in file.entries), None)


# How a file fits a template. `scope` is that of the file's own template, the first of `Template.scopes`.


def unknown_entries(scope: Scope, file: ParameterFile) -> Iterator[Given]:
    """Entries for parameters that the template does not declare: the deployment is refused."""
    if not scope.open:
        for name, entry in file.entries.items():
            if name not in scope.parameters:
                yield entry


def missing_parameters(scope: Scope, files: Sequence[ParameterFile]) -> Iterator[Parameter]:
    """Parameters without a default that no file gives a value; none where a part of the files could not be read."""
    if not files or any(file.incomplete for file in files):
        return
    for name, parameter in scope.parameters.items():
        if parameter.required and parameter.node.kind == "object" and given_by(files, name) is None:
            yield parameter


def alternatives(files: Sequence[ParameterFile]) -> list[tuple[ParameterFile, ...]]:
    """The parameter files that a template may be deployed with, where all that is known is that they stand beside it.

    Each that is for an environment by its name, on what the plain ones give, for those may be the ground of all.
    """
    plain = tuple(file for file in files if is_plain_name(file.source.path or ""))
    return [(*plain, file) for file in files if file not in plain] or [plain]


def type_mismatches(scope: Scope, file: ParameterFile) -> Iterator[tuple[Parameter, Node]]:
    """Parameters and the values in the file that are of another type than declared. Null counts as not given."""
    for name, entry in file.entries.items():
        parameter = scope.parameters.get(name)
        if parameter is None or entry.value is None or entry.value.kind == "null":
            continue
        if not fits(entry.value, parameter):
            yield parameter, entry.value


def disallowed_values(scope: Scope, file: ParameterFile) -> Iterator[tuple[Parameter, Node]]:
    """Parameters and the values in the file that their `allowedValues` do not have."""
    for parameter, value in _typed(scope, file):
        if not is_allowed(value, parameter):
            yield parameter, value


def values_past_limits(scope: Scope, file: ParameterFile) -> Iterator[tuple[Parameter, Node, str]]:
    """Parameters and the values in the file that are too short, too long, too low or too high, and how."""
    for parameter, value in _typed(scope, file):
        broken = limit_broken(value, parameter)
        if broken is not None and is_allowed(value, parameter):
            yield parameter, value, broken


def _typed(scope: Scope, file: ParameterFile) -> Iterator[tuple[Parameter, Node]]:
    """Declared parameters and the known values in the file, where these are of the right type."""
    for name, entry in file.entries.items():
        parameter = scope.parameters.get(name)
        if parameter is not None and entry.value is not None and fits(entry.value, parameter):
            yield parameter, entry.value


def malformed_entries(file: ParameterFile) -> Iterator[Given]:
    """Entries that give neither a value nor a reference. A text that is to be filled in may become anything."""
    for entry in file.entries.values():
        node = entry.node
        if node.kind == "object":
            wrong = not node.incomplete and not any(node.get(word) is not None for word in ENTRY_WORDS)
            wrong = wrong and not any(child.key is not None and is_open(child.key.text) for child in node.children)
        else:
            wrong = node.kind not in ("unknown", "null") and not (node.kind == "string" and is_open(node.value))
        if wrong:
            yield entry
