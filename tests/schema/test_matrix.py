"""Every fact of the version matrix against our contract: path × API version × what holds there."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from aiblsp.facts.versions import VERSIONS
from aiblsp.schema.compile import FIRST_ACCEPTED, compiled
from aiblsp.schema.source import Spec, by_path, tree

MATRIX = Path(__file__).resolve().parents[3] / "shared" / "reference" / "version-matrix.json"
pytestmark = pytest.mark.skipif(not MATRIX.exists(), reason="the version matrix is not here")
ROWS: list[dict[str, Any]] = json.loads(MATRIX.read_bytes())["properties"] if MATRIX.exists() else []


def at(ranges: list[dict[str, Any]], version: str) -> Any:
    """The value that a list of version ranges has in a version."""
    return next((part["value"] for part in ranges if part["from"] <= version <= part["to"]), None)


def keyword(node: Spec, name: str, version: str) -> Any:
    for before, part in node.get("before", {}).items():
        if name in part and version < before:
            return part[name]
    return node.get(name)


def values(node: Spec, version: str) -> list[str] | None:
    if "values" not in node:
        return None
    lives = {value: life if isinstance(life, dict) else {} for value, life in node["values"].items()}
    return sorted(
        value for value, life in lives.items() if life.get("since", "") <= version <= life.get("until", VERSIONS[-1])
    )


def required(resource: str, node: Spec, version: str) -> bool:
    holder, _, name = node["path"].rpartition(".")
    above = by_path(resource)[holder] if holder else tree(resource)
    always = name in above.get("required", ())
    sometimes = "requiredSince" in node or "requiredUntil" in node
    return always or (sometimes and node.get("requiredSince", "") <= version <= node.get("requiredUntil", VERSIONS[-1]))


@pytest.mark.parametrize("row", ROWS, ids=[f"{row['resource']}:{row['path']}" for row in ROWS])
def test_a_path_has_the_facts_of_the_matrix(row: dict[str, Any]) -> None:
    resource = row["resource"]
    node = by_path(resource)[row["path"]]
    assert [version for version in VERSIONS if node["since"] <= version <= node["until"]] == row["versions"]
    assert node["type"] == row["type"]
    assert node.get("items", {}).get("type") == row.get("items")
    assert node.get("additionalProperties", {}).get("type") == row.get("additionalProperties")
    assert node.get("readOnly", False) == row["readOnly"]
    assert (node.get("minimum"), node.get("maximum")) == (row.get("minimum"), row.get("maximum"))
    for version in row["versions"]:
        assert required(resource, node, version) == at(row["required"], version), version
        assert keyword(node, "pattern", version) == at(row.get("pattern", []), version), version
        if node["path"].endswith("apiVersion"):  # the matrix leaves the values to its list of versions
            continue
        listed = at(row.get("enum", []), version)
        assert values(node, version) == (None if listed is None else sorted(listed)), version
        if listed is not None:
            assert (not keyword(node, "open", version)) == at(row["enumClosed"], version), version


@pytest.mark.parametrize("row", [row for row in ROWS if "effectiveDefault" in row], ids=lambda row: row["path"])
def test_a_default_is_the_one_in_effect(row: dict[str, Any]) -> None:
    """Where the matrix describes the default in words, we must have words, too."""
    node = by_path(row["resource"])[row["path"]]
    if "default" in node:
        assert node["default"] == row["effectiveDefault"]
    else:
        assert isinstance(row["effectiveDefault"], str)
        assert node["defaultText"]


@pytest.mark.parametrize("row", ROWS, ids=[f"{row['resource']}:{row['path']}" for row in ROWS])
def test_a_deprecation_is_known(row: dict[str, Any]) -> None:
    node = by_path(row["resource"])[row["path"]]
    assert node.get("deprecatedSince") == (row["deprecatedSince"][:10] if "deprecatedSince" in row else None)


def test_nothing_is_in_the_contract_that_the_matrix_does_not_have() -> None:
    known = {(row["resource"], row["path"]) for row in ROWS}
    ours = set()
    for resource in {row["resource"] for row in ROWS}:
        envelope = {name for part in tree(resource).get("envelope", {}).values() for name in part["properties"]}
        for path, node in by_path(resource).items():
            is_type = path.endswith((">", "[]", "{key}")) or not path
            shared = path.rpartition(".")[2] in ("type", "scheme", "kind") and "values" not in node
            if not is_type and not shared and path not in envelope:
                ours.add((resource, path))
    assert ours - known == set()


@pytest.mark.parametrize("version", VERSIONS)
def test_the_compiled_contract_has_the_paths_of_the_version(version: str) -> None:
    """What checks look at is made from the same facts: paths and required properties once more, from the shapes."""
    expected = {row["path"] for row in ROWS if row["resource"] == "imageTemplates" and version in row["versions"]}
    found, needed = set(), set()
    stack = [compiled(version).resource]
    while stack:
        shape = stack.pop()
        prefix = f"{shape.path}." if shape.path else ""
        needed |= {prefix + name for name in shape.required}
        for member in shape.properties.values():
            found.add(member.path)
            stack.append(member)
        stack += shape.types.values()
        stack += [shape.items] if shape.items is not None else []
    assert expected - found == set()
    required_there = {
        row["path"]
        for row in ROWS
        if row["resource"] == "imageTemplates" and version in row["versions"] and at(row["required"], version)
    }
    discriminators = {path for path in required_there if path.endswith((">.type", ">.scheme"))}
    assert {_own(path) for path in needed} >= required_there - discriminators


def test_an_unknown_version_requires_only_what_every_accepted_version_does() -> None:
    never = {
        row["path"] for row in ROWS if not all(at(row["required"], v) for v in row["versions"] if v >= FIRST_ACCEPTED)
    }
    stack = [compiled(None).resource]
    while stack:
        shape = stack.pop()
        prefix = f"{shape.path}." if shape.path else ""
        assert not {prefix + name for name in shape.required} & never
        stack += [*shape.properties.values(), *shape.types.values()]
        stack += [shape.items] if shape.items is not None else []


def _own(path: str) -> str:
    """A required shared property of a union is asked for by every type; the matrix has it once."""
    holder, _, name = path.rpartition(".")
    shared = holder.rpartition("<")[0] if holder.endswith(">") else holder
    return f"{shared}.{name}" if f"{shared}.{name}" in {row["path"] for row in ROWS} else path
