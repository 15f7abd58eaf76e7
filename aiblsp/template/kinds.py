"""What a JSON file is, and whether an object is an image template: looks at a few members, resolves nothing.

Any JSON file may be opened beside an image template, so a file is only claimed on evidence that nothing else has: the
`$schema` of a deployment, the resource type, or sections that read like image builder's own. Sources: ARM template and
parameter file syntax; the documented sections of Microsoft.VirtualMachineImages/imageTemplates.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Literal

from aiblsp.pattern import later
from aiblsp.template.model import SOURCE_TYPES, STEP_TYPES, TARGET_TYPES

if TYPE_CHECKING:
    from aiblsp.jsonc.node import Node

Kind = Literal["deployment", "bare", "properties", "parameters"]

IMAGE_TYPE: Final = "microsoft.virtualmachineimages/imagetemplates"
TRIGGER_TYPE: Final = f"{IMAGE_TYPE}/triggers"
DEPLOYMENT_TYPE: Final = "microsoft.resources/deployments"
GROUP_TYPE: Final = "microsoft.resources/resourcegroups"
_PROVIDER: Final = "microsoft.virtualmachineimages"

_SCHEMA: Final = later(
    r"(?:/|\A)(?:(subscription|managementgroup|tenant))?deployment(template|parameters)\.json#?\Z", re.IGNORECASE
)
LEVELS: Final = {
    "": "resourceGroup",
    "subscription": "subscription",
    "managementgroup": "managementGroup",
    "tenant": "tenant",
}

_SOURCES: Final = frozenset(name.lower() for name in SOURCE_TYPES)
_UNMISTAKABLE_SOURCES: Final = frozenset({"platformimage", "sharedimageversion"})
_STEPS: Final = frozenset(name.lower() for name in STEP_TYPES)
_TARGETS: Final = frozenset(name.lower() for name in TARGET_TYPES)
_SECTIONS: Final = frozenset(
    {
        "source",
        "customize",
        "distribute",
        "validate",
        "vmprofile",
        "buildtimeoutinminutes",
        "optimize",
        "stagingresourcegroup",
        "errorhandling",
        "autorun",
        "managedresourcetags",
    }
)
_TELLING: Final = frozenset(
    {"$schema", "resources", "parameters", "type", "properties", "source", "customize", "distribute"}
)
_LOOKS: Final = 20  # elements of a section that are looked at: one that tells is among the first


def schema_of(root: Node) -> tuple[Literal["template", "parameters"], str] | None:
    """What the `$schema` member says: the kind of file and its level (as in `Scope.level`), or None."""
    schema = root.get("$schema")
    text = schema.text() if schema is not None else None
    match = _SCHEMA.search(text.strip()) if text is not None and len(text) < 1000 else None
    if match is None:
        return None
    level = LEVELS[(match.group(1) or "").lower()]
    return ("template" if match.group(2).lower() == "template" else "parameters"), level


def kind_of(root: Node | None) -> Kind | None:
    """What a file is by its root, or None for any other JSON."""
    if root is None or root.kind != "object" or not _TELLING & {name_of(child) for child in root.children}:
        return None
    schema = schema_of(root)
    if schema is not None:
        return "deployment" if schema[0] == "template" else "parameters"
    if _is_deployment(root):
        return "deployment"
    if is_image(root, lenient=True):
        return "bare"
    if _is_parameters(root):
        return "parameters"
    if root.get("properties") is None and root.get("resources") is None and _reads_like_properties(root):
        return "properties"
    return None


def _is_deployment(root: Node) -> bool:
    """By shape: `resources` and `contentVersion`, or an image template among the resources."""
    resources = root.get("resources")
    if resources is None or resources.kind not in ("object", "array"):
        return False
    if root.get("contentVersion") is not None:
        return True
    return root.get("type") is None and any(
        is_provider_type(_text(child, "type")) for child in resources.children[:_LOOKS]
    )


def _is_parameters(root: Node) -> bool:
    """By shape: `parameters` whose entries hold a value or a reference, and no sign of a template."""
    entries = root.get("parameters")
    if entries is None or entries.kind != "object" or not entries.children:
        return False
    if any(root.get(name) is not None for name in ("resources", "variables", "outputs", "properties", "template")):
        return False
    return all(is_parameter_entry(child) for child in entries.children)


ENTRY_WORDS: Final = ("value", "reference", "expression")  # what an entry of a parameter file may hold


def is_parameter_entry(node: Node) -> bool:
    """Whether a member of `parameters` gives a value, as in a parameter file, and declares none, as in a template."""
    if node.kind != "object" or node.get("type") is not None:
        return False
    return any(node.get(name) is not None for name in ENTRY_WORDS)


def is_provider_type(text: str | None) -> bool:
    """Whether a resource type is one of Microsoft.VirtualMachineImages, or only the provider, as some samples have."""
    lowered = (text or "").lower()
    return lowered == _PROVIDER or lowered.startswith(f"{_PROVIDER}/")


def is_image(resource: Node, *, lenient: bool = False) -> bool:
    """Whether a resource object is an image template. Only its own members count, as written.

    The type decides where it is one of the provider's. Where it is missing or none of them, the sections must read like
    an image template; `lenient` (the whole file is the object) also takes `source` with `distribute` for proof.
    """
    type_ = resource.get("type")
    known = type_.text() if type_ is not None else None
    if known is not None and is_provider_type(known):
        lowered = known.lower()
        return lowered in (IMAGE_TYPE, _PROVIDER) or (lowered.count("/") == 1 and _has_sections(resource, lenient))
    if known is not None and known.count("/") and not known.startswith("["):
        lenient = False  # a resource of something else, unless it is unmistakable
    return _has_sections(resource, lenient)


def _has_sections(resource: Node, lenient: bool) -> bool:
    properties = resource.get("properties")
    if properties is None or properties.kind != "object":
        return False
    if _reads_like_properties(properties):
        return True
    return lenient and _has_ends(properties)


def _has_ends(properties: Node) -> bool:
    """`source` and `distribute` as a template has them. In a JSON Schema of one, `distribute` is an object."""
    source, distribute = properties.get("source"), properties.get("distribute")
    if source is None or distribute is None:
        return False
    return source.kind in ("object", "unknown") and distribute.kind in ("array", "unknown")


def _reads_like_properties(node: Node) -> bool:
    """Whether the content of an object is what belongs under `properties` of an image template."""
    source, customize, distribute = node.get("source"), node.get("customize"), node.get("distribute")
    if source is None and customize is None and distribute is None:
        return False
    if source is not None and (_text(source, "type") or "").lower() in _UNMISTAKABLE_SOURCES:
        return True
    evidence = (
        (source is not None and _is_source(source))
        + (customize is not None and _is_list_of(customize, _STEPS))
        + (distribute is not None and _is_list_of(distribute, _TARGETS))
    )
    if evidence > 1:
        return True
    return evidence == 1 and sum(name_of(child) in _SECTIONS for child in node.children) > 1


def _is_source(node: Node) -> bool:
    if (_text(node, "type") or "").lower() in _SOURCES:
        return True
    if any(_text(node, name) is not None for name in ("imageId", "imageVersionId")):
        return True
    return all(_text(node, name) is not None for name in ("publisher", "offer"))


def _is_list_of(node: Node, types: frozenset[str]) -> bool:
    """Whether an array holds an object of one of the types (or the section is such an object, its array forgotten)."""
    elements = node.children[:_LOOKS] if node.kind == "array" else [node]
    return any((_text(element, "type") or "").lower() in types for element in elements)


def _text(node: Node, name: str) -> str | None:
    """The string under a name, or None."""
    found = node.get(name)
    return found.text() if found is not None else None


def name_of(node: Node) -> str:
    """The member's name in lower case; empty for an element."""
    return node.key.text.lower() if node.key is not None else ""
