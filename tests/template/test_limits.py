"""Input that is meant to hurt: depth, cycles, size. All of it must come back, with unknown where a limit was met."""

from __future__ import annotations

import json
from typing import Any

import pytest

from aiblsp.document import analyze
from aiblsp.template.model import Options
from aiblsp.text import Source, decode
from tests.template.look import SCHEMA, deployment, image, plain, properties, read, value

DEPTH = 100_000
START = f'{{"$schema": "{SCHEMA}", "parameters": {{"p": {{"type": "string", "defaultValue": "v"}}}}, "resources": ['
IMAGE = '{"type": "Microsoft.VirtualMachineImages/imageTemplates", "properties": '


@pytest.mark.parametrize(
    "text",
    [
        "[" * DEPTH,
        '{"properties":' * DEPTH,
        '{"resources":[' * DEPTH,
        START + IMAGE + '{"x": ' + "[" * DEPTH + "\"[parameters('p')]\"" + "]" * DEPTH + "}}]}",
        START + IMAGE + '{"a": ' * DEPTH + "null" + "}" * DEPTH + "}]}",
        START + '{"type": "a/b", "resources": [' * DEPTH + "]}" * DEPTH + "]}",
        START + '{"resources": {"x": ' * DEPTH,
        IMAGE + '{"source": {"type": "PlatformImage"}, "x": ' + '[{"<a>": ' * DEPTH,
    ],
)
def test_depth(text: str) -> None:
    analyze(Source(text))


def test_deep_values_keep_what_is_at_their_end() -> None:
    text = START + IMAGE + '{"x": ' + "[" * DEPTH + "\"[parameters('p')]\"" + "]" * DEPTH + "}}]}"
    found = analyze(Source(text)).images[0].at("x")
    assert found is not None
    last = list(found.walk())[-1]
    assert (last.kind, last.value) == ("string", "v")


def test_deep_nested_deployments() -> None:
    open_ = (
        '{"type": "Microsoft.Resources/deployments", "properties": {"expressionEvaluationOptions": {"scope": "inner"}, '
        '"parameters": {"p": {"value": "[parameters(\'p\')]"}}, "template": {"parameters": {"p": {"type": "string"}}, '
        '"resources": ['
    )
    depth = 3_000
    text = START + open_ * depth + IMAGE + '{"x": "[parameters(\'p\')]"}}' + "]}}}" * depth + "]}"
    document = analyze(Source(text))
    assert len(document.images) == 1
    assert len(document.template.scopes) == depth + 1
    near = START + open_ * 5 + IMAGE + '{"x": "[parameters(\'p\')]"}}' + "]}}}" * 5 + "]}"
    assert properties(near) == {"x": "v"}


def test_deep_copy_loops() -> None:
    text = '{"copy": [{"name": "a", "count": 1, "input": ' * 5_000 + "1" + "}]}" * 5_000
    analyze(Source(START + IMAGE + text + "}]}"))


def test_copy_loops_that_multiply() -> None:
    content: Any = 1
    for level in range(12):
        content = {"copy": [{"name": f"n{level}", "count": 100, "input": content}]}
    read(deployment(image(content)))


def test_chains_and_cycles() -> None:
    chain = {f"v{index}": f"[variables('v{index + 1}')]" for index in range(5_000)} | {"v5000": "end"}
    assert value("[variables('v0')]", variables=chain) == "?"
    assert value("[variables('v4990')]", variables=chain) == "end"
    computed = {f"v{index}": f"[concat(variables('v{index + 1}'), 'x')]" for index in range(5_000)}
    assert value("[variables('v0')]", variables=computed) == "?"
    cycle = {"a": "[variables('b')]", "b": {"c": "[variables('a')]"}, "self": "[variables('self')]"}
    assert value("[variables('a')]", variables=cycle) == {"c": "?"}
    assert value("[variables('self')]", variables=cycle) == "?"
    parameters = {"a": {"type": "string", "defaultValue": "[parameters('a')]"}}
    assert value("[parameters('a')]", parameters=parameters) == "?"


def test_doubling() -> None:
    variables: dict[str, Any] = {"v0": ["x"]}
    for index in range(60):
        variables[f"v{index + 1}"] = f"[createArray(variables('v{index}'), variables('v{index}'))]"
    for index in range(60):
        value(f"[variables('v{index}')]", variables=variables)
    assert value("[variables('v2')]", variables=variables) == [[["x"], ["x"]], [["x"], ["x"]]]


def test_a_large_variable_is_shared_and_not_copied() -> None:
    variables = {"big": [{"type": "Shell", "inline": ["x" * 100]}] * 5_000}
    content = deployment(image({f"m{index}": "[variables('big')]" for index in range(5_000)}), variables=variables)
    (found,) = read(content).images
    assert found.properties is not None
    first, *others = found.properties.children
    assert first.children
    assert all(other.children is first.children for other in others)


def test_a_large_variable_in_many_computations() -> None:
    variables = {"big": "x" * 1_000_000, "list": list(range(10_000))}
    many = {f"m{index}": "[concat(variables('big'), 'y')]" for index in range(5_000)}
    more = {f"n{index}": "[concat(variables('list'), createArray(1))]" for index in range(5_000)}
    read(deployment(image(many | more), variables=variables))


def test_a_text_that_is_too_large() -> None:
    document = analyze(Source(json.dumps(image())), Options(max_size=10))
    assert [problem.kind for problem in document.tree.problems] == ["too-large"]
    assert (document.tree.root, document.template.kind, document.images) == (None, None, [])
    assert "10" in document.tree.problems[0].message


def test_a_text_in_another_encoding() -> None:
    document = analyze(decode(json.dumps(image(location="\xe9"), ensure_ascii=False).encode("latin-1")))
    (problem,) = [problem for problem in document.tree.problems if problem.kind == "not-utf8"]
    assert document.source.text[problem.start : problem.end] == "\ufffd"
    assert document.template.kind == "bare"


def test_members_that_are_no_objects() -> None:
    odd: list[Any] = [None, 5, "x", "[x()]", [], {}, [[]], [{}], {"a": None}, {"a": 5}, {"copy": 5}, {"copy": [5]}]
    for section in ("parameters", "variables", "functions", "resources", "outputs"):
        for content in odd:
            read({**deployment(image({"x": "[variables('a')]", "y": "[parameters('a')]"})), section: content})
    for content in (*odd, {"members": 5, "namespace": "a"}, {"members": {"b": 5}, "namespace": "a"}):
        read(deployment(image({"x": "[a.b()]"}), functions=[content]))


def test_plain_shows_what_is_incomplete() -> None:
    (found,) = read(START + IMAGE + '{"x": ["[parameters(\'p\')]"').images
    assert plain(found.body)["…"] is True
