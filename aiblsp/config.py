"""The configuration: finds the file that is in force for a folder, reads it, and says exactly what is wrong in it.

`.aiblsp.toml`, `aiblsp.toml` or `[tool.aiblsp]` in `pyproject.toml`; of several in one folder the first one named here
counts, of several folders the nearest one upwards, and nothing is merged. Prints nothing and never exits; the names of
rules are checked by whoever knows the rules.
"""

from __future__ import annotations

import os
from functools import partial
from typing import TYPE_CHECKING, Any, Final, Literal

from aiblsp.diagnostic import Severity
from aiblsp.facts.nearest import nearest
from aiblsp.facts.versions import VERSIONS
from aiblsp.record import dataclass, field

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from aiblsp.template.model import OsFamily

FILE_NAMES: Final = (".aiblsp.toml", "aiblsp.toml", "pyproject.toml")
LEVELS: Final = ("error", "warning", "info", "hint")
OFF: Final = "off"
NEVER: Final = "never"
OUTPUT_FORMATS: Final = ("text", "concise", "json", "jsonl", "sarif", "github", "azure", "junit")
OS_FAMILIES: Final[dict[str, OsFamily]] = {"linux": "Linux", "windows": "Windows"}
MAX_FILE_SIZE: Final = 8_000_000
EVERY_FILE: Final = "*"
_UNITS: Final = {"": 1, "B": 1, "KB": 10**3, "MB": 10**6}

FailOn = Literal["error", "warning", "info", "hint", "never"]


class ConfigError(Exception):
    """A configuration that cannot be used: the file, a sentence, and the 1-based line where that is known."""

    def __init__(self, path: str, message: str, line: int | None = None) -> None:
        super().__init__(path, message, line)
        self.path = path
        self.message = message
        self.line = line

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.message}" if self.line else f"{self.path}: {self.message}"


@dataclass(frozen=True, slots=True)
class Settings:
    """A configuration that was read. See `schemas/aiblsp-config.schema.json` for what each key means.

    `file` is where it stands (None: the built-in defaults); patterns and paths start from the folder of that file.
    `severity` maps rules to levels, `off` among them; `parameters` and `per_file_ignores` map patterns to lists.
    """

    file: str | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: Mapping[str, Severity | None] = field(default_factory=dict)  # None: off
    per_file_ignores: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    include: tuple[str, ...] = ("*.json", "*.jsonc")
    exclude: tuple[str, ...] = ()
    parameters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    api_version: str | None = None
    os_family: OsFamily | None = None
    extra_regions: tuple[str, ...] = ()
    policy_schemas: tuple[str, ...] = ()
    max_file_size: int = MAX_FILE_SIZE
    output_format: str | None = None
    fail_on: FailOn | None = None

    @property
    def root(self) -> str:
        """The folder that patterns and paths start from: the current one where there is no file."""
        return os.path.dirname(self.file) or "." if self.file is not None else "."


DEFAULTS: Final = Settings()
Cache = dict[str, "Settings | ConfigError"]


def settings_for(folder: str, cache: Cache) -> Settings:
    """The settings in force in an absolute folder. `cache` is the caller's: an empty one forgets what was read.

    Raises ConfigError, each time anew, where the file in force cannot be used.
    """
    passed: list[str] = []
    found: Settings | ConfigError = DEFAULTS
    place, below = folder, ""
    while place != below:
        if place in cache:
            found = cache[place]
            break
        passed.append(place)
        try:
            here = _in_folder(place)
        except ConfigError as error:
            found = error
            break
        if here is not None:
            found = here
            break
        place, below = os.path.dirname(place), place
    cache.update(dict.fromkeys(passed, found))
    if isinstance(found, ConfigError):
        raise found
    return found


def _in_folder(folder: str) -> Settings | None:
    for name in FILE_NAMES:
        path = os.path.join(folder, name)
        if not os.path.isfile(path):
            continue
        data = _read(path)
        # A project file that does not name us is nobody's mistake here, whatever else is in it.
        if name != "pyproject.toml" or b"aiblsp" in data:
            settings = parse(data, path)
            if settings is not None:
                return settings
    return None


def load(path: str) -> Settings:
    """The settings of one file, which the user named. Raises ConfigError; also where a project file has no section."""
    settings = parse(_read(path), path)
    if settings is None:
        raise ConfigError(path, "there is no section `[tool.aiblsp]` in this file")
    return settings


def _read(path: str) -> bytes:
    try:
        with open(path, "rb") as file:
            return file.read()
    except OSError as error:
        raise ConfigError(path, f"cannot be read: {error.strerror or error}") from error


def parse(data: bytes, path: str) -> Settings | None:
    """Read a configuration; None for a `pyproject.toml` without our section. Raises ConfigError."""
    import tomllib  # here, because most runs have no configuration

    try:
        text = data.decode("utf-8-sig")
        table: Any = tomllib.loads(text)
    except UnicodeDecodeError as error:
        raise ConfigError(path, "is not UTF-8") from error
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise ConfigError(path, f"is not valid TOML: {error}") from error
    if os.path.basename(path) == "pyproject.toml":
        tool = table.get("tool")
        table = tool.get("aiblsp") if isinstance(tool, dict) else None
        if table is None:
            return None
    try:
        return _settings(table, path)
    except _WrongError as error:
        raise ConfigError(path, error.message, _line_of(text, error.key)) from error


class _WrongError(Exception):
    """What is wrong, and the key at which it is written."""

    def __init__(self, key: str, message: str) -> None:
        super().__init__(key, message)
        self.key = key
        self.message = message


def _line_of(text: str, key: str) -> int | None:
    """The 1-based line that sets `key` or opens its table; tomllib does not tell. None where it is not found."""
    import re

    name = f"[\"']?{re.escape(key)}[\"']?"
    found = re.search(rf"(?:^|[{{,.])[ \t]*{name}\s*[=.]|^[ \t]*\[.*\b{name}\s*\]", text, re.MULTILINE)
    return text.count("\n", 0, found.start()) + 1 if found else None


def _settings(table: Any, path: str) -> Settings:
    if not isinstance(table, dict):
        raise _WrongError("aiblsp", f"`tool.aiblsp` must be a table, not {_name(table)}")
    given: dict[str, Any] = {}
    for key, value in table.items():
        reader = READERS.get(key)
        if reader is None:
            raise _WrongError(key, f"there is no setting `{key}`{hint(key, READERS)}")
        given[FIELDS.get(key, key.replace("-", "_"))] = reader(key, value)
    return Settings(file=path, **given)


def hint(word: str, candidates: Iterable[str]) -> str:
    """`. Did you mean …?` where a candidate is near, else nothing."""
    near = nearest(word, candidates)
    return f". Did you mean `{near}`?" if near else ""


def _name(value: Any) -> str:
    names = {
        bool: "a boolean",
        int: "an integer",
        float: "a number",
        str: "a string",
        list: "an array",
        dict: "a table",
    }
    return names.get(type(value), "a date or time")


def _string(key: str, value: Any) -> str:
    if not isinstance(value, str):
        raise _WrongError(key, f"`{key}` must be a string, not {_name(value)}")
    return value


def _strings(key: str, value: Any) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise _WrongError(key, f"`{key}` must be an array of strings, not {_name(value)}")
    for item in value:
        if not isinstance(item, str):
            raise _WrongError(key, f"`{key}` must hold strings only, not {_name(item)}")
    return tuple(value)


def _lists(key: str, value: Any) -> dict[str, tuple[str, ...]]:
    if not isinstance(value, dict):
        raise _WrongError(key, f"`{key}` must be a table of arrays, not {_name(value)}")
    return {pattern: _strings(pattern, items) for pattern, items in value.items()}


def _lists_or_strings(key: str, value: Any) -> dict[str, tuple[str, ...]]:
    return {EVERY_FILE: _strings(key, value)} if isinstance(value, list) else _lists(key, value)


def _choice(choices: tuple[str, ...], key: str, value: Any) -> str:
    word = _string(key, value)
    if word not in choices:
        told = ", ".join(f"`{choice}`" for choice in choices)
        raise _WrongError(key, f"`{key}` cannot be `{word}`: it is one of {told}{hint(word, choices)}")
    return word


def _severity(key: str, value: Any) -> dict[str, Severity | None]:
    if not isinstance(value, dict):
        raise _WrongError(key, f"`{key}` must be a table of rules and levels, not {_name(value)}")
    words = {rule: _choice((*LEVELS, OFF), rule, level) for rule, level in value.items()}
    return {rule: None if word == OFF else level_of(word) for rule, word in words.items()}


def level_of(word: str) -> Severity:
    """The severity that a word of LEVELS names."""
    return Severity[word.upper()]


def _os_family(key: str, value: Any) -> OsFamily:
    return OS_FAMILIES[_choice(tuple(OS_FAMILIES), key, value)]


def _size(key: str, value: Any) -> int:
    wrong = f"`{key}` must be a number of bytes, or a string such as `8 MB`"
    number: Any = value
    unit = ""
    if isinstance(value, str):
        digits = value.strip().rstrip("BKMbkm ")
        unit = value.strip()[len(digits) :].strip().upper()
        number = int(digits) if digits.isdecimal() and len(digits) < 20 else None
    if type(number) is not int or number < 1 or unit not in _UNITS:
        raise _WrongError(key, wrong)
    return number * _UNITS[unit]


READERS: Final[dict[str, Callable[[str, Any], Any]]] = {
    "select": _strings,
    "ignore": _strings,
    "severity": _severity,
    "per-file-ignores": _lists,
    "include": _strings,
    "exclude": _strings,
    "parameters": _lists_or_strings,
    "api-version": partial(_choice, VERSIONS),
    "os": _os_family,
    "extra-regions": _strings,
    "policy-schemas": _strings,
    "max-file-size": _size,
    "output-format": partial(_choice, OUTPUT_FORMATS),
    "fail-on": partial(_choice, (*LEVELS, NEVER)),
}
FIELDS: Final = {"os": "os_family"}  # where the key is not the field with hyphens
