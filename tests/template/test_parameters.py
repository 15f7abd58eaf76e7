"""Parameter files: which belong to a template, what they give, and how they fit."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from aiblsp.template.parameter_file import (
    disallowed_values,
    missing_parameters,
    parameter_files_beside,
    read_parameter_file,
    type_mismatches,
    unknown_entries,
)
from aiblsp.text import Source
from tests.template.look import deployment, image, node, read, value

DECLARED: dict[str, Any] = {
    "text": {"type": "string", "defaultValue": "default"},
    "needed": {"type": "string"},
    "secret": {"type": "secureString"},
    "number": {"type": "int", "defaultValue": 1},
    "choice": {"type": "string", "allowedValues": ["a", "b"], "defaultValue": "a"},
    "list": {"type": "array", "defaultValue": []},
    "maybe": {"type": "object", "nullable": True},
}


def file(**values: Any) -> dict[str, Any]:
    schema = "https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#"
    return {"$schema": schema, "contentVersion": "1.0.0.0", "parameters": values}


def worth(name: str, *files: Any) -> Any:
    return value(f"[parameters('{name}')]", *files, parameters=DECLARED)


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ({"value": "given"}, "given"),
        ({"value": "[variables('x')]"}, "[variables('x')]"),
        ({"value": "<fill in>"}, "?"),
        ({"value": None}, "default"),
        ({"value": 5}, "?"),
        ({"reference": {"keyVault": {"id": "x"}, "secretName": "s"}}, "?"),
        ({"expression": "[externalInputs('x')]"}, "?"),
    ],
)
def test_what_an_entry_gives(entry: Any, expected: Any) -> None:
    assert worth("text", file(text=entry)) == expected
    assert worth("text", {"TEXT": entry}) == expected  # without the envelope


def test_the_last_file_wins() -> None:
    assert worth("text", file(text={"value": "a"}), file(text={"value": "b"}), file(number={"value": 2})) == "b"


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("[parameters('text')]", "?"),
        ("[concat('a/', parameters('text'))]", "?"),
        ("[format('{0}/b', parameters('text'))]", "?"),
        ("[uri('https://a/', parameters('text'))]", "?"),
        ("[if(empty(parameters('text')), 'none', parameters('text'))]", "none"),
        ("[length(parameters('text'))]", 0),
    ],
)
def test_an_empty_default_is_to_be_filled_in(expression: str, expected: Any) -> None:
    declared = {"text": {"type": "string", "defaultValue": ""}}
    assert value(expression, parameters=declared) == expected


def test_what_is_given_empty_is_meant() -> None:
    declared = {"text": {"type": "string", "defaultValue": ""}}
    assert value("[concat('a/', parameters('text'))]", file(text={"value": ""}), parameters=declared) == "a/"


def test_nodes_say_which_file_they_are_in() -> None:
    made = node("[parameters('list')]", file(list={"value": [{"a": 1}, "<x>"]}), parameters=DECLARED)
    assert [inner.source.path if inner.source else None for inner in made.walk()] == ["p0.json"] * 4
    assert made.via is not None
    assert made.via.source is None


def test_what_is_no_parameter_file_is_ignored() -> None:
    for content in ("", "[]", "{}", '{"parameters": []}', {"a": 1}, deployment()):
        found = read(deployment(image(), parameters=DECLARED), content)
        assert found.images
        assert not any(other.entries for other in found.parameter_files)


def test_unknown_and_missing_entries() -> None:
    found = read(deployment(parameters=DECLARED), file(needed={"value": "x"}, Number={"value": 1}, other={"value": 1}))
    scope, files = found.scopes[0], found.parameter_files
    assert [entry.name for entry in unknown_entries(scope, files[0])] == ["other"]
    assert [parameter.name for parameter in missing_parameters(scope, files)] == ["secret"]
    assert list(missing_parameters(scope, ())) == []


def test_nothing_is_missing_from_what_could_not_be_read() -> None:
    found = read(deployment(parameters=DECLARED), '{"parameters": {"text": {"value": 1}')
    assert list(missing_parameters(found.scopes[0], found.parameter_files)) == []
    broken = '{"$schema": "https://x/deploymentTemplate.json", "parameters": {"a": {"type": "string"}'
    found = read(broken, file(other={"value": 1}))
    assert list(unknown_entries(found.scopes[0], found.parameter_files[0])) == []


def test_types_and_allowed_values() -> None:
    given = file(
        text={"value": 5},
        number={"value": "5"},
        needed={"value": None},
        secret={"value": "<secret>"},
        choice={"value": "c"},
        list={"value": {}},
        maybe={"value": None},
    )
    found = read(deployment(parameters=DECLARED), given)
    scope, (only,) = found.scopes[0], found.parameter_files
    mismatches = [(parameter.name, value.kind) for parameter, value in type_mismatches(scope, only)]
    assert mismatches == [("text", "number"), ("number", "string"), ("list", "object")]
    assert [(parameter.name, value.value) for parameter, value in disallowed_values(scope, only)] == [("choice", "c")]


def test_a_parameter_knows_what_it_is_given() -> None:
    scope = read(deployment(parameters=DECLARED), file(text={"value": "x"}, secret={"reference": {}})).scopes[0]
    given = scope.parameters["text"].given
    assert given is not None
    assert given.value == "x"
    assert scope.parameters["secret"].given is not None
    assert scope.parameters["needed"].given is None
    assert [name for name, parameter in scope.parameters.items() if parameter.required] == ["needed", "secret"]
    assert [name for name, parameter in scope.parameters.items() if parameter.secure] == ["secret"]


@pytest.mark.parametrize(
    ("template", "names", "expected"),
    [
        ("a.json", "a.json a.parameters.json", "a.parameters.json"),
        ("a.json", "a.parameters.prod.json a.parameters.json a.parameters.dev.json b.parameters.json",
         "a.parameters.json a.parameters.dev.json a.parameters.prod.json"),
        ("a.b.json", "a.b.parameters.x.json a.b.parameters.json", "a.b.parameters.json a.b.parameters.x.json"),
        ("a.jsonc", "A.Parameters.JSONC notes.txt", "A.Parameters.JSONC"),
        ("a.json", "a.json parameters.json", "parameters.json"),
        ("a.json", "a.json b.json parameters.json", ""),
        ("template.json", "template.json b.json parameters.json", "parameters.json"),
        ("parameters.json", "parameters.json template.json", ""),
        ("a.parameters.json", "a.parameters.json a.parameters.parameters.json", ""),
        ("a.bicep", "a.parameters.json", ""),
        ("a.json", "a.parameters.bicepparam a.parameters.txt", ""),
    ],
)  # fmt: skip
def test_files_beside(template: str, names: str, expected: str) -> None:
    found = parameter_files_beside(Path("folder") / template, names.split())
    assert [path.name for path in found] == expected.split()
    assert all(path.parent == Path("folder") for path in found)


def test_files_beside_on_disk(tmp_path: Path) -> None:
    (tmp_path / "a.parameters.json").touch()
    assert parameter_files_beside(tmp_path / "a.json") == [tmp_path / "a.parameters.json"]
    assert parameter_files_beside(tmp_path / "no" / "a.json") == []


def test_reading_never_fails() -> None:
    for text in ("", "{", "[1]", '{"parameters"', '{"parameters": {"a": 5, "b": {"value"'):
        read_parameter_file(Source(text))
