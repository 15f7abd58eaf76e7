"""The function table agrees with its source, and every function is described."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, get_args

import pytest

from aiblsp.expression.functions import FUNCTIONS, Evaluable, function, nearest
from aiblsp.expression.summaries import SUMMARIES

REFERENCE = Path(__file__).parents[2] / ".." / "shared" / "reference" / "arm-functions.json"


@pytest.fixture(scope="module")
def reference() -> dict[str, dict[str, Any]]:
    if not REFERENCE.exists():
        pytest.skip("no reference data beside the project")
    return {row["name"]: row for row in json.loads(REFERENCE.read_text("utf-8"))["functions"]}


def test_the_table_is_that_of_the_reference(reference: dict[str, dict[str, Any]]) -> None:
    assert [known.name for known in FUNCTIONS.values() if known.name not in reference] == []
    for name, row in reference.items():
        known = FUNCTIONS[name.lower()]
        assert known.name == name
        assert (known.min_args, known.max_args) == (row["minArgs"], row["maxArgs"]), name
        assert (known.namespace, known.category, known.returns) == (row["namespace"], row["category"], row["returns"])
        assert known.evaluable == row["evaluable"], name
        assert list(known.members) == row.get("members", []), name
        assert known.only_in == set(row.get("onlyIn", [])), name
        places = [place for place in row.get("notIn", []) if "scope templates" not in place]
        assert known.not_in == set(places), name
        assert (known.even_args, known.secret) == (row.get("evenArgs", False), row.get("secret", False)), name


def test_scopes_that_lack_a_function() -> None:
    assert {known.name: sorted(known.not_at) for known in FUNCTIONS.values() if known.not_at} == {
        "resourceGroup": ["managementGroup", "subscription", "tenant"],
        "subscription": ["managementGroup", "tenant"],
    }


@pytest.mark.parametrize("known", FUNCTIONS.values(), ids=lambda known: known.name)
def test_every_function_is_described(known: Any) -> None:
    assert known.summary == SUMMARIES[known.name]
    assert known.summary.endswith(".")
    assert known.evaluable in get_args(Evaluable)
    least = sum(not name.startswith("[") and name != "..." for name in known.parameters)
    if known.parameters[:2] == known.parameters[1:3] or known.name in ("and", "or", "concat", "coalesce"):
        return
    assert least <= max(known.min_args, 1), known.signature


def test_no_description_is_left_over() -> None:
    assert {name.lower() for name in SUMMARIES} == {*FUNCTIONS}


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("concat", "concat"),
        ("CONCAT", "concat"),
        ("listKeys", "listKeys"),
        ("listWhatever", "list*"),
        ("list", "list"),
        ("list*", None),
        ("list_keys", None),
        ("steps", None),
        ("", None),
    ],
)
def test_function(name: str, found: str | None) -> None:
    known = function(name)
    assert (known.name if known is not None else None) == found


@pytest.mark.parametrize(
    ("name", "near"),
    [("resourcegrup", "resourceGroup"), ("contact", "concat"), ("paramters", "parameters"), ("zzz", None)],
)
def test_nearest(name: str, near: str | None) -> None:
    assert nearest(name) == near


def test_signatures_name_the_parameters() -> None:
    assert FUNCTIONS["substring"].signature == "substring(text, [start], [length])"
    assert FUNCTIONS["true"].signature == "true()"
