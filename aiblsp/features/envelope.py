"""What deployment templates and parameter files have around image templates: names and values, for completion."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from aiblsp.expression.node import Call, Text
from aiblsp.expression.parser import is_expression, parse
from aiblsp.facts import regions
from aiblsp.facts.versions import NEWEST_DOCUMENTED
from aiblsp.schema.skeleton import Blank

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from aiblsp.document import Document
    from aiblsp.features.slot import Slot
    from aiblsp.jsonc.node import Node
    from aiblsp.template.declared import Parameter
    from aiblsp.template.model import Image

SCHEMA: Final = "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#"
IMAGE: Final = "Microsoft.VirtualMachineImages/imageTemplates"
_TEMPLATE: Final[dict[str, Any]] = {
    "$schema": SCHEMA,
    "contentVersion": "1.0.0.0",
    "parameters": {},
    "variables": {},
    "functions": [],
    "resources": [],
    "outputs": {},
    "metadata": {},
    "languageVersion": "2.0",
    "definitions": {},
}
_RESOURCE: Final[dict[str, Any]] = {
    "type": IMAGE,
    "apiVersion": NEWEST_DOCUMENTED,
    "name": Blank(""),
    "location": Blank("[resourceGroup().location]"),
    "condition": Blank(""),
    "dependsOn": [Blank("")],
    "properties": {},
}
_PARAMETER: Final[dict[str, Any]] = {
    "type": Blank("string"),
    "defaultValue": Blank(""),
    "allowedValues": [Blank("")],
    "metadata": {"description": Blank("")},
    "minValue": Blank(0),
    "maxValue": Blank(10),
    "minLength": Blank(1),
    "maxLength": Blank(64),
    "nullable": True,
}
_OUTPUT: Final[dict[str, Any]] = {"type": Blank("string"), "value": Blank(""), "condition": Blank("")}
_ENTRY: Final[dict[str, Any]] = {"value": Blank("")}
TYPES: Final = ("string", "securestring", "int", "bool", "object", "secureObject", "array")
_SCALARS: Final = ("string", "number", "boolean")
_EMPTY: Final[dict[str, Any]] = {"string": "", "int": 0, "bool": False, "object": {}, "array": []}


def names(place: Slot, template: Document | None) -> list[tuple[str, Any, str]]:
    """The members that the object at a place may have: name, value with blanks, and what to say of it."""
    steps = _steps(place.path)
    kind = place.document.template.kind
    if kind == "parameters":
        if steps == ["parameters"]:
            return list(_missing(place, template))
        return _plain(_ENTRY) if len(steps) == 2 and steps[0] == "parameters" else []
    if kind != "deployment":
        return []
    return _plain(_members(steps) or {})


def _members(steps: list[str]) -> dict[str, Any] | None:
    match steps:
        case []:
            return _TEMPLATE
        case ["parameters", _]:
            return _PARAMETER
        case ["outputs", _]:
            return _OUTPUT
        case ["resources", _]:
            return _RESOURCE
    return None


def values(place: Slot, template: Document | None) -> Sequence[tuple[str | float | bool, str]]:
    """The values that may be written at a place around image templates, each with a word about it."""
    steps = _steps(place.path)
    if place.document.template.kind == "parameters":
        if place.role != "value" or len(steps) != 3 or (steps[0], steps[2]) != ("parameters", "value"):
            return ()
        return list(_given(template, steps[1])) if template is not None else ()
    if place.document.template.kind != "deployment":
        return ()
    match steps:
        case ["$schema"]:
            return ((SCHEMA, ""),)
        case ["contentVersion"]:
            return (("1.0.0.0", ""),)
        case ["parameters" | "outputs", _, "type"]:
            return [(each, "") for each in TYPES]
        case [*_, "resources", _, "type"]:
            return ((IMAGE, ""), (f"{IMAGE}/triggers", ""))
    return ()


def _given(template: Document, name: str) -> Iterator[tuple[str | float | bool, str]]:
    """The values that the parameter of a template may have: those that it allows, regions where it stands for one."""
    scope = next((each for each in template.template.scopes if each.node is template.tree.root), None)
    parameter = scope.parameters.get(name.lower()) if scope is not None else None
    if parameter is None:
        return
    if parameter.allowed:
        yield from ((each.value, "") for each in parameter.allowed if each.kind in _SCALARS)
        return
    default = parameter.default
    if parameter.type == "bool":
        yield from ((True, ""), (False, ""))
    elif any(_is_location(image, name) for image in template.images):
        yield from ((region.name, region.display) for region in regions.REGIONS.values() if region.supported)
    elif default is not None and default.kind in _SCALARS and not (parameter.secure or _is_expression(default)):
        yield default.value, ""


def _is_expression(node: Node) -> bool:
    return node.kind == "string" and is_expression(node.value)


def _is_location(image: Image, name: str) -> bool:
    """Whether a parameter is the region of an image template."""
    written = image.node.get("location")
    text = written.value if written is not None and written.kind == "string" else ""
    call = parse(text).root if is_expression(text) else None
    if not isinstance(call, Call) or call.full_name.lower() != "parameters" or len(call.args) != 1:
        return False
    argument = call.args[0]
    return isinstance(argument, Text) and argument.value.lower() == name.lower()


def is_resources(place: Slot) -> bool:
    """Whether a place is among the resources of a deployment template."""
    steps = _steps(place.path)
    return place.document.template.kind == "deployment" and bool(steps) and steps[-1] == "resources"


def _steps(path: tuple[Node, ...]) -> list[str]:
    return ["" if node.key is None else node.key.text for node in path[1:]]


def _plain(members: dict[str, Any]) -> list[tuple[str, Any, str]]:
    return [(name, value, "") for name, value in members.items()]


def _missing(place: Slot, template: Document | None) -> Iterator[tuple[str, Any, str]]:
    """The parameters of the template that the file does not set, those without default first."""
    if template is None or not template.template.scopes:
        return
    root = template.template.scopes[0]
    declared = sorted(root.parameters.values(), key=lambda parameter: not parameter.required)
    for parameter in declared:
        yield parameter.name, {"value": _value(parameter)}, parameter.type or ""


def _value(parameter: Parameter) -> Any:
    if parameter.allowed and parameter.allowed[0].kind in _SCALARS:
        return Blank(parameter.allowed[0].value)
    empty = _EMPTY.get((parameter.type or "string").removeprefix("secure"), "")
    return empty if isinstance(empty, dict | list) else Blank(empty)
