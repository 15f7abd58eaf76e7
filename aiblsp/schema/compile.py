"""Compiles the contract for one API version into shapes: built once per version, on first use. Looks at no template."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from aiblsp.facts.versions import NEWEST, PREVIEW, VERSIONS
from aiblsp.record import cached_property
from aiblsp.schema.checks import (
    array_check,
    boolean_check,
    integer_check,
    map_check,
    object_check,
    read_only_check,
    string_check,
    union_check,
)
from aiblsp.schema.compact import CONTRACT
from aiblsp.schema.shape import Shape

if TYPE_CHECKING:
    from collections.abc import Callable

Spec: TypeAlias = dict[str, Any]  # a node of the compact contract

FIRST_ACCEPTED: Final = PREVIEW  # older versions are refused altogether, so "any version" starts here


class Compiled:
    """The contract of one API version (None: of any that is accepted), as shapes to start from.

    resource, bare   the resource object in a deployment template, and the bare body
    properties       what is under `properties` of an image template
    trigger          a trigger resource; None in versions that have none
    """

    def __init__(self, version: str | None, resource: Shape, bare: Shape, properties: Shape) -> None:
        self.version = version
        self.resource = resource
        self.bare = bare
        self.properties = properties

    @cached_property
    def trigger(self) -> Shape | None:
        spec = CONTRACT["imageTemplates/triggers"]
        builder = _builder(self.version)
        if not builder.alive(spec["since"], NEWEST):
            return None
        shape = builder.shape(spec, "", VERSIONS[0], NEWEST)
        shape.properties["name"].child_name = True
        return _envelope(shape, spec["envelope"]["resource"])

    @cached_property
    def places(self) -> dict[str, list[tuple[str, str, str]]]:
        """Lower-case property name → where properties of that name may be written: path, since, until."""
        found: dict[str, list[tuple[str, str, str]]] = {}
        stack = [(CONTRACT["imageTemplates"], "", VERSIONS[0], NEWEST)]
        while stack:
            spec, path, since, until = stack.pop()
            if spec.get("readOnly"):
                continue
            since, until = spec.get("since", since), spec.get("until", until)
            members = spec.get("properties", {})
            for name, part in members.items():
                below = f"{path}.{name}" if path else name
                if not part.get("readOnly"):
                    place = (below, part.get("since", since), part.get("until", until))
                    found.setdefault(name.lower(), []).append(place)
                stack.append((part, below, since, until))
            stack += [(part, f"{path}<{name}>", since, until) for name, part in spec.get("types", {}).items()]
            if "items" in spec:
                stack.append((spec["items"], path + "[]", since, until))
        return found


def compiled(version: str | None) -> Compiled:
    """The contract for an API version; a version that was never published counts as unknown."""
    return _compiled(version if version in VERSIONS else None)


@cache
def _compiled(version: str | None) -> Compiled:
    spec = CONTRACT["imageTemplates"]
    body = _builder(version).shape(spec, "", VERSIONS[0], NEWEST)
    resource, bare = _envelope(body, spec["envelope"]["resource"]), _envelope(body, spec["envelope"]["bare"])
    bare.required = tuple(name for name in bare.required if name != "name")  # the command or URL has the name
    return Compiled(version, resource, bare, body.properties["properties"])


def _builder(version: str | None) -> _Builder:
    return _Builder(FIRST_ACCEPTED, NEWEST) if version is None else _Builder(version, version)


def _envelope(body: Shape, names: list[str]) -> Shape:
    """The body with members of the ARM envelope beside its own, which rules look after or which concern only ARM."""
    shape = Shape(body.path, "object")
    shape.gone, shape.aliases, shape.required = body.gone, body.aliases, body.required
    _set_members(shape, {**body.properties, **{name: Shape(name, "any") for name in names}})
    shape.check = object_check(shape)
    return shape


def _set_members(shape: Shape, members: dict[str, Shape]) -> None:
    shape.properties = members
    shape.lowered = {name.lower(): name for name in members}


class _Builder:
    """Builds shapes for the versions `first` to `last`: one version, or all that are accepted."""

    __slots__ = ("first", "last")

    def __init__(self, first: str, last: str) -> None:
        self.first = first
        self.last = last

    def alive(self, since: str, until: str) -> bool:
        return since <= self.last and until >= self.first

    def shape(self, spec: Spec, path: str, since: str, until: str) -> Shape:
        """The shape of a node whose holder lives from `since` to `until`. As deep as the contract, which is shallow."""
        since, until = spec.get("since", since), spec.get("until", until)
        if spec.get("free"):
            return Shape(path, "any")
        shape = _BUILDERS[_kind(spec)](self, spec, path, since, until)
        if spec.get("readOnly"):
            shape.read_only = True
            shape.check = read_only_check(shape)
        return shape

    def scalar(self, spec: Spec, path: str, since: str, until: str) -> Shape:
        shape = Shape(path, spec["type"])
        if "values" in spec:
            self.enumeration(shape, spec["values"])
        if "open" in spec:
            shape.open = bool(self.keyword(spec, "open"))
        if "pattern" in spec:
            shape.pattern = self.keyword(spec, "pattern")
        if spec["type"] == "string":
            shape.check = string_check(shape)
        elif spec["type"] == "boolean":
            shape.check = boolean_check(shape)
        else:
            shape.minimum, shape.maximum = self.keyword(spec, "minimum"), self.keyword(spec, "maximum")
            shape.check = integer_check(shape)
        return shape

    def enumeration(self, shape: Shape, values: Spec) -> None:
        lives = {value: (life.get("since", VERSIONS[0]), life.get("until", NEWEST)) for value, life in values.items()}
        shape.values = tuple(value for value, life in lives.items() if self.alive(*life))
        shape.elsewhen = {value: life for value, life in lives.items() if not self.alive(*life)}

    def keyword(self, spec: Spec, name: str) -> Any:
        """A keyword's value in these versions; None where it differs between them."""
        for version, part in spec.get("before", {}).items():
            if name in part and self.first < version:
                return part[name] if self.last < version else None
        return spec.get(name)

    def array(self, spec: Spec, path: str, since: str, until: str) -> Shape:
        shape = Shape(path, "array")
        shape.items = self.shape(spec["items"], path + "[]", since, until)
        shape.check = array_check(shape)
        return shape

    def map(self, spec: Spec, path: str, since: str, until: str) -> Shape:
        shape = Shape(path, "map")
        shape.items = self.shape(spec["additionalProperties"], path + ".{key}", since, until)
        shape.check = map_check(shape)
        return shape

    def object(self, spec: Spec, path: str, since: str, until: str) -> Shape:
        shape = Shape(path, "object")
        self.members(shape, spec, path, since, until)
        shape.check = object_check(shape)
        return shape

    def members(self, shape: Shape, spec: Spec, path: str, since: str, until: str) -> None:
        """Add the properties of a node to its shape, those of other versions as `gone`."""
        prefix = f"{path}." if path else ""
        required, always = list(shape.required), spec.get("required", ())
        members, gone, aliases = dict(shape.properties), dict(shape.gone), dict(shape.aliases)
        for name, part in spec.get("properties", {}).items():
            first, last = part.get("since", since), part.get("until", until)
            if not self.alive(first, last):
                gone[name.lower()] = (name, first, last, part.get("replacedBy"))
                continue
            members[name] = self.shape(part, prefix + name, since, until)
            for alias in part.get("aliases", ()):
                aliases[alias.lower()] = name
            if name in always or "requiredSince" in part or "requiredUntil" in part:
                first, last = max(first, part.get("requiredSince", first)), min(last, part.get("requiredUntil", last))
                # Of several versions all must require it, as far as the object that holds it exists in them.
                if first <= max(since, self.first) and last >= min(until, self.last):
                    required.append(name)
        shape.required = tuple(dict.fromkeys(required))
        shape.gone, shape.aliases = gone, aliases
        _set_members(shape, members)

    def union(self, spec: Spec, path: str, since: str, until: str) -> Shape:
        shape = Shape(path, "union")
        shape.discriminator = spec["discriminator"]
        self.members(shape, spec, path, since, until)
        types: dict[str, Shape] = {}
        foreign: dict[str, tuple[str, str, str]] = {}
        for name, part in spec["types"].items():
            first, last = part.get("since", since), part.get("until", until)
            if self.alive(first, last):
                types[name] = self.type(shape, name, spec, part, (first, last))
            else:
                foreign[name.lower()] = (name, first, last)
        shape.types, shape.foreign = types, foreign
        shape.merged = _merged(shape, spec)
        shape.check = union_check(shape)
        return shape

    def type(self, union: Shape, name: str, spec: Spec, part: Spec, life: tuple[str, str]) -> Shape:
        """One type of a union: the shared members and its own."""
        kind = Shape(f"{union.path}<{name}>", "object")
        kind.union = union
        discriminator = Shape(f"{kind.path}.{union.discriminator}", "any")  # the union has looked at it
        shared = {**spec, "required": [member for member in part["required"] if member != union.discriminator]}
        self.members(kind, shared, union.path, *life)
        self.members(kind, {**part, "required": shared["required"]}, kind.path, *life)
        _set_members(kind, {**kind.properties, union.discriminator: discriminator})
        kind.check, kind.lenient = object_check(kind), object_check(kind, complete=False)
        return kind


def _merged(union: Shape, spec: Spec) -> Shape:
    """What holds for every type: a property that types describe differently is not looked into."""
    merged = Shape(union.path, "object")
    merged.required = tuple(name for name in union.required if name != union.discriminator)
    members = dict(union.properties)
    for kind in union.types.values():
        for name, member in kind.properties.items():
            specs = [part["properties"][name] for part in spec["types"].values() if name in part["properties"]]
            if name not in members:
                members[name] = member if all(part == specs[0] for part in specs) else Shape(member.path, "any")
    members[union.discriminator] = Shape(f"{union.path}.{union.discriminator}", "any")
    _set_members(merged, members)
    merged.aliases = {alias: name for kind in union.types.values() for alias, name in kind.aliases.items()}
    merged.gone = {
        name: gone for kind in union.types.values() for name, gone in kind.gone.items() if name not in merged.lowered
    }
    merged.check = object_check(merged)
    return merged


def _kind(spec: Spec) -> str:
    if "discriminator" in spec:
        return "union"
    if "additionalProperties" in spec:
        return "map"
    kind: str = spec["type"]
    return kind if kind in ("array", "object") else "scalar"


_BUILDERS: Final[dict[str, Callable[[_Builder, Spec, str, str, str], Shape]]] = {
    "scalar": _Builder.scalar,
    "array": _Builder.array,
    "map": _Builder.map,
    "object": _Builder.object,
    "union": _Builder.union,
}
