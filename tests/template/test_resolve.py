"""What becomes of expressions, placeholders and nulls in the tree of a resource, and where the nodes say they are."""

from __future__ import annotations

import json
from typing import Any

import pytest

from aiblsp.document import analyze
from aiblsp.text import Source
from tests.template.look import deployment, image, node, plain, properties, read, value

PARAMETERS = {
    "text": {"type": "string", "defaultValue": "hello"},
    "same": {"type": "string", "defaultValue": "[parameters('text')]"},
    "open": {"type": "string"},
    "choice": {"type": "string", "allowedValues": ["a", "b"]},
    "chosen": {"type": "string", "allowedValues": ["a", "b"], "defaultValue": "a"},
    "secret": {"type": "SecureString"},
    "maybe": {"type": "string", "nullable": True},
    "wrong": {"type": "int", "defaultValue": "5"},
    "number": {"type": "int", "defaultValue": 5},
    "object": {"type": "object", "defaultValue": {"a": [{"b": "deep"}], "c": "[parameters('text')]"}},
}
VARIABLES = {
    "plain": "value",
    "chain": "[variables('plain')]",
    "list": [1, "[parameters('number')]", "[parameters('open')]"],
    "steps": [{"type": "Shell", "inline": ["a"]}, {"type": "File"}],
    "loop": "[variables('pool')]",
    "pool": "[concat(variables('loop'), 'x')]",
    "escaped": "[[not an expression]",
}


def worth(expression: Any, *files: Any) -> Any:
    return value(expression, *files, parameters=PARAMETERS, variables=VARIABLES)


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("[parameters('text')]", "hello"),
        ("[PARAMETERS('TEXT')]", "hello"),
        ("[parameters('same')]", "hello"),
        ("[parameters('open')]", "?"),
        ("[parameters('choice')]", "?"),
        ("[parameters('chosen')]", "a"),
        ("[parameters('secret')]", "?"),
        ("[parameters('maybe')]", "?"),
        ("[coalesce(parameters('maybe'), 'x')]", "?"),
        ("[parameters('wrong')]", "?"),
        ("[parameters('number')]", 5),
        ("[parameters('nowhere')]", "?"),
        ("[parameters('object').a[0].b]", "deep"),
        ("[parameters('object')['A'][sub(1, 1)].B]", "deep"),
        ("[parameters('object').c]", "hello"),
        ("[parameters('object').d]", "?"),
        ("[parameters('object').a[7]]", "?"),
        ("[parameters(variables('text'))]", "?"),
        ("[variables('chain')]", "value"),
        ("[variables('list')]", [1, 5, "?"]),
        ("[variables('loop')]", "?"),
        ("[variables('escaped')]", "[not an expression]"),
        ("[concat(parameters('text'), ' ', variables('plain'))]", "hello value"),
        ("[concat(parameters('open'), 'x')]", "?"),
        ("[if(true(), variables('plain'), parameters('open'))]", "value"),
        ("[if(equals(parameters('open'), ''), 'a', 'b')]", "?"),
        ("[concat(variables('list'), createArray(2))]", [1, 5, "?", 2]),
        ("[union(parameters('object'), createObject('x', null()))]", {"a": [{"b": "deep"}], "c": "hello"}),
        ("[resourceGroup().location]", "?"),
        ("[deployment().name]", "?"),
        ("[null()]", "absent"),
        ("[json('null')]", "absent"),
        (None, "absent"),
        ("[parameters('text']", "?"),
        ("[nonsense('x')]", "?"),
        ("[variables('plain')", "[variables('plain')"),
        ("[[literal]", "[literal]"),
        ("<placeholder>", "?"),
        ("[format('/subscriptions/{0}/x', '<id>')]", "?"),
        ("#{token}#", "?"),
    ],
)
def test_values(expression: Any, expected: Any) -> None:
    assert worth(expression) == expected


def test_expressions_deep_inside() -> None:
    inside = {"a": [{"b": "[parameters('text')]"}, [], {}], "n": None, "[variables('plain')]": 1, "[[x]": 2}
    assert worth(inside) == {"a": [{"b": "hello"}, [], {}], "value": 1, "[x]": 2}


def test_unknown_names_make_an_object_incomplete() -> None:
    assert worth({"[parameters('open')]": {}, "<id>": 1, "a": 2}) == {
        "?[parameters('open')]": {},
        "?<id>": 1,
        "a": 2,
        "…": True,
    }


def test_concat_with_an_unknown_part_is_an_incomplete_array() -> None:
    assert worth("[concat(variables('steps'), parameters('open'))]") == [
        {"type": "Shell", "inline": ["a"]},
        {"type": "File"},
        "…",
    ]


def test_allowed_values_are_alternatives_without_a_default() -> None:
    made = node("[parameters('choice')]", parameters=PARAMETERS)
    assert [alternative.value for alternative in made.alternatives] == ["a", "b"]
    assert node("[parameters('chosen')]", parameters=PARAMETERS).alternatives == ()


def test_plain_parts_are_shared_with_the_tree() -> None:
    found = read(deployment(image({"source": {"type": "PlatformImage"}, "x": "[parameters('open')]"})))
    (only,) = found.images
    assert only.node is not only.body
    assert only.node.at("properties", "source") is only.at("source")
    (bare,) = read(image({"source": {"type": "PlatformImage"}})).images
    assert bare.node is bare.body


TEXT = """{"$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
"parameters": {"p": {"type": "string", "defaultValue": "here"}},
"variables": {"v": "[parameters('p')]", "c": "[concat('a', 'b')]", "s": [{"type": "Shell"}]},
"resources": [{"type": "Microsoft.VirtualMachineImages/imageTemplates", "properties": {
  "direct": "[variables('v')]",
  "computed": "[concat(variables('v'), 'x')]",
  "elsewhere": "[variables('c')]",
  "unknown": "[resourceGroup().location]",
  "customize": "[concat(variables('s'), createArray(createObject('type', 'File')))]"
}}]}"""


def test_places() -> None:
    document = analyze(Source(TEXT))
    (found,) = document.images

    def written(*path: str | int) -> str:
        made = found.at(*path)
        assert made is not None
        return TEXT[made.start : made.end]

    direct = found.at("direct")
    assert direct is not None
    assert direct.via is not None
    assert direct.key is not None
    assert written("direct") == '"here"'
    assert TEXT[direct.via.start : direct.via.end] == "\"[variables('v')]\""
    assert TEXT[direct.key.start : direct.key.end] == '"direct"'
    assert written("computed") == "\"[concat(variables('v'), 'x')]\""
    assert written("elsewhere") == "\"[concat('a', 'b')]\""
    assert written("unknown") == '"[resourceGroup().location]"'
    assert written("customize", 0) == '{"type": "Shell"}'  # what passes through unchanged keeps its place
    assert written("customize", 1) == written("customize")
    assert [step.type for step in found.customizers] == ["Shell", "File"]


def test_a_bare_body_has_no_expressions() -> None:
    offer = "[meant to be text]"
    body = image({"source": {"type": "PlatformImage", "offer": offer, "sku": "<sku>"}, "n": None})
    (found,) = read(body).images
    assert found.properties is not None
    assert plain(found.properties) == {"source": {"type": "PlatformImage", "offer": offer, "sku": "?"}}


def test_what_can_only_be_an_expression_is_unknown_in_a_bare_body() -> None:
    body = image({"source": {"type": "PlatformImage", "offer": "[parameters('x')]"}, "[parameters('y')]": 1})
    (found,) = read(body).images
    assert found.properties is not None
    assert found.properties.incomplete
    assert found.properties.at("source", "offer").kind == "unknown"  # type: ignore[union-attr]


def test_scripts_may_look_like_placeholders() -> None:
    lines = ["<configuration>", "cat <<EOF", "$(hostname)", "echo __init__", "<command to run>", "{{ x }}", "#{a}#"]
    body = image({"customize": [{"type": "Shell", "inline": lines}], "source": {"type": "PlatformImage"}})
    expected = ["<configuration>", "cat <<EOF", "$(hostname)", "echo __init__", "?", "?", "?"]
    assert properties(body)["customize"][0]["inline"] == expected
    assert properties(deployment(body))["customize"][0]["inline"] == expected


def test_the_last_of_two_declarations_counts() -> None:
    text = json.dumps(deployment(image({"x": "[variables('a')]"}), variables={"a": 1, "A": 2}))
    assert properties(text)["x"] == 2


def test_user_defined_functions() -> None:
    functions = [
        {
            "namespace": "my",
            "members": {
                "shout": {
                    "parameters": [{"name": "what", "type": "string"}],
                    "output": {"type": "string", "value": "[concat(toUpper(parameters('what')), '!')]"},
                },
                "peek": {"output": {"type": "string", "value": "[variables('plain')]"}},
                "six": {"output": {"type": "int", "value": 6}},
            },
        }
    ]
    sections: dict[str, Any] = {"functions": functions, "parameters": PARAMETERS, "variables": VARIABLES}
    assert value("[my.shout(parameters('text'))]", **sections) == "HELLO!"
    assert value("[my.shout(parameters('open'))]", **sections) == "?"
    assert value("[MY.SIX()]", **sections) == 6
    assert value("[my.peek()]", **sections) == "?"
    assert value("[my.other()]", **sections) == "?"
    assert value("[my.shout('a', 'b')]", **sections) == "?"


@pytest.mark.parametrize(
    ("written", "configured", "expected"),
    [
        ("2024-02-01", None, "2024-02-01"),
        ("2024-02-01", "2020-02-14", "2024-02-01"),
        ("2019-05-01-PREVIEW", None, "2019-05-01-preview"),
        ("[parameters('v')]", None, "2022-07-01"),
        ("[parameters('open')]", None, None),
        ("[parameters('open')]", "2020-02-14", "2020-02-14"),
        ("<version>", "2020-02-14", "2020-02-14"),
        ("2030-01-01", "2020-02-14", None),
        ("latest", "2020-02-14", None),
        (None, "2020-02-14", "2020-02-14"),
    ],
)
def test_api_version(written: Any, configured: str | None, expected: str | None) -> None:
    parameters = {"v": {"type": "string", "defaultValue": "2022-07-01"}, "open": {"type": "string"}}
    content = deployment(image(apiVersion=written), parameters=parameters)
    (found,) = read(content, api_version=configured).images
    assert found.api_version == expected
    if written is not None:
        assert found.root("apiVersion") is not None
