"""What a file is taken for: a claim needs evidence, and look-alikes are left alone."""

from __future__ import annotations

from typing import Any

import pytest

from tests.template.look import IMAGE_TYPE, SCHEMA, deployment, image, read

PLATFORM = {"type": "PlatformImage", "publisher": "Canonical", "offer": "u", "sku": "s", "version": "latest"}
SHARED = {"type": "SharedImage", "runOutputName": "o", "galleryImageId": "x"}
SUBSCRIPTION = "https://schema.management.azure.com/schemas/2018-05-01/subscriptionDeploymentTemplate.json#"
PARAMETERS = "https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#"

BARE: list[Any] = [
    {"type": IMAGE_TYPE},
    {"type": IMAGE_TYPE.upper(), "location": "westus2"},
    {"type": "Microsoft.VirtualMachineImages", "properties": {}},
    {"properties": {"source": PLATFORM, "distribute": [SHARED]}},
    {"location": "westus2", "properties": {"source": {}, "distribute": []}},
    {"properties": {"source": PLATFORM}},
    {"properties": {"source": {"type": "ManagedImage", "imageId": "x"}, "customize": []}},
    {"properties": {"customize": [{"type": "Shell"}], "distribute": [SHARED]}},
    {"properties": {"distribute": SHARED, "vmProfile": {}}},
    {"type": "Microsoft.VirtualMachineImages/imageTemplate", "properties": {"source": PLATFORM}},
    {"type": "<type>", "properties": {"source": PLATFORM, "distribute": []}},
    '{"properties": {"source": <source>, "distribute": <targets>}}',
    '{"type": "Microsoft.VirtualMachineImages/imageTemplates", "properties": {"sou',
]
DEPLOYMENT: list[Any] = [
    deployment(),
    {"$schema": SUBSCRIPTION, "resources": []},
    {"$schema": SCHEMA.upper()},
    {"$schema": SCHEMA.replace("https", "http").rstrip("#"), "contentVersion": "1.0.0.0"},
    {"contentVersion": "1.0.0.0", "resources": {}},
    {"resources": [image()]},
    {"resources": {"image": image()}},
]
PROPERTIES: list[Any] = [
    {"source": PLATFORM, "distribute": [SHARED]},
    {"source": PLATFORM},
    {"source": {"publisher": "a", "offer": "b"}, "vmProfile": {}},
    {"customize": [{"type": "File"}], "validate": {}},
]
FILES: list[Any] = [
    {"$schema": PARAMETERS, "contentVersion": "1.0.0.0", "parameters": {}},
    {"contentVersion": "1.0.0.0", "parameters": {"a": {"value": 1}, "b": {"reference": {}}}},
    {"parameters": {"a": {"value": {"source": PLATFORM, "distribute": [SHARED]}}}},
]
OTHER: list[Any] = [
    "",
    "[]",
    "true",
    {},
    [image()],
    {"name": "x", "version": "1.0.0", "scripts": {"build": "tsc"}},
    {"$schema": "https://json-schema.org/draft/2020-12/schema", "properties": {"source": {"type": "object"}}},
    {"properties": {"source": {"type": "object"}, "distribute": {"type": "array"}, "customize": {"type": "array"}}},
    {"type": "object", "properties": {"source": {"type": "string"}, "distribute": {"items": {"type": "string"}}}},
    {"type": "Microsoft.Compute/images", "properties": {"source": {}, "distribute": []}},
    {"properties": {"policyRule": {"if": {"field": "type", "equals": IMAGE_TYPE}}, "parameters": {}}},
    {"properties": {"roleName": "Image Builder", "permissions": [{"actions": [f"{IMAGE_TYPE}/read"]}]}},
    {"view": {"kind": "Form", "properties": {"steps": [], "outputs": {"template": deployment(image())}}}},
    {"type": "Microsoft.VirtualMachineImages/imageTemplates/triggers", "properties": {"kind": "SourceImage"}},
    {"parameters": {"a": {"type": "string"}}},
    {"parameters": {}, "variables": {}},
    {"source": "a", "distribute": "b", "customize": "c"},
    {"source": {"type": "git"}, "customize": [{"type": "patch"}], "distribute": ["x"]},
    {"resources": [{"type": "compute.v1.instance"}]},
]


@pytest.mark.parametrize("content", BARE)
def test_bare(content: Any) -> None:
    found = read(content)
    assert found.kind == "bare"
    assert [image.kind for image in found.images] == ["bare"]


@pytest.mark.parametrize("content", DEPLOYMENT)
def test_deployment(content: Any) -> None:
    assert read(content).kind == "deployment"


@pytest.mark.parametrize("content", PROPERTIES)
def test_properties(content: Any) -> None:
    found = read(content)
    assert found.kind == "properties"
    (image,) = found.images
    assert image.properties is image.body
    assert image.root("location") is None


@pytest.mark.parametrize("content", FILES)
def test_parameters(content: Any) -> None:
    found = read(content)
    assert (found.kind, found.images) == ("parameters", [])


@pytest.mark.parametrize("content", OTHER)
def test_other(content: Any) -> None:
    found = read(content)
    assert (found.kind, found.images, found.scopes) == (None, [], [])


@pytest.mark.parametrize(
    ("name", "level"),
    [
        ("2019-04-01/deploymentTemplate.json#", "resourceGroup"),
        ("2018-05-01/subscriptionDeploymentTemplate.json#", "subscription"),
        ("2019-08-01/managementGroupDeploymentTemplate.json", "managementGroup"),
        ("2019-08-01/tenantDeploymentTemplate.json#", "tenant"),
    ],
)
def test_levels(name: str, level: str) -> None:
    found = read({"$schema": f"https://schema.management.azure.com/schemas/{name}", "resources": [image()]})
    assert [scope.level for scope in found.scopes] == [level]
    assert len(found.images) == 1
