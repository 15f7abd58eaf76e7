"""What is left of broken documents: cases/broken.md, random edits, and which containers are marked as incomplete."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from aiblsp.jsonc.parser import parse
from aiblsp.text import decode
from tests.jsonc.cases import Case, leaves, read_cases
from tests.jsonc.survival import KINDS, count_survivors, random_edit

CASES = read_cases("broken.md")
EXAMPLES = sorted((Path(__file__).parents[2] / "examples").rglob("*.json"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.title)
def test_leaves_of_a_broken_document_stay_at_their_path(case: Case) -> None:
    tree = parse(case.blocks["jsonc"])
    found = leaves(tree.root)
    wanted = {
        path: json.loads(value)
        for path, _, value in (line.partition(" = ") for line in case.blocks["leaves"].splitlines())
    }
    assert {path: found.get(path) for path in wanted} == wanted
    assert tree.problems


def test_there_are_enough_broken_documents() -> None:
    assert len(CASES) >= 24


def test_random_edits_leave_most_of_a_document_alone() -> None:
    """Per kind of edit at least nine of ten untouched leaves; `python -m benchmarks.recovery` prints the shares."""
    texts = [decode(path.read_bytes()).text for path in EXAMPLES]
    rng = random.Random(20240201)
    kept = dict.fromkeys(KINDS, 0)
    of = dict.fromkeys(KINDS, 0)
    for number in range(360):
        text = texts[number % len(texts)]
        edited = random_edit(text, rng)
        survivors, untouched = count_survivors(text, edited)
        kept[edited.kind] += survivors
        of[edited.kind] += untouched
    assert all(of.values())
    assert {kind: round(kept[kind] / of[kind], 3) for kind in KINDS if kept[kind] / of[kind] < 0.9} == {}


def incomplete(text: str) -> dict[str, bool]:
    """Per container, by its path, whether it is marked."""
    root = parse(text).root
    marks: dict[str, bool] = {}
    stack = [("", root)] if root is not None else []
    while stack:
        path, node = stack.pop()
        if node.kind in ("object", "array"):
            marks[path] = node.incomplete
        for index, child in enumerate(node.children):
            stack.append((f"{path}/{index if child.key is None else child.key.text}", child))
    return marks


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ('{"a": [1], "b": {}}', set()),
        ('{"a": [1 2] "b": {}}', set()),  # only commas are missing: nothing is lost
        ('{"a": [1,], "b": <c>}', set()),
        ('{"a": [1], "b": {', {"", "/b"}),
        ('{\n  "a": [\n    1\n  ,\n  "b": {},\n  "c": [2]\n}', {"", "/a"}),
        ('{\n  "a":\n    "b": 1\n  },\n  "c": {}\n}', {"", "/a"}),
        ('{\n  "a": {\n    "b": 1\n  ],\n  "c": {}\n}', {"", "/a"}),
        ('{"a": {"b"}, "c": {}}', {"/a"}),
        ('{"a": {"b": 1 x}, "c": {}}', {"/a"}),
        ('{"a": {1: 2}, "c": {}}', {"/a"}),
        ('{"a": {}} x', {""}),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_may_be_lost_is_marked(text: str, marked: set[str]) -> None:
    assert {path for path, mark in incomplete(text).items() if mark} == marked


def test_strange_indentation_is_fine_where_brackets_match() -> None:
    text = '{\n      "a": {\n "x": 1,\n     "y": [\n1,\n       2]\n},\n  "b": 3 "c": 4\n}'
    assert leaves(parse(text).root) == {"a.x": 1, "a.y[0]": 1, "a.y[1]": 2, "b": 3, "c": 4}
    assert [problem.kind for problem in parse(text).problems] == ["missing-comma"]


def test_a_slip_in_a_document_without_indentation() -> None:
    """All lines start in the same column: columns say nothing, the balance of brackets does."""
    text = '{\n"a": {\n"x": 1\n},\n"b": [\n{\n"y": 2\n},\n{\n"z": 3\n}\n\n}\n'
    assert leaves(parse(text).root) == {"a.x": 1, "b[0].y": 2, "b[1].z": 3}


def test_names_in_an_object_that_may_be_two_are_not_called_doubled() -> None:
    assert [problem.kind for problem in parse('{"a": [{"x": 1, "x": 2').problems] == ["unclosed"]
