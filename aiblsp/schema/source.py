"""Reads the annotated sources into one tree: references resolved, a path and a lifetime on every node. No checks."""

from __future__ import annotations

from functools import cache
from typing import Any, Final, TypeAlias

from aiblsp.facts.versions import NEWEST, VERSIONS
from aiblsp.schema.store import SOURCE, read

Spec: TypeAlias = dict[str, Any]  # a node of a source file, or of the tree made from it

ROOTS: Final = {  # resource type → file
    "imageTemplates": "image-template.json",
    "imageTemplates/triggers": "trigger.json",
    "imageTemplates/runOutputs": "run-output.json",
}
OLDEST: Final = VERSIONS[0]


@cache
def tree(resource: str = "imageTemplates") -> Spec:
    """The whole contract of a resource type.

    Every node has `path` (as in a Mismatch), `since` and `until` (never outside the lifetime of the node above), and
    no `$ref`: a reference and the keywords beside it are merged, the keywords beside it win. A type of a union has the
    shared properties of the union too, under their shared path.
    """
    return _node(_load(ROOTS[resource]), ROOTS[resource], "", OLDEST, NEWEST)


@cache
def by_path(resource: str = "imageTemplates") -> dict[str, Spec]:
    """Every node of the tree by its path; of a union, the shared discriminator and those of the types."""
    found: dict[str, Spec] = {}
    stack = [tree(resource)]
    while stack:
        node = stack.pop()
        found.setdefault(node["path"], node)
        stack += node.get("types", {}).values()  # first, so that shared properties are seen at the union before
        stack += node.get("properties", {}).values()
        stack += [node[key] for key in ("items", "additionalProperties") if isinstance(node.get(key), dict)]
        for part in node.get("envelope", {}).values():
            stack += part["properties"].values()
    return found


@cache
def _load(name: str) -> Spec:
    found: Spec = read(f"{SOURCE}/{name}")
    return found


def _resolve(spec: Spec, file: str) -> tuple[Spec, str]:
    """The node with references followed, and the file that references below it start from."""
    while "$ref" in spec:
        name, _, pointer = spec["$ref"].partition("#")
        target_file = name or file
        target = _load(target_file)
        for step in pointer.split("/")[1:]:
            target = target[step]
        spec = {**target, **{key: value for key, value in spec.items() if key != "$ref"}}
        file = target_file
    return spec, file


def _node(spec: Spec, file: str, path: str, since: str, until: str) -> Spec:
    spec, file = _resolve(spec, file)
    since, until = max(since, spec.get("since", since)), min(until, spec.get("until", until))
    node = {key: value for key, value in spec.items() if not key.startswith("$")}
    node.update(path=path, since=since, until=until)
    if "properties" in spec:
        node["properties"] = _members(spec["properties"], file, path, since, until)
    if isinstance(spec.get("items"), dict):
        node["items"] = _node(spec["items"], file, path + "[]", since, until)
    if isinstance(spec.get("additionalProperties"), dict):
        node["additionalProperties"] = _node(spec["additionalProperties"], file, path + ".{key}", since, until)
    if "envelope" in spec:
        node["envelope"] = {kind: _node(part, file, path, since, until) for kind, part in spec["envelope"].items()}
    if "types" in spec:
        node["types"] = {name: _type(node, name, part, file) for name, part in spec["types"].items()}
    return node


def _members(specs: dict[str, Spec], file: str, path: str, since: str, until: str) -> dict[str, Spec]:
    prefix = f"{path}." if path else ""
    return {name: _node(spec, file, prefix + name, since, until) for name, spec in specs.items()}


def _type(union: Spec, name: str, spec: Spec, file: str) -> Spec:
    """One type of a union, with the shared properties and a discriminator of its own."""
    node = _node({"type": "object", **spec}, file, f"{union['path']}<{name}>", union["since"], union["until"])
    discriminator: str = union["discriminator"]
    shared = dict(union["properties"])
    kind = {**shared.pop(discriminator), "path": f"{node['path']}.{discriminator}", "values": {name: spec["title"]}}
    kind.update(since=node["since"], until=node["until"])
    alive = {
        member: {**part, "since": max(part["since"], node["since"]), "until": min(part["until"], node["until"])}
        for member, part in shared.items()
    }
    node["properties"] = {discriminator: kind, **alive, **node.get("properties", {})}
    node["required"] = [*union.get("required", ()), *spec.get("required", ())]
    return node
