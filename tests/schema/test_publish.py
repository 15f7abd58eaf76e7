"""The published schemas: as generated, valid by the metaschema, and of use to other tools on right templates."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from aiblsp.facts.versions import VERSIONS
from aiblsp.schema import publish
from aiblsp.schema.store import root
from tests.schema.templates import LEAST, full

SCHEMAS = root()
PUBLISHED = sorted(name for name in publish.rendered() if name.endswith(".schema.json"))
RESOURCE = {"type": "Microsoft.VirtualMachineImages/imageTemplates", "name": "a"}
EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


def validator(name: str) -> Draft202012Validator:
    def retrieve(uri: str) -> Resource[Any]:
        return Resource.from_contents(json.loads((SCHEMAS / uri).read_bytes()), DRAFT202012)

    registry: Registry[Any] = Registry(retrieve=retrieve)  # type: ignore[call-arg]
    return Draft202012Validator({"$ref": name}, registry=registry)


def errors(name: str, instance: Any) -> list[str]:
    return [f"{error.json_path}: {error.message}" for error in validator(name).iter_errors(instance)]


def test_nothing_generated_is_stale() -> None:
    assert publish.stale() == []


def test_no_schema_of_a_version_is_left_over() -> None:
    found = {file.relative_to(SCHEMAS).as_posix() for version in VERSIONS for file in (SCHEMAS / version).iterdir()}
    assert found == {name for name in PUBLISHED if "/" in name}


@pytest.mark.parametrize("name", PUBLISHED)
def test_a_published_schema_is_one(name: str) -> None:
    schema = json.loads((SCHEMAS / name).read_bytes())
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    Draft202012Validator.check_schema(schema)


@pytest.mark.parametrize("version", VERSIONS[3:])
def test_the_least_template_passes(version: str) -> None:
    assert errors(f"{version}/imageTemplates.schema.json", LEAST) == []
    resource = {**RESOURCE, **LEAST, "apiVersion": version}
    assert errors(f"{version}/imageTemplates.resource.schema.json", resource) == []
    assert errors("deploymentTemplate.schema.json", {"resources": [resource]}) == []


def test_a_full_template_passes_in_the_newest_version_only() -> None:
    assert errors("2025-10-01/imageTemplates.schema.json", full()) == []
    assert errors("2024-02-01/imageTemplates.schema.json", full()) != []


def test_expressions_pass_in_a_deployment_template_only() -> None:
    template = full()
    template["location"] = "[resourceGroup().location]"
    template["tags"] = "[parameters('tags')]"
    template["properties"]["buildTimeoutInMinutes"] = "[parameters('timeout')]"
    template["properties"]["source"]["type"] = "[parameters('type')]"
    template["properties"]["source"]["[parameters('key')]"] = 5
    template["properties"]["optimize"] = None
    template["properties"]["vmProfile"] = {"copy": [{"name": "userAssignedIdentities", "count": 2, "input": "x"}]}
    resource = {**RESOURCE, **template, "apiVersion": "2025-10-01", "dependsOn": [], "copy": {"name": "a", "count": 2}}
    assert errors("2025-10-01/imageTemplates.resource.schema.json", resource) == []
    assert len(errors("2025-10-01/imageTemplates.schema.json", template)) == 5


def test_one_defect_is_one_error() -> None:
    template = full()
    template["properties"]["customize"][0]["type"] = "PowerShel"
    template["properties"]["distribute"][3]["runOutputNam"] = "a"
    assert errors("2025-10-01/imageTemplates.schema.json", template) == [
        "$.properties.customize[0].type: 'PowerShel' is not one of "
        "['Shell', 'PowerShell', 'WindowsRestart', 'WindowsUpdate', 'File']",
        "$.properties.distribute[3]: Additional properties are not allowed ('runOutputNam' was unexpected)",
    ]


def test_the_schema_of_deployment_templates_finds_resources_wherever_they_are() -> None:
    wrong = {**RESOURCE, **LEAST, "apiVersion": "2024-02-01", "zebra": 1}
    nested = {"type": "Microsoft.Resources/deployments", "properties": {"template": {"resources": [wrong]}}}
    trigger = {
        "type": "Microsoft.VirtualMachineImages/imageTemplates/triggers",
        "apiVersion": "2024-02-01",
        "name": "a/b",
        "properties": {"kind": "Zebra"},
    }
    name = "deploymentTemplate.schema.json"
    assert len(errors(name, {"resources": [wrong]})) == 1
    assert len(errors(name, {"resources": {"symbol": wrong}})) == 1
    assert len(errors(name, {"resources": [nested]})) == 1
    assert errors(name, {"resources": [trigger]}) == [
        "$.resources[0].properties.kind: 'Zebra' is not one of ['SourceImage']"
    ]
    assert errors(name, {"resources": [{**wrong, "existing": True}, {**wrong, "apiVersion": "2099-01-01"}]}) == []
    assert errors(name, {"resources": "[variables('resources')]"}) == []


@pytest.mark.parametrize(
    ("version", "template"), [("2024-02-01", LEAST), ("2025-10-01", full())], ids=["least", "full"]
)
def test_check_jsonschema_takes_the_schema_and_a_right_template(tmp_path: Path, version: str, template: Any) -> None:
    pytest.importorskip("check_jsonschema")
    file = tmp_path / "template.json"
    file.write_text(json.dumps({"resources": [{**RESOURCE, **template, "apiVersion": version}]}))
    bare = tmp_path / "bare.json"
    bare.write_text(json.dumps(template))
    for schema, instance in (("deploymentTemplate", file), (f"{version}/imageTemplates", bare)):
        schema_file = str(SCHEMAS / f"{schema}.schema.json")
        command = [sys.executable, "-m", "check_jsonschema", "--schemafile", schema_file, str(instance)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
