"""The noise gate: what is said of real templates is what was read, finding by finding, and found right.

`expected.tsv` holds every finding of severity error and warning on the corpus beside the project, with a reason where
it may surprise. `UPDATE=1 pytest tests/corpus` rewrites it and keeps the reasons: read each line that is new.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from aiblsp import project
from aiblsp.config import DEFAULTS
from aiblsp.diagnostic import Severity
from aiblsp.document import analyze
from aiblsp.lint import lint
from aiblsp.record import replace
from aiblsp.text import decode

HERE = Path(__file__).parent
CORPUS = HERE.parents[2] / "shared" / "corpus"
EXPECTED = HERE / "expected.tsv"
TODAY = "2026-11-25"  # so that no severity changes by itself
OFFICIAL = "Azure+azvmimagebuilder/"
HEADER = "file\tline\tcolumn\tseverity\trule\treason\n"

pytestmark = pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus of real templates is not beside the project")


def findings() -> list[tuple[str, ...]]:
    """Every error and warning: file, 1-based line and column, severity, rule."""
    found: list[tuple[str, ...]] = []
    for path in sorted(CORPUS.rglob("*.json")):
        names = project.parameter_paths(str(path), DEFAULTS)
        sources = [decode(Path(name).read_bytes(), name) for name in names]
        options = replace(project.options(DEFAULTS, sources), today=TODAY)
        document = analyze(decode(path.read_bytes(), str(path)), options)
        for each in lint(document):
            if each.severity > Severity.WARNING:
                continue
            line, column = each.place.source.position(each.place.start)
            where = Path(each.place.source.path or "").relative_to(CORPUS).as_posix()
            found.append((where, str(line + 1), str(column + 1), each.severity.label, each.rule))
    return sorted(found, key=lambda row: (row[0], int(row[1]), int(row[2]), row[4]))


def expected() -> dict[tuple[str, ...], str]:
    """The reviewed findings and the reasons beside them."""
    rows = [line.split("\t") for line in EXPECTED.read_text("utf-8").splitlines()[1:]]
    return {tuple(row[:5]): row[5] if len(row) > 5 else "" for row in rows}


def test_findings_on_real_templates_are_the_reviewed_ones() -> None:
    actual = findings()
    if os.environ.get("UPDATE"):
        reasons = expected() if EXPECTED.exists() else {}
        lines = ["\t".join((*row, reasons.get(row, ""))).rstrip("\t") for row in actual]
        EXPECTED.write_text(HEADER + "".join(f"{line}\n" for line in lines), "utf-8")
    known = expected()
    assert [row for row in actual if row not in known] == [], "findings that nobody has read"
    assert [row for row in known if row not in set(actual)] == [], "findings that are gone"


def test_official_samples_have_no_error_but_for_real_defects() -> None:
    errors = {(row[0], row[4]) for row in expected() if row[0].startswith(OFFICIAL) and row[3] == "error"}
    explained = {(row[0], row[4]) for row, reason in expected().items() if reason}
    assert errors <= explained, "an error in an official sample needs a reason in expected.tsv"
