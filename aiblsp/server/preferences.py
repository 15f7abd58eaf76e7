"""What the user set in the editor, over the configuration file, which `aiblsp.config` reads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from aiblsp.config import LEVELS, OS_FAMILIES
from aiblsp.diagnostic import Severity
from aiblsp.facts.versions import VERSIONS
from aiblsp.record import dataclass, field, replace

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aiblsp.config import Settings

_T = TypeVar("_T")


@dataclass(frozen=True)
class Preferences:
    """The settings of the editor, section `aiblsp`; a value of a wrong type counts as not set."""

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


def read_preferences(data: Any) -> Preferences:
    """Preferences from what a client sent: the section, or an object that holds it. Never raises."""
    section = _object(data)
    for name in ("settings", "aiblsp"):
        if isinstance(section.get(name), dict):
            section = section[name]
    lint, hints = _object(section.get("lint")), _object(section.get("inlayHints"))
    lens = _object(section.get("codeLens"))
    default = Preferences()
    return Preferences(
        enable=_typed(section.get("enable"), default.enable),
        configuration=_typed(section.get("configuration"), ""),
        select=_words(lint.get("select")),
        ignore=_words(lint.get("ignore")),
        severity=_severities(lint.get("severity")),
        api_version=_typed(section.get("apiVersion"), ""),
        os_family=_typed(section.get("osFamily"), "auto"),
        parameters=_words(section.get("parameters")),
        locale=_typed(section.get("locale"), "auto"),
        hints=frozenset(kind for kind in default.hints if hints.get(kind) is not False),
        code_lens=lens.get("enable") is not False,
        report_json_syntax=_typed(section.get("reportJsonSyntax"), "auto"),
        show_notifications=_typed(section.get("showNotifications"), default.show_notifications),
    )


def applied(settings: Settings, preferences: Preferences) -> Settings:
    """The settings of a configuration file with those of the editor over them."""
    changes: dict[str, Any] = {}
    if preferences.select:
        changes["select"] = preferences.select
    if preferences.ignore:
        changes["ignore"] = (*settings.ignore, *preferences.ignore)
    if preferences.severity:
        changes["severity"] = {**settings.severity, **preferences.severity}
    if preferences.api_version in VERSIONS:
        changes["api_version"] = preferences.api_version
    if preferences.os_family in OS_FAMILIES:
        changes["os_family"] = OS_FAMILIES[preferences.os_family]
    return replace(settings, **changes) if changes else settings


def _severities(value: Any) -> dict[str, Severity | None]:
    levels: dict[str, Severity | None] = {name: Severity[name.upper()] for name in LEVELS}
    levels["off"] = None
    return {rule: levels[level] for rule, level in _object(value).items() if level in levels}


def _object(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _typed(value: Any, default: _T) -> _T:
    return value if isinstance(value, type(default)) else default


def _words(value: Any) -> tuple[str, ...]:
    return tuple(word for word in value if isinstance(word, str)) if isinstance(value, list) else ()
