"""Mutated templates: whatever was deleted, inserted or swapped, building and looking at everything comes back."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aiblsp.document import Document, analyze
from aiblsp.template.model import Options
from aiblsp.template.reading import Reading
from aiblsp.text import Source
from tests.template.look import deployment, image, nested, plain

if TYPE_CHECKING:
    import pytest

SECTIONS: dict[str, Any] = {
    "parameters": {
        "p": {"type": "string", "defaultValue": "[variables('v')]"},
        "q": {"type": "int", "allowedValues": [1, 2]},
        "o": {"type": "object", "defaultValue": {"a": [1, {"b": "<c>"}]}},
    },
    "variables": {
        "copy": [{"name": "w", "count": "[length(variables('list'))]", "input": "[copyIndex('w')]"}],
        "list": [1, "[parameters('q')]"],
        "v": "[concat(variables('u'), parameters('p'))]",
        "u": "[[x]",
    },
    "functions": [{"namespace": "f", "members": {"g": {"output": {"value": "[parameters('x')]"}}}}],
}
PROPERTIES: dict[str, Any] = {
    "source": {"type": "PlatformImage", "offer": "[parameters('o').a[1].b]", "sku": None},
    "copy": [{"name": "customize", "count": 2, "input": {"type": "Shell", "inline": ["[variables('w')[0]]", "x"]}}],
    "distribute": "[concat(createArray(createObject('type', 'VHD')), variables('list'))]",
    "[parameters('p')]": "[if(true(), f.g('a'), null())]",
}
TRIGGER = {"type": "triggers", "name": "[concat(parameters('p'), '/t')]", "properties": {"kind": "SourceImage"}}
INNER = deployment(image(PROPERTIES, resources=[TRIGGER]), **SECTIONS)
TEXT = json.dumps(
    deployment(image(PROPERTIES), nested(INNER, "inner", p={"value": "[parameters('p')]"}), nested(INNER), **SECTIONS)
)
BARE = json.dumps(image(PROPERTIES))
FILE = json.dumps({"parameters": {"p": {"value": ["<x>"]}, "q": {"reference": {}}, "z": {"value": 1}}})

PIECES = st.sampled_from(
    [
        *"[]{}\"',:<>\\",
        "null",
        "copy",
        '"copy":',
        "[[",
        "<x>",
        "copyIndex()",
        "parameters('q')",
        "inner",
        "0",
        "\x00",
        "é",
    ]
)
EDITS = st.lists(st.tuples(st.floats(0, 1), st.integers(0, 30), PIECES | st.just("")), max_size=6)


def mutated(text: str, edits: list[tuple[float, int, str]]) -> str:
    for where, length, piece in edits:
        start = int(where * len(text))
        text = text[:start] + piece + text[start + length :]
    return text


def look(document: Document) -> None:
    """Ask for everything that a template knows."""
    for scope in document.template.scopes:
        for resource in scope.resources:
            assert list(resource.body.walk())
            _ = resource.name, resource.api_version, resource.condition
    for found in document.images:
        for node in found.body.walk():
            assert node.start <= node.end
        assert found.os_family in (None, "Windows", "Linux")
        for step in found.steps:
            assert step.type is None or isinstance(step.lines, tuple)
        for target in found.targets:
            assert target.type in (None, "ManagedImage", "SharedImage", "VHD")
        assert found.source is None or found.source.type != "VHD"


@given(EDITS, EDITS)
def test_mutated_deployments(edits: list[tuple[float, int, str]], more: list[tuple[float, int, str]]) -> None:
    look(analyze(Source(mutated(TEXT, edits)), Options(parameters=(Source(mutated(FILE, more)),))))


@given(EDITS)
def test_mutated_bodies(edits: list[tuple[float, int, str]]) -> None:
    look(analyze(Source(mutated(BARE, edits))))


@given(st.integers(0, len(TEXT)))
def test_prefixes(length: int) -> None:
    look(analyze(Source(TEXT[:length])))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(edits=EDITS)
def test_plain_parts_need_no_visit(monkeypatch: pytest.MonkeyPatch, edits: list[tuple[float, int, str]]) -> None:
    """What the marks let pass unvisited would have come out the same."""
    source = Source(mutated(TEXT, edits))
    quick = [plain(found.body) for found in analyze(source).images]
    with monkeypatch.context() as patch:
        patch.setattr(Reading, "marked", lambda *_: True)
        assert quick == [plain(found.body) for found in analyze(source).images]


def test_unmutated() -> None:
    document = analyze(Source(TEXT), Options(parameters=(Source(FILE),)))
    look(document)
    assert (len(document.images), len(document.template.triggers)) == (3, 2)
