"""Which rules a selection switches on, and with what severity they speak."""

from __future__ import annotations

from aiblsp.diagnostic import Severity
from aiblsp.document import analyze
from aiblsp.lint import Selection, lint, unknown_patterns
from aiblsp.lint.selection import make_plan
from aiblsp.rules.catalog import RULES
from aiblsp.text import Source

ERROR, HINT = Severity.ERROR, Severity.HINT
MISCASED = '{"type": "Microsoft.VirtualMachineImages/imagetemplates", "location": "westus2", "properties": {}}'


def names(selection: Selection) -> set[str]:
    return set(make_plan(selection, RULES).enabled)


def test_select_and_ignore() -> None:
    default = names(Selection())
    assert "type-casing" in default
    assert "document-kind-unrecognized" not in default
    assert names(Selection(select=("type-casing",))) == {"type-casing", "internal-error"}
    assert names(Selection(ignore=("envelope",))) == {one for one in default if not _in("envelope", one)}
    assert names(Selection(select=("tags-*",))) >= {"tags-not-string-map", "tags-limit-exceeded"}
    assert names(Selection(select=("all",))) == {one.name for one in RULES}
    assert names(Selection(select=("default", "document-kind-unrecognized"))) == default | {
        "document-kind-unrecognized"
    }
    assert "document-kind-unrecognized" not in names(Selection(select=("document",))), "it must be meant by its name"


def _in(section: str, name: str) -> bool:
    return any(one.name == name and one.section == section for one in RULES)


def test_severities() -> None:
    selection = Selection(select=("type-casing",), severity=(("type-*", ERROR), ("type-casing", HINT)))
    assert [one.severity for one in lint(analyze(Source(MISCASED)), selection)] == [HINT]
    assert lint(analyze(Source(MISCASED)), Selection(select=("type-casing",), severity=(("type-casing", None),))) == []
    opened = Selection(severity=(("document-kind-unrecognized", ERROR),))
    assert [one.severity for one in lint(analyze(Source('{"template": 1}')), opened)] == [ERROR]
    assert "document-kind-unrecognized" not in names(Selection(severity=(("document-*", ERROR),)))


def test_words_that_match_nothing() -> None:
    selection = Selection(select=("type-cassing", "tags-*"), ignore=("zzzz",), severity=(("envelop", ERROR),))
    assert unknown_patterns(selection) == [("type-cassing", "type-casing"), ("zzzz", None), ("envelop", "envelope")]
