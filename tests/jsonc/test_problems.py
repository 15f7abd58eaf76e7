"""What is said of documents that are not strict JSON, and what is read in them: cases/problems.md, by UPDATE=1."""

from __future__ import annotations

import json
import os

import pytest

from aiblsp.diagnostic import Edit
from aiblsp.edit import apply
from aiblsp.jsonc import parser
from aiblsp.jsonc.parser import parse
from aiblsp.text import Source
from tests.jsonc.cases import Case, plain, read_cases, rewrite

CASES = read_cases("problems.md")


def draw(text: str) -> str:
    """The problems and the values of a document."""
    tree = parse(text)
    lines = []
    for problem in tree.problems:
        line = Source(text).position(problem.start)[0] + 1
        mended = "" if problem.insert is None else f" -> {problem.insert}"
        lines.append(f"{line} {problem.kind} `{show(text[problem.start : problem.end])}`: {problem.message}{mended}")
    if tree.root is not None:
        lines.append(json.dumps(plain(tree.root), ensure_ascii=False))
    return "".join(f"{line}\n" for line in lines)


def show(text: str) -> str:
    return text.replace("\n", "⏎").replace("\t", "→")


@pytest.fixture(scope="module", autouse=True)
def _update() -> None:
    if os.environ.get("UPDATE"):
        rewrite("problems.md", "read", {case.title: draw(case.blocks["jsonc"]) for case in CASES})


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.title)
def test_problems(case: Case) -> None:
    assert draw(case.blocks["jsonc"]) == case.blocks["read"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.title)
def test_what_mends_a_problem_leaves_the_values_alone(case: Case) -> None:
    """Mending all that is certain makes no new problem, and loses no value."""
    text = case.blocks["jsonc"]
    tree = parse(text)
    sure = [problem for problem in tree.problems if problem.insert is not None]
    mended = apply(text, [Edit(problem.start, problem.end, problem.insert or "") for problem in sure])
    after = parse(mended)
    assert len(after.problems) <= len(tree.problems) - len(sure)
    if tree.root is not None and after.root is not None:
        assert values(plain(tree.root)) <= values(plain(after.root))


def values(value: object) -> set[str]:
    """All scalars in a value."""
    if isinstance(value, dict):
        return {scalar for inner in value.values() for scalar in values(inner)} | set(value)
    if isinstance(value, list):
        return {scalar for inner in value for scalar in values(inner)}
    return set() if value is None else {json.dumps(value)}


def test_every_kind_has_a_case() -> None:
    shown = {problem.kind for case in CASES for problem in parse(case.blocks["jsonc"]).problems}
    listed = (parser.__doc__ or "").partition("Problem kinds:")[2].rstrip(". \n")
    assert {kind.strip() for kind in listed.split(",")} == shown
