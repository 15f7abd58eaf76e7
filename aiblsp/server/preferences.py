"""What the user set in the editor, over the configuration file, which `aiblsp.config` reads.

A value that cannot be used counts as not set, and what is wrong with it is kept, to be told. Whether there are rules
of the given names is checked by whoever knows the rules.
"""

from __future__ import annotations

from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any, Final

from aiblsp.config import LEVELS, OFF, OS_FAMILIES, hint, level_of
from aiblsp.facts.versions import VERSIONS
from aiblsp.record import dataclass, field, replace

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from aiblsp.config import Settings
    from aiblsp.diagnostic import Severity

SECTION: Final = "aiblsp"
_GROUPS: Final = ("lint", "inlayHints", "codeLens")
_HINTS: Final = {"inlayHints.values": "values", "inlayHints.defaults": "defaults", "inlayHints.durations": "durations"}
# What is beside our settings and read elsewhere: by the extension of VS Code, and of the initialization options.
_OTHERS: Final = frozenset(
    (
        *("importStrategy", "interpreter", "path", "args", "trace", "trace.server"),
        *("settings", "clientCommands", "jsonService", "positionEncoding"),
    )
)
_KINDS: Final[dict[type, str]] = {
    bool: "a boolean",
    int: "a number",
    float: "a number",
    str: "a string",
    list: "an array",
    dict: "an object",
}


@dataclass(frozen=True)
class Preferences:
    """The settings of the editor, section `aiblsp`. `faults` are sentences, each of a setting that cannot be used."""

    enable: bool = True
    configuration: str = ""
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: Mapping[str, Severity | None] = field(default_factory=dict)
    api_version: str = ""
    os_family: str = "auto"
    parameters: tuple[str, ...] = ()
    locale: str = "auto"
    hints: frozenset[str] = frozenset({"values", "defaults", "durations"})
    code_lens: bool = True
    report_json_syntax: str = "auto"
    show_notifications: str = "onError"
    faults: tuple[str, ...] = field(default=(), compare=False)


class _WrongError(Exception):
    """What is wrong with a value, and what of it can be used; None where nothing can."""

    def __init__(self, message: str, rest: Any = None) -> None:
        super().__init__(message, rest)
        self.message = message
        self.rest = rest


def read_preferences(data: Any, *, ours: bool = True) -> Preferences:
    """Preferences from what a client sent: the section, or an object that holds it. Never raises.

    Names may be nested or dotted. `ours`: the client was asked for our section, or started us with these options; else
    they may be the settings of others, and only what is called ours can be wrong.
    """
    section, named = _section(data)
    given: dict[str, Any] = {}
    hints = set(Preferences().hints)
    faults: list[str] = []
    for name, value in section.items():
        if value is None or name in _OTHERS:
            continue
        if name not in _SETTINGS:
            faults.append(_unknown(name, value))
            continue
        key, read = _SETTINGS[name]
        try:
            found = read(value)
        except _WrongError as wrong:
            faults.append(f"`{SECTION}.{name}` {wrong.message}")
            found = wrong.rest
        if name in _HINTS:
            hints -= {_HINTS[name]} if found is False else set()
        elif found is not None:
            given[key] = found
    return Preferences(**given, hints=frozenset(hints), faults=tuple(faults) if ours or named else ())


def unknown_rules(preferences: Preferences) -> dict[str, str]:
    """The words of the preferences that name no rule, each with a sentence about it."""
    wanted = {
        "lint.select": preferences.select,
        "lint.ignore": preferences.ignore,
        "lint.severity": tuple(preferences.severity),
    }
    found: dict[str, str] = {}
    for name, words in wanted.items():
        for word, near in _unknown_words(words) if words else ():
            told = f"`{SECTION}.{name}` names a rule that there is not: `{word}`"
            found.setdefault(word, told + (f". Did you mean `{near}`?" if near else ""))
    return found


@lru_cache(maxsize=32)
def _unknown_words(words: tuple[str, ...]) -> list[tuple[str, str | None]]:
    from aiblsp.lint import Selection, unknown_patterns  # here, for the client waits until we have started

    return unknown_patterns(Selection(words))


def _section(data: Any) -> tuple[dict[str, Any], bool]:
    """Our settings by their dotted names, and whether they are called ours."""
    section, named = _object(data), False
    for name in ("settings", SECTION):
        if isinstance(section.get(name), dict):
            section, named = section[name], name == SECTION
    prefix = f"{SECTION}."
    dotted = {name.removeprefix(prefix): value for name, value in section.items() if name.startswith(prefix)}
    if dotted:
        section, named = dotted, True
    flat: dict[str, Any] = {}
    for name, value in section.items():
        if name in _GROUPS and isinstance(value, dict):
            flat |= {f"{name}.{member}": each for member, each in value.items()}
        else:
            flat[name] = value
    return flat, named


def _unknown(name: str, value: Any) -> str:
    if name in _GROUPS:
        return f"`{SECTION}.{name}` must be an object, not {_name(value)}"
    return f"`{SECTION}.{name}` is no setting{hint(name, _SETTINGS)}"


def applied(settings: Settings, preferences: Preferences) -> Settings:
    """The settings of a configuration file with those of the editor over them; words that name no rule are left out."""
    unknown = unknown_rules(preferences)
    changes: dict[str, Any] = {}
    if select := tuple(word for word in preferences.select if word not in unknown):
        changes["select"] = select
    if ignore := tuple(word for word in preferences.ignore if word not in unknown):
        changes["ignore"] = (*settings.ignore, *ignore)
    if severity := {word: level for word, level in preferences.severity.items() if word not in unknown}:
        changes["severity"] = {**settings.severity, **severity}
    if preferences.api_version in VERSIONS:
        changes["api_version"] = preferences.api_version
    if preferences.os_family in OS_FAMILIES:
        changes["os_family"] = OS_FAMILIES[preferences.os_family]
    return replace(settings, **changes) if changes else settings


def _name(value: Any) -> str:
    return _KINDS.get(type(value), "null")


def _object(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _boolean(value: Any) -> bool:
    if not isinstance(value, bool):
        raise _WrongError(f"must be `true` or `false`, not {_name(value)}")
    return value


def _string(value: Any) -> str:
    if not isinstance(value, str):
        raise _WrongError(f"must be a string, not {_name(value)}")
    return value


def _strings(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise _WrongError(f"must be an array of strings, not {_name(value)}")
    words = tuple(word for word in value if isinstance(word, str))
    if len(words) < len(value):
        other = next(word for word in value if not isinstance(word, str))
        raise _WrongError(f"must hold strings only, not {_name(other)}", words)
    return words


def _choice(choices: Collection[str], value: Any) -> str:
    word = _string(value)
    if word not in choices:
        told = ", ".join(f"`{choice}`" for choice in choices if choice)
        raise _WrongError(f"cannot be `{word}`: it is one of {told}{hint(word, choices)}")
    return word


def _locale(value: Any) -> str:
    word = _string(value)
    if word != "auto" and not is_language(word):
        raise _WrongError(f"cannot be `{word}`: it is one of `auto`, `en`, `zh-cn`")
    return word


def is_language(word: str) -> bool:
    """Whether a locale, such as `zh-CN` or `en_US`, is of a language that explanations are written in."""
    return word.lower().replace("_", "-").partition("-")[0] in ("en", "zh")


def _severities(value: Any) -> dict[str, Severity | None]:
    if not isinstance(value, dict):
        raise _WrongError(f"must be an object of rules and levels, not {_name(value)}")
    levels = (*LEVELS, OFF)
    known = {rule: level for rule, level in value.items() if level in levels}
    read = {rule: None if level == OFF else level_of(level) for rule, level in known.items()}
    for rule, level in value.items():
        if rule not in read:
            told = ", ".join(f"`{each}`" for each in levels)
            shown = f"`{level}`" if isinstance(level, str) else _name(level)
            raise _WrongError(f"gives `{rule}` the level {shown}, but a level is one of {told}", read)
    return read


# The names of settings, each with the field that it is for and its reader.
_SETTINGS: Final[dict[str, tuple[str, Callable[[Any], Any]]]] = {
    "enable": ("enable", _boolean),
    "configuration": ("configuration", _string),
    "lint.select": ("select", _strings),
    "lint.ignore": ("ignore", _strings),
    "lint.severity": ("severity", _severities),
    "apiVersion": ("api_version", partial(_choice, ("", *VERSIONS))),
    "osFamily": ("os_family", partial(_choice, ("auto", *OS_FAMILIES))),
    "parameters": ("parameters", _strings),
    "locale": ("locale", _locale),
    **dict.fromkeys(_HINTS, ("hints", _boolean)),
    "codeLens.enable": ("code_lens", _boolean),
    "reportJsonSyntax": ("report_json_syntax", partial(_choice, ("auto", "always", "never"))),
    "showNotifications": ("show_notifications", partial(_choice, ("off", "onError", "always"))),
}
