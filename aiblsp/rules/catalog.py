"""What is known of each rule without importing it; written by `python -m aiblsp.rules`."""
# ruff: noqa: E501, F401
# fmt: off

from __future__ import annotations

from typing import Final

from aiblsp.rule import ERROR, HINT, INFO, WARNING, Rule

RULES: Final[tuple[Rule, ...]] = (
    Rule("internal-error", ERROR, "Failure", section="meta", title="A rule of aiblsp failed on this file", rows=("internal-error",)),
    Rule("unused-suppression", WARNING, "Suppression", section="meta", title="A suppression that suppresses nothing", rows=("unused-suppression",), fixes=True),
)
