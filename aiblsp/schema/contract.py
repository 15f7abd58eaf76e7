"""Squeezes the annotated tree to what a check needs: no prose, nothing that goes without saying. Reads no file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from aiblsp.facts.versions import NEWEST
from aiblsp.schema.source import OLDEST, tree

if TYPE_CHECKING:
    from aiblsp.schema.source import Spec

CHECKED: Final = ("imageTemplates", "imageTemplates/triggers")
_KEPT: Final = (
    "type",
    "required",
    "requiredSince",
    "requiredUntil",
    "discriminator",
    "open",
    "minimum",
    "maximum",
    "pattern",
    "readOnly",
    "free",
    "aliases",
    "replacedBy",
)
_BEFORE: Final = ("pattern", "open", "minimum", "maximum")


def contract() -> Spec:
    """The content of `compact.py`: one compact node for each resource type that is checked."""
    return {resource: _compact(tree(resource), OLDEST, NEWEST) for resource in CHECKED}


def _compact(node: Spec, since: str, until: str) -> Spec:
    """A node; its lifetime is left out where it is the one of the node above."""
    kept: Spec = {key: node[key] for key in _KEPT if key in node}
    kept.update(_lifetime(node, since, until))
    since, until = node["since"], node["until"]
    if "values" in node:
        kept["values"] = {value: _lifetime(text, "", "") for value, text in node["values"].items()}
    if overrides := _overrides(node):
        kept["before"] = overrides
    if "items" in node:
        kept["items"] = _compact(node["items"], since, until)
    if isinstance(node.get("additionalProperties"), dict):
        kept["additionalProperties"] = _compact(node["additionalProperties"], since, until)
    if "properties" in node:
        kept["properties"] = {name: _compact(part, since, until) for name, part in node["properties"].items()}
    if "types" in node:
        shared = node["properties"].keys()
        kept["types"] = {name: _own(_compact(part, since, until), shared) for name, part in node["types"].items()}
    if "envelope" in node:
        kept["envelope"] = {kind: list(part["properties"]) for kind, part in node["envelope"].items()}
    return kept


def _lifetime(found: Any, since: str, until: str) -> Spec:
    if not isinstance(found, dict):
        return {}
    return {
        key: found[key] for key, usual in (("since", since), ("until", until)) if key in found and found[key] != usual
    }


def _overrides(node: Spec) -> Spec:
    """What differed in earlier versions, as far as it matters for a check."""
    found = {
        version: {key: value for key, value in part.items() if key in _BEFORE}
        for version, part in node.get("before", {}).items()
    }
    return {version: part for version, part in found.items() if part}


def _own(node: Spec, shared: Any) -> Spec:
    """A type of a union without the shared properties, which stand at the union."""
    own = {name: part for name, part in node.get("properties", {}).items() if name not in shared}
    return {**node, "properties": own}
