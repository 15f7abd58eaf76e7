"""Runs the Markdown tests of all rules. `UPDATE=1` rewrites what is drawn in them, `UPDATE=x` in paths that hold x."""

from __future__ import annotations

import os
from collections import Counter
from typing import Final

import pytest

from aiblsp.diagnostic import Severity
from tests.rules.harness import HERE, Case, Outcome, TestFile, draw, label_line, outcome, read, refixed, rewritten

FILES: Final = [read(path) for path in sorted(HERE.glob("*/*.md"))]


UPDATE: Final = os.environ.get("UPDATE")

if UPDATE:
    for parsed in FILES:
        if UPDATE != "1" and UPDATE not in parsed.path.as_posix():
            continue
        text = rewritten(parsed)
        if text != "\n".join(parsed.lines):
            parsed.path.write_text(text, "utf-8")
    FILES = [read(parsed.path) for parsed in FILES]  # type: ignore[misc]


def _cases() -> list[object]:
    return [pytest.param(parsed, case, id=f"{parsed.rule}: {case.title}") for parsed in FILES for case in parsed.cases]


@pytest.mark.parametrize(("parsed", "case"), _cases())
def test_diagnostics_are_as_drawn(parsed: TestFile, case: Case) -> None:
    result = outcome(parsed.rule, case)
    for label, lines in draw(case, result).items():
        assert case.blocks[label].lines == lines, label
    block = case.blocks.get("fixed")
    if block is not None and block.label_line is not None:
        assert parsed.lines[block.label_line] == label_line(result.shown)


@pytest.mark.parametrize(("parsed", "case"), _cases())
def test_fixes_converge(parsed: TestFile, case: Case) -> None:
    result = outcome(parsed.rule, case)
    fixable = [found for found in result.shown if found.fix is not None]
    if not fixable:
        return
    again = refixed(parsed.rule, case, result)
    before, after = _counted(result), _counted(again)
    assert after[parsed.rule] < before[parsed.rule], "the fix leaves its finding"
    # The API version decides what other rules see, so changing it may bring their findings to light.
    if "api-version" in parsed.rule or any(found.fix and "apiVersion" in found.fix.title for found in fixable):
        return
    assert not after - before, "the fix brings new findings"


def _counted(result: Outcome) -> Counter[str]:
    """How often each rule speaks; of the others only what is serious."""
    rule = result.rule
    return Counter(
        found.rule for found in result.everything if found.severity <= Severity.WARNING or found.rule == rule
    )
