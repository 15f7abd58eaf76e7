"""Copy loops of properties, variables and resources."""

from __future__ import annotations

from typing import Any

from tests.template.look import deployment, image, properties, read, value

INPUT = {"type": "Shell", "name": "[format('step{0}', copyIndex('customize'))]"}


def loop(name: str, count: Any, body: Any) -> dict[str, Any]:
    return {"copy": [{"name": name, "count": count, "input": body}]}


def test_a_property_loop_becomes_the_property() -> None:
    (found,) = read(deployment(image(loop("customize", 2, INPUT)))).images
    assert [(step.type, step.value("name")) for step in found.customizers] == [("Shell", "step0"), ("Shell", "step1")]


def test_several_loops_and_plain_members() -> None:
    content = {"copy": [*loop("a", 1, 7)["copy"], *loop("b", 0, 7)["copy"]], "c": 1}
    assert properties(deployment(image(content))) == {"a": [7], "b": [], "c": 1}


def test_counts_and_elements_from_parameters() -> None:
    parameters = {"names": {"type": "array", "defaultValue": ["x", "y"]}, "open": {"type": "array"}}
    body = {"name": "[parameters('names')[copyIndex('a')]]", "number": "[copyIndex('a', 1)]"}
    content = deployment(image(loop("a", "[length(parameters('names'))]", body)), parameters=parameters)
    assert properties(content) == {"a": [{"name": "x", "number": 1}, {"name": "y", "number": 2}]}
    unknown = deployment(image(loop("a", "[length(parameters('open'))]", body)), parameters=parameters)
    assert properties(unknown) == {"a": "?"}


def test_nested_loops() -> None:
    inner = loop("b", 2, "[format('{0}{1}', copyIndex('a'), copyIndex('b'))]")
    assert properties(deployment(image(loop("a", 2, inner)))) == {"a": [{"b": ["00", "01"]}, {"b": ["10", "11"]}]}


def test_a_large_loop_is_unknown() -> None:
    assert properties(deployment(image(loop("a", 800, 1)))) == {"a": "?"}
    assert properties(deployment(image(loop("a", -1, 1)))) == {"a": "?"}


def test_the_name_may_be_an_expression() -> None:
    variables = {"n": "customize"}
    assert properties(deployment(image(loop("[variables('n')]", 1, 1)), variables=variables)) == {"customize": [1]}
    assert properties(deployment(image(loop("[parameters('n')]", 1, 1)))) == {"…": True}


def test_a_member_called_copy_that_is_no_loop_stays() -> None:
    for content in ("yes", [], ["a"], [{"name": "a"}], {"name": "a", "count": 1}):
        assert value({"copy": content}) == {"copy": content}
    assert properties(image({"source": {"type": "PlatformImage"}, "copy": [{"name": "a", "count": 1}]}))["copy"]


def test_variable_loops() -> None:
    variables = {
        "copy": [{"name": "names", "count": 2, "input": "[concat('n', copyIndex('names'))]"}],
        "inside": {"copy": [{"name": "list", "count": 1, "input": {"i": "[copyIndex('list')]"}}], "other": 1},
    }
    assert value("[variables('names')]", variables=variables) == ["n0", "n1"]
    assert value("[variables('NAMES')[1]]", variables=variables) == "n1"
    assert value("[variables('inside')]", variables=variables) == {"list": [{"i": 0}], "other": 1}
    assert value("[variables('copy')]", variables=variables) == "?"


def test_the_first_copy_of_a_resource_stands_for_all() -> None:
    known = image({"x": "[copyIndex()]", "y": "[copyIndex('all', 5)]"}, copy={"name": "all", "count": 3})
    assert properties(deployment(known)) == {"x": 0, "y": 5}
    for count in ("[parameters('n')]", 0):
        unknown = image({"x": "[copyIndex()]"}, copy={"name": "all", "count": count})
        assert properties(deployment(unknown, parameters={"n": {"type": "int"}})) == {"x": "?"}


def test_without_a_loop_the_round_is_unknown() -> None:
    assert value("[copyIndex()]") == "?"
    assert value("[copyIndex('nowhere')]") == "?"
