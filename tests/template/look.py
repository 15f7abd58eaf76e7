"""Short ways to build a template from plain data and to look at what came out of it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from aiblsp.document import analyze
from aiblsp.template.model import Options
from aiblsp.text import Source

if TYPE_CHECKING:
    from aiblsp.jsonc.node import Node
    from aiblsp.template.model import Template

SCHEMA = "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#"
IMAGE_TYPE = "Microsoft.VirtualMachineImages/imageTemplates"


def read(content: Any, *files: Any, **options: Any) -> Template:
    """The template in a text or in plain data; `files` are parameter files, as text or as data."""
    given = tuple(Source(_text(file), f"p{index}.json") for index, file in enumerate(files))
    return analyze(Source(_text(content)), Options(parameters=given, **options)).template


def _text(content: Any) -> str:
    return content if isinstance(content, str) else json.dumps(content, indent=2)


def deployment(*resources: Any, **sections: Any) -> dict[str, Any]:
    """A deployment template with these resources."""
    return {"$schema": SCHEMA, "contentVersion": "1.0.0.0", **sections, "resources": list(resources)}


def image(properties: Any = None, **members: Any) -> dict[str, Any]:
    """An image template resource."""
    return {"type": IMAGE_TYPE, "apiVersion": "2024-02-01", "name": "t", "properties": properties or {}, **members}


def nested(template: Any, scope: str | None = None, **parameters: Any) -> dict[str, Any]:
    """A nested deployment."""
    properties: dict[str, Any] = {"mode": "Incremental", "template": template, "parameters": parameters}
    if scope is not None:
        properties["expressionEvaluationOptions"] = {"scope": scope}
    return {
        "type": "Microsoft.Resources/deployments",
        "apiVersion": "2022-09-01",
        "name": "n",
        "properties": properties,
    }


def properties(content: Any, *files: Any, **options: Any) -> Any:
    """What became of the properties of the only image template, as `plain` shows it."""
    (found,) = read(content, *files, **options).images
    assert found.properties is not None
    return plain(found.properties)


def value(expression: Any, *files: Any, **sections: Any) -> Any:
    """What an expression stands for in a template with these sections, as `plain` shows it."""
    return properties(deployment(image({"x": expression}), **sections), *files).get("x", "absent")


def node(expression: Any, *files: Any, **sections: Any) -> Node:
    """The node that an expression becomes in a template with these sections."""
    (found,) = read(deployment(image({"x": expression}), **sections), *files).images
    made = found.at("x")
    assert made is not None
    return made


def plain(node: Node) -> Any:
    """A node as plain data: "?" is unknown, also before a name; a last element or member "…" says incomplete."""
    if node.kind == "unknown":
        return "?"
    if node.kind == "array":
        return [plain(child) for child in node.children] + ["…"] * node.incomplete
    if node.kind != "object":
        return node.value
    members = {}
    for child in node.children:
        assert child.key is not None
        members[child.key.text if child.key.known else f"?{child.key.text}"] = plain(child)
    return members | {"…": True} if node.incomplete else members
