"""The annotated sources: well-formed by their own vocabulary, and consistent in themselves."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator

from aiblsp.facts.versions import VERSIONS
from aiblsp.schema.plain import Writer
from aiblsp.schema.source import ROOTS, by_path
from aiblsp.schema.store import root

if TYPE_CHECKING:
    from pathlib import Path

SOURCES = [file for file in sorted((root() / "source").glob("*.json")) if file.name != "vocabulary.json"]
VOCABULARY = json.loads((root() / "source" / "vocabulary.json").read_bytes())
NODES = [(resource, path, node) for resource in ROOTS for path, node in by_path(resource).items()]


def test_the_vocabulary_is_a_schema_and_knows_all_versions() -> None:
    Draft202012Validator.check_schema(VOCABULARY)
    assert VOCABULARY["$defs"]["version"]["enum"] == list(VERSIONS)


@pytest.mark.parametrize(
    "file", [file for file in SOURCES if file.name != "vocabulary.json"], ids=lambda file: file.name
)
def test_a_source_file_uses_only_the_vocabulary(file: Path) -> None:
    errors = Draft202012Validator(VOCABULARY).iter_errors(json.loads(file.read_bytes()))
    assert [f"{error.json_path}: {error.message}" for error in errors] == []


def test_every_node_lives_within_the_one_above() -> None:
    dead = [f"{resource} {path}" for resource, path, node in NODES if node["since"] > node["until"]]
    assert dead == []


def test_required_replacing_and_alias_names_lead_somewhere() -> None:
    lost = []
    for resource, path, node in NODES:
        members = node.get("properties", {})
        current = {name for name, part in members.items() if part["until"] == VERSIONS[-1]}
        lost += [f"{resource} {path}: {name} is required" for name in node.get("required", ()) if name not in members]
        for name, part in members.items():
            if part.get("replacedBy", name) not in members:
                lost.append(f"{resource} {path}.{name}: replaced by {part['replacedBy']}")
            lost += [f"{resource} {path}.{name}: {alias}" for alias in part.get("aliases", ()) if alias in current]
    assert lost == []


def test_a_default_fits_its_own_type_and_values() -> None:
    types: dict[str, type] = {"string": str, "integer": int, "boolean": bool, "array": list, "object": dict}
    wrong = []
    for resource, path, node in NODES:
        if "default" in node:
            fits = isinstance(node["default"], types[node["type"]])
            listed = "values" not in node or node["default"] in node["values"]
            wrong += [f"{resource} {path}"] if not (fits and listed) else []
    assert wrong == []


@pytest.mark.parametrize("keyword", ["title", "description"])
def test_every_place_that_a_hover_can_show_has_words(keyword: str) -> None:
    silent = [f"{resource} {path}" for resource, path, node in NODES if keyword not in node and not _is_tag_value(path)]
    assert silent == []


def test_every_section_and_type_that_users_write_has_an_example() -> None:
    bare = []
    for path, node in by_path().items():
        current = path.startswith("properties.") and node["until"] == VERSIONS[-1] and not _below_read_only(path)
        section = path.endswith(">") or ("properties" in node and "types" not in node and not path.endswith("[]"))
        if current and section and "examples" not in node:
            bare.append(path)
    assert bare == []


def test_every_example_is_right_by_the_contract() -> None:
    wrong = []
    for resource, path, node in NODES:
        schema = Writer(VERSIONS[-1], "bare")
        if resource == "imageTemplates/runOutputs" or "examples" not in node or node.get("free") or not path:
            continue
        holder = by_path(resource)[path.rpartition("<")[0]] if path.endswith(">") else node
        for example in node["examples"]:
            errors = Draft202012Validator(schema.value(holder)).iter_errors(example)
            wrong += [f"{resource} {path}: {error.message}" for error in errors]
    assert wrong == []


def _is_tag_value(path: str) -> bool:
    return path.endswith("ags.{key}")


def _below_read_only(path: str) -> bool:
    nodes: dict[str, Any] = by_path()
    return any(
        node.get("readOnly") and (path == other or path.startswith(other + ".")) for other, node in nodes.items()
    )
