"""The rules, one file each in a folder per section, and how to find them by name; runs none of them."""

from __future__ import annotations

from fnmatch import fnmatchcase
from importlib import import_module
from typing import TYPE_CHECKING

from aiblsp.rules.catalog import RULES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from aiblsp.rule import Check, Rule

EVERYTHING = "all"
DEFAULTS = "default"

loaded: dict[str, Check] = {}  # by name; asking the import system each time took a tenth of a run


def find(name: str) -> Rule | None:
    """The rule of this name; None where there is none."""
    return next((rule for rule in RULES if rule.name == name), None)


def load(rule: Rule) -> Check:
    """The function that does the checking; imports its module the first time.

    Raises whatever importing the module raises: a mistake of its author.
    """
    if rule.check is not None:
        return rule.check
    check = loaded.get(rule.name)
    if check is None:
        check = loaded[rule.name] = getattr(import_module(rule.module), rule.name.replace("-", "_"))
    return check


def matching(pattern: str, rules: Iterable[Rule] = RULES) -> list[Rule]:
    """The rules that a user's word stands for: a rule, a section, a glob such as `inline-*`, `default` or `all`.

    Rules that are off by default are meant by their own name and by `all` only.
    """
    if pattern == EVERYTHING:
        return list(rules)
    found = []
    for rule in rules:
        if rule.name == pattern:
            return [rule]
        if rule.default and (pattern in (DEFAULTS, rule.section) or fnmatchcase(rule.name, pattern)):
            found.append(rule)
    return found


def suggestion(word: str) -> str | None:
    """The rule or section that a word which matches nothing was probably meant to be."""
    from aiblsp.facts.nearest import nearest  # here: only mistakes pay for it

    return nearest(word, [rule.name for rule in RULES] + sorted({rule.section for rule in RULES}))
