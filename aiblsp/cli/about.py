"""`aiblsp explain`, `aiblsp rules` and `aiblsp config`: what aiblsp knows of itself and of its configuration."""

from __future__ import annotations

import json
import os
import sys
from typing import TYPE_CHECKING, Any, Final

from aiblsp.cli import FAULT, OK
from aiblsp.cli.output import fault, make_safe
from aiblsp.config import FIELDS, MAX_FILE_SIZE, OS_FAMILIES, READERS, ConfigError
from aiblsp.diagnostic import Severity
from aiblsp.document import analyze
from aiblsp.explain import explain, nearest
from aiblsp.pattern import later
from aiblsp.project import checked_settings
from aiblsp.rules.catalog import RULES
from aiblsp.text import decode

if TYPE_CHECKING:
    from aiblsp.cli.options import Arguments
    from aiblsp.rule import Rule

_RULE_NAME: Final = later(r"[a-z]+(?:-[a-z0-9]+)*")


def run(given: Arguments) -> int:
    """Do what one of these commands was asked for; answers with the exit code."""
    make_safe(sys.stdout)
    if given.command == "explain":
        return _explain(" ".join(given.words), given.template)
    if given.command == "rules":
        return _rules(given.output_format or "text")
    return _config(given.path)


def _explain(text: str, template: str | None) -> int:
    document = None
    if template is not None:
        try:
            with open(template, "rb") as file:
                document = analyze(decode(file.read(MAX_FILE_SIZE + 1), template))
        except OSError as error:
            fault(f"{template}: cannot be read: {error.strerror or error}")
            return FAULT
    answer = explain(text, document)
    if answer is None:
        near = nearest(text)
        told = (
            f"there is no rule `{text}`"
            if _RULE_NAME.fullmatch(text.strip())
            else "this is no rule and no service error that is known here"
        )
        fault(told + (f". Did you mean `{near}`?" if near else ". `aiblsp rules` lists them"))
        return FAULT
    print(answer.text, end="")
    if document is not None:
        print()
        for place in answer.places:
            line, column = document.source.position(place.offset)
            print(f"{template}:{line + 1}:{column + 1}: {place.message}")
        if not answer.places:
            print(f"{template}: nothing of this kind is found in it")
    return OK


def _rules(output_format: str) -> int:
    if output_format == "json":
        print(json.dumps([_as_object(rule) for rule in RULES], indent=2))
        return OK
    width = max((len(rule.name) for rule in RULES), default=0)
    for rule in RULES:
        level = rule.severity.label if rule.default else "off"
        print(f"{rule.name:<{width}}  {level:<7}  {rule.title}")
    return OK


def _as_object(rule: Rule) -> dict[str, Any]:
    return {
        "name": rule.name,
        "section": rule.section,
        "title": rule.title,
        "severity": rule.severity.label,
        "default": rule.default,
        "fixes": rule.fixes or None,
        "since": rule.since,
        "until": rule.until,
        "url": rule.url,
    }


def _config(path: str) -> int:
    place = os.path.abspath(path)
    try:
        settings = checked_settings(place if os.path.isdir(place) else os.path.dirname(place), {})
    except ConfigError as error:
        fault(str(error))
        return FAULT
    print(f"# {settings.file or 'no configuration file: the defaults'}")
    for key in READERS:
        value = getattr(settings, FIELDS.get(key, key.replace("-", "_")))
        if value is not None:
            print(f"{key} = {_toml(value)}")
    return OK


def _toml(value: Any) -> str:
    """A value as a configuration file would hold it."""
    if isinstance(value, tuple):
        return f"[{', '.join(map(_toml, value))}]"
    if isinstance(value, dict):
        members = ", ".join(f"{json.dumps(name)} = {_toml(item)}" for name, item in value.items())
        return f"{{ {members} }}" if members else "{}"
    if isinstance(value, Severity):
        return f'"{value.label}"'
    if value is None:
        return '"off"'
    if isinstance(value, int):
        return str(value)
    return json.dumps(value.lower() if value in OS_FAMILIES.values() else value)
