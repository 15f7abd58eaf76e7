"""However big, deep or circular an expression is: a value or UNKNOWN, never an exception, never much memory."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aiblsp.expression.builtin import DEEP, LAMBDAS, PURE, TOLERANT
from aiblsp.expression.evaluate import evaluate, why_unknown
from aiblsp.expression.functions import FUNCTIONS
from aiblsp.expression.parser import parse
from aiblsp.expression.value import MAX_CHARACTERS, MAX_ELEMENTS, UNKNOWN, Budget, NoContext, measure
from tests.expression.place import Place


def value_of(text: str, place: Place | None = None) -> Any:
    return evaluate(parse(f"[{text}]").root, place or Place())


def doubling(body: str, initial: str) -> str:
    return f"reduce(range(0, 60), {initial}, lambda('a', 'b', {body}))".replace("@", "lambdaVariables('a')")


@pytest.mark.parametrize(
    "text",
    [
        doubling("concat(@, @)", "'ab'"),
        doubling("concat(@, @)", "createArray(1)"),
        doubling("createArray(@, @)", "1"),
        doubling("createObject('x', @, 'y', @)", "1"),
        doubling("string(createArray(@, @))", "'ab'"),
        doubling("format('{0}{0}', @)", "'ab'"),
        doubling("replace('xxxx', 'x', @)", "'ab'"),
        doubling("join(createArray(@, @), @)", "'ab'"),
        doubling("uriComponent(concat(@, @))", "'%'"),
        doubling("union(createObject('a', @), createObject('b', @))", "createObject()"),
        doubling("split(concat(join(range(0, 5000), ','), @), ',')", "''"),
        "equals(" + ", ".join([doubling("createArray(@, @)", "1")] * 2) + ")",
        "string(" + doubling("createArray(@)", "1").replace("60", "5000") + ")",
        "range(0, 1000000000)",
        "padLeft('a', 1000000000)",
        "map(range(0, 10000), lambda('x', map(range(0, 10000), lambda('y', 1))))",
        "sort(range(0, 10000), lambda('a', 'b', less(lambdaVariables('b'), lambdaVariables('a'))))",
        "json('" + "[" * 5_000 + "]" * 5_000 + "')",
        "json('" + "9" * 5_000 + "')",
        "int('" + "9" * 5_000 + "')",
        "not(" * 190 + "true()" + ")" * 190,
        "variables('endless')",
        "concat(variables('pingPong'), variables('endless'))",
    ],
    ids=lambda text: text[:60],
)
def test_too_much_is_unknown(text: str) -> None:
    assert value_of(text) is UNKNOWN


def test_what_the_context_gives_may_be_anything() -> None:
    deep: Any = []
    for _ in range(100_000):
        deep = [deep]
    place = Place({"deep": deep, "long": "a" * 1_500_000, "wide": list(range(1_500_000))})
    for name in ("deep", "long", "wide"):
        assert value_of(f"parameters('{name}')", place) is UNKNOWN
        for call in ("string({0})", "union({0}, {0})", "concat({0}, {0})", "equals({0}, {0})", "split({0}, 'a')"):
            assert value_of(call.format(f"parameters('{name}')"), place) is UNKNOWN
    assert value_of("length(parameters('wide'))", place) is UNKNOWN
    assert value_of("parameters('wide')[7]", place) == 7
    assert value_of("empty(parameters('deep'))", place) is False


def test_long_chains_of_variables_end() -> None:
    variables = {f"v{number}": f"concat(variables('v{number + 1}'), 'a')" for number in range(10_000)}
    place = Place(variables=variables)
    assert value_of("variables('v0')", place) is UNKNOWN
    assert place.budget.depth == 0
    short = Place(variables={**variables, "v6": "'end'"})
    assert value_of("variables('v0')", short) == "endaaaaaa"


def test_variables_that_double_one_another_end() -> None:
    variables = {f"v{n}": f"createArray(variables('v{n + 1}'), variables('v{n + 1}'))" for n in range(15)}
    assert value_of("variables('v0')", Place(variables=variables)) is UNKNOWN


def test_the_budget_is_renewed_for_each_expression_until_all_is_spent() -> None:
    place = Place()
    place.budget = Budget(steps=100, total=1_000)
    assert value_of("map(range(0, 200), lambda('x', 1))", place)[-1] is UNKNOWN
    assert value_of("concat('a', 'b')", place) == "ab"
    for _ in range(400):
        value_of("concat('a', 'b')", place)
    assert value_of("concat('a', 'b')", place) is UNKNOWN
    assert why_unknown(parse("[concat('a')]").root, place) == "the expression takes too many steps to evaluate"


def test_measure_counts_what_is_written_out() -> None:
    twice = [1, 2]
    assert measure([twice, twice, {"a": "x"}]) == 9
    assert measure("a" * MAX_CHARACTERS) == 1
    assert measure("a" * (MAX_CHARACTERS + 1)) is None
    assert measure(list(range(MAX_ELEMENTS))) is None
    assert measure(["a" * 600_000, "a" * 600_000]) is None


@pytest.mark.parametrize("name", sorted({*PURE, *LAMBDAS}))
def test_every_function_takes_as_many_arguments_as_the_table_says(name: str) -> None:
    known = FUNCTIONS[name]
    function = {**PURE, **LAMBDAS}[name]
    most = known.max_args if known.max_args is not None else known.min_args + 4
    for count in range(known.min_args, most + 1):
        given: list[Any] = ["a", 1, True, None, 1.5, [], {}, ["a"], {"a": 1}, [[1]], [{}], UNKNOWN, [UNKNOWN]]
        for value in given:
            if value is not UNKNOWN or name in TOLERANT:
                measure(function(*[value] * count))


def test_the_lists_of_functions_name_functions() -> None:
    assert {*DEEP, *TOLERANT} <= {*PURE}
    assert {*PURE, *LAMBDAS} <= {*FUNCTIONS}


names = st.sampled_from(sorted(FUNCTIONS.keys() - {"list*"}))
literals = st.one_of(
    st.integers(-(2**40), 2**40).map(str),
    st.text(max_size=6).map(lambda text: "'" + text.replace("'", "''") + "'"),
    st.sampled_from(
        [
            "'{0:D3}'",
            "'text'",
            "'list'",
            "'object'",
            "'x'",
            "'http://a/b'",
            "'[{}]'",
            "''",
            "0",
            "1",
            "true()",
            "null()",
        ]
    ),
)
lambdas = st.sampled_from(
    [
        "lambda('x', lambdaVariables('x'))",
        "lambda('x', 'y', concat(lambdaVariables('x'), lambdaVariables('y')))",
        "lambda('x', true())",
        "lambda('x', createArray(lambdaVariables('x'), lambdaVariables('x')))",
    ]
)
values = st.one_of(
    literals,
    st.sampled_from(["parameters('list')", "parameters('object')", "parameters('none')", "range(0, 3)", "copyIndex()"]),
    lambdas,
)


def _written(name: str, args: list[str], tail: str) -> str:
    return f"{name}({', '.join(args)}){tail}"


tails = st.sampled_from(["", "", ".a", "[0]", "['x']"])
expressions = st.recursive(
    values,
    lambda inner: st.builds(
        _written, names, st.lists(inner, max_size=4), st.sampled_from(["", "", ".a", "[0]", "['x']"])
    ),
    max_leaves=12,
)


@given(expressions)
@settings(max_examples=300, deadline=None)
def test_expressions_of_any_functions_have_a_value_or_none(text: str) -> None:
    place = Place()
    value = value_of(text, place)
    assert measure(value) is not None
    assert place.budget.depth == 0


@given(st.text(alphabet="ab'()[].,- 019\n\"{}é😀", max_size=60))
@settings(deadline=None)
def test_any_text_parses_and_evaluates(text: str) -> None:
    for whole in (f"[{text}]", f"[{text}", f"[concat({text})]", text):
        parsed = parse(whole)
        for error in parsed.errors:
            assert 0 <= error.start <= error.end <= len(whole)
            assert error.message
        evaluate(parsed.root, NoContext())
