"""What the contract check finds, and above all what it leaves alone."""

from __future__ import annotations

import json
from typing import Any

import pytest

from aiblsp.document import analyze
from aiblsp.facts.versions import VERSIONS
from aiblsp.schema.check import check
from aiblsp.text import Source
from tests.schema.check_cases import CASES, NEWEST, TYPE, properties
from tests.schema.templates import IDENTITY, LEAST, full, image, shown


def found(body: dict[str, Any] | str, version: str | None = NEWEST) -> list[str]:
    return [shown(mismatch) for mismatch in check(image(body, version))]


def test_a_full_template_is_right_in_the_newest_version_and_in_any() -> None:
    assert found(full()) == []
    assert found(full(), None) == []


@pytest.mark.parametrize("version", VERSIONS[3:])
def test_the_least_template_is_right_in_every_stable_version(version: str) -> None:
    assert found(LEAST, version) == []


@pytest.mark.parametrize(("what", "body", "version", "expected"), CASES, ids=[case[0] for case in CASES])
def test_findings(what: str, body: dict[str, Any], version: str | None, expected: list[str]) -> None:
    assert found(body, version) == expected


def test_the_nodes_are_what_is_wrong() -> None:
    text = json.dumps(properties(vmProfle={}, customize=[{"type": "shell"}, {"type": "Shell", "inline": 5}]))
    mismatches = check(image(text, NEWEST))
    assert [text[mismatch.node.start : mismatch.node.end] for mismatch in mismatches] == ["{}", '"shell"', "5"]
    assert [mismatch.node.key.text for mismatch in mismatches if mismatch.node.key is not None] == [
        "vmProfle",
        "type",
        "inline",
    ]
    assert all(mismatch.parent is not None for mismatch in mismatches)


def test_what_is_not_known_is_not_wrong() -> None:
    body = """{
      "location": <region>, "identity": <identity>, "properties": {
        "source": {"type": <type>, "zebra": 1, "exactVersion": 5, "imageId": <id>},
        "customize": [<step>, {"type": "Shell", "inline": <commands>}],
        "vmProfile": {"osDiskSizeGB": <size>},
        "distribute": [{"type": "VHD", "runOutputName": <name>}]
      }
    }"""
    assert found(body) == ["unknown-property properties.source.zebra"]  # no type of source has that


def test_nothing_is_missing_from_recovered_objects() -> None:
    body = (
        '{"location": "a", "properties": {"distribute": [{"type": "VHD"}], "source": {"type": "ManagedImage", "zebra": '
    )
    assert found(body) == ["missing properties.distribute[]<VHD>.runOutputName"]


DEPLOYMENT: dict[str, Any] = {
    "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
    "contentVersion": "1.0.0.0",
    "parameters": {"size": {"type": "int", "defaultValue": 5000}, "name": {"type": "string"}},
    "resources": [],
}


def deployed(resource: dict[str, Any]) -> list[str]:
    document = analyze(Source(json.dumps({**DEPLOYMENT, "resources": [resource]})))
    return [shown(mismatch) for mismatch in document.mismatches]


def resource(**members: Any) -> dict[str, Any]:
    head = {"type": "Microsoft.VirtualMachineImages/imageTemplates", "apiVersion": "2024-02-01", "name": "a"}
    return {**head, **LEAST, **members}


def test_what_belongs_around_a_resource() -> None:
    around = {
        "comments": "x",
        "condition": True,
        "copy": {"name": "a", "count": 1},
        "dependsOn": [],
        "scope": "x",
        "metadata": {},
        "zones": ["1"],
        "plan": {},
        "apiProfile": "x",
        "sku": {},
        "resources": [],
        "DependsOn": [],
    }
    assert [line for line in deployed(resource(**around)) if "DependsOn" not in line] == []


def test_expressions_are_seen_through() -> None:
    wrong = resource(properties={**LEAST["properties"], "buildTimeoutInMinutes": "[parameters('size')]"})
    assert deployed(wrong) == ["range properties.buildTimeoutInMinutes, expected 0 | 960"]
    open_end = resource(
        location="[resourceGroup().location]",
        name="[parameters('name')]",
        identity={"type": "UserAssigned", "userAssignedIdentities": {"[parameters('name')]": {}}},
    )
    assert deployed(open_end) == []


def test_a_resource_needs_a_name_and_a_bare_body_does_not() -> None:
    nameless = resource()
    del nameless["name"]
    assert deployed(nameless) == ["missing name"]


def trigger(version: str, **members: Any) -> dict[str, Any]:
    head = {"type": "Microsoft.VirtualMachineImages/imageTemplates/triggers", "apiVersion": version, "name": "a/b"}
    return {**head, "properties": {"kind": "SourceImage"}, **members}


def test_triggers() -> None:
    assert deployed(trigger("2024-02-01", location="westus2", dependsOn=["a"])) == []
    assert deployed(trigger("2024-02-01", name="a/b c", properties={"kind": "sourceImage", "zebra": 1})) == [
        "pattern name, found a/b c, expected ^[A-Za-z0-9-_.]{1,64}$",
        "type-casing properties.kind, found sourceImage, expected SourceImage",
        "unknown-property properties<SourceImage>.zebra",
    ]
    assert deployed(trigger("2021-10-01")) == [
        "type-not-in-version type, found Microsoft.VirtualMachineImages/imageTemplates/triggers, since 2022-07-01"
    ]


def test_a_properties_object_of_its_own() -> None:
    document = analyze(Source(json.dumps({**full()["properties"], "location": "westus2"})))
    (only,) = document.images
    assert only.kind == "properties"
    assert [shown(mismatch) for mismatch in document.mismatches] == [
        "misplaced properties.location, expected location | properties.distribute[]<ManagedImage>.location"
    ]


def test_deep_nonsense_is_harmless() -> None:
    deep = "[" * 5000 + "]" * 5000
    body = '{"type": "%s", "properties": {"source": %s, "distribute": [%s], "customize": {"a": %s}}}'
    assert [line.split(",")[0] for line in found(body % (TYPE, deep, deep, deep))] == [
        "wrong-container properties.source",
        "wrong-container properties.distribute[]",
        "wrong-container properties.customize",
        "missing location",
        "missing identity",
    ]


def test_identity_keys_are_free() -> None:
    identity = {"type": "UserAssigned", "userAssignedIdentities": {IDENTITY: {"principalId": "x"}, "[y]": 5}}
    assert found({**LEAST, "identity": identity}) == [
        "read-only identity.userAssignedIdentities.{key}.principalId",
        "wrong-container identity.userAssignedIdentities.{key}, found number, expected object",
    ]


def test_many_wrong_names_take_time_in_proportion() -> None:
    """Each is found; guessing what was meant ends after a while, and no object is looked through for each of them."""
    many = properties(**{f"zebra{number}": number for number in range(20_000)}, vmProfle={})
    lines = found(many)
    assert len(lines) == 20_001
    assert lines[-1] == "unknown-property properties.vmProfle"
