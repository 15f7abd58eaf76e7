"""Whole commands, as users start them: one small file cold, then a thousand files, beside the peers in the same run."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks import measure, peers
from benchmarks.outcome import Outcome, megabytes, times
from benchmarks.templates import VERSION, bare

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[1]
SCHEMA = ROOT / "schemas" / VERSION / "imageTemplates.schema.json"  # of a resource body, for the peers
START = "from aiblsp.cli import process; process()"  # what the installed command runs
AIBLSP = [sys.executable, "-c", START, "lint", "--isolated", "--api-version", VERSION]


def cold(folder: Path, rounds: int) -> Iterator[Outcome]:
    """One process, one file of 5 KB."""
    one = folder / "one.json"
    one.write_text(bare(1, 5000, mistakes=1), "utf-8")
    runs = measure.commands(
        {
            "python": [sys.executable, "-c", "pass"],
            "aiblsp": [*AIBLSP, str(one)],
            "check-jsonschema": [*peers.check_jsonschema(), "--schemafile", str(SCHEMA), str(one)],
        },
        rounds,
    )
    python, ours, theirs = (runs[name] for name in ("python", "aiblsp", "check-jsonschema"))
    ratio = ours.median / python.median
    yield Outcome("cold start, 5 KB: time, to `python -c pass`", ratio, 5, times(ours, python))
    ratio = theirs.median / ours.median
    yield Outcome("cold start, 5 KB: times faster than check-jsonschema", ratio, 4, times(ours, theirs), least=True)


def batch(folder: Path, rounds: int, count: int = 1000) -> Iterator[Outcome]:
    """One process, `count` different files of about 4 KB, all rules; and the same run without rules."""
    paths = []
    for number in range(count):
        paths.append(folder / f"{number:04}.json")
        paths[-1].write_text(bare(number, 4000), "utf-8")
    names = folder / "names.txt"
    names.write_text("\n".join(map(str, paths)), "utf-8")
    ours_on = [*AIBLSP, "--jobs", "1", "--output-format", "concise", *map(str, paths)]
    todo = {
        "aiblsp": [*ours_on, "--select", "all"],
        "no rules": [*ours_on, "--ignore", "*"],
        "check-jsonschema": [*peers.check_jsonschema(), "--schemafile", str(SCHEMA), *map(str, paths)],
    }
    node = peers.json_language_service()
    if node:
        todo["vscode-json-languageservice"] = [*node, str(SCHEMA), str(names)]
    runs = measure.commands(todo, rounds)
    ours, none = runs.pop("aiblsp"), runs.pop("no rules")
    for name, goal in (("vscode-json-languageservice", 1.0), ("check-jsonschema", 3.0)):
        if name in runs:
            ratio = runs[name].median / ours.median
            detail = times(ours, runs[name])
            yield Outcome(f"{count} files: times faster than {name}", ratio, goal, detail, least=True)
    ratio = ours.median / none.median
    yield Outcome(f"{count} files: all rules, to the same run with none", ratio, 2, times(ours, none))
    theirs = runs["check-jsonschema"].peak
    detail = f"{megabytes(ours.peak)} and {megabytes(theirs)}"
    yield Outcome(f"{count} files: peak memory, to check-jsonschema", ours.peak / theirs, 0.5, detail)
