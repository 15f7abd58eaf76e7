"""What expressions are worth: each line of values/*.txt is an expression and its value."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from aiblsp.expression.evaluate import evaluate, why_unknown
from aiblsp.expression.parser import parse
from aiblsp.expression.value import UNKNOWN, NoContext, OpenList
from tests.expression.place import Place

LINES = [
    pytest.param(*(part.strip() for part in line.rsplit(" => ", 1)), id=f"{path.stem}:{number}")
    for path in sorted(Path(__file__).parent.glob("values/*.txt"))
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
    if line and not line.startswith("#")
]


def shown(value: Any) -> Any:
    """A value as the files write it."""
    if value is UNKNOWN:
        return "?"
    if isinstance(value, list):
        return [shown(item) for item in value] + (["..."] if isinstance(value, OpenList) else [])
    if isinstance(value, dict):
        return {key: shown(item) for key, item in value.items()}
    return value


@pytest.mark.parametrize(("expression", "expected"), LINES)
def test_value(expression: str, expected: str) -> None:
    place = Place()
    root = parse(f"[{expression}]").root
    value = evaluate(root, place)
    if expected == "?":
        assert value is UNKNOWN
        assert why_unknown(root, place)
        return
    assert json.dumps(shown(value), ensure_ascii=False) == json.dumps(json.loads(expected), ensure_ascii=False)
    assert why_unknown(root, place) is None


@pytest.mark.parametrize(
    ("expression", "reason"),
    [
        ("subscription().id", "`subscription()` is known only at deployment"),
        ("resourceid('a/b', 'c')", "`resourceId()` is known only at deployment"),
        ("concat('a', utcNow())", "`utcNow()` differs in every deployment"),
        ("parameters('x').y", "parameter `x` has no value that is known before deployment"),
        ("variables('x')", "variable `x` has no value that is known before deployment"),
        ("createObject('a', 1).b", "there is no member `b`"),
        ("createArray(1)[7]", "there is no element 7"),
        ("div(1, 0)", "`div()` has no value that is known for these arguments"),
        ("uniqueString('a')", "`uniqueString()` is not evaluated here"),
        ("fail('x')", "`fail()` makes the deployment fail"),
        ("copyIndex()", "the round of the copy loop is not known here"),
        ("ns.f()", "there is no function `ns.f` here"),
        ("add(1)", "`add` is not called as it should be"),
        ("concat(", "`concat()` has no value that is known for these arguments"),
        ("concat('a',", "the expression is not complete"),
    ],
)
def test_why_unknown(expression: str, reason: str) -> None:
    assert why_unknown(parse(f"[{expression}]").root, NoContext()) == reason


def test_the_reason_is_that_of_the_variable_behind() -> None:
    place = Place(variables={"outer": "variables('inner')", "inner": "resourceGroup().name"})
    assert why_unknown(parse("[variables('outer')]").root, place) == "`resourceGroup()` is known only at deployment"


def test_unknown_has_no_truth() -> None:
    with pytest.raises(TypeError):
        bool(UNKNOWN)
