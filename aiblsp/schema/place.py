"""Finds the place of the contract that a chain of nodes leads to. Follows names as the service does: without case."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias

from aiblsp.facts.versions import NEWEST, VERSIONS
from aiblsp.pattern import later
from aiblsp.record import dataclass
from aiblsp.schema.compile import FIRST_ACCEPTED
from aiblsp.schema.source import Spec, tree
from aiblsp.template.model import Image, Trigger

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from aiblsp.jsonc.node import Node

Subject: TypeAlias = Image | Trigger

_STEP: Final = later(r"(\[\])|<([^<>]*)>|([^.\[<]+)")


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the contract: its node in the annotated tree and what was passed on the way.

    name     the property's name; empty for elements and at the root
    holder   the object that has it as a property; None for elements and at the root
    union    where the place is a discriminator, the union that it belongs to
    docs     where its documentation is, inherited from above
    os       on which operating systems it works, inherited from above
    node     the node of the document, None for a place that is only offered
    """

    resource: str
    version: str | None
    spec: Spec
    name: str
    holder: Spec | None
    union: Spec | None
    docs: str
    os: tuple[str, ...]
    node: Node | None

    def below(self, spec: Spec, node: Node | None = None) -> Place:
        """The place of an element, or of a type of this union."""
        docs, os = spec.get("docs", self.docs), tuple(spec.get("os", self.os))
        return Place(self.resource, self.version, spec, "", None, None, docs, os, node)

    def member(self, name: str, union: Spec | None, node: Node | None = None) -> Place:
        """The place of a property of this one, which the type of a `union` may have as its discriminator."""
        spec: Spec = self.spec["properties"][name]
        docs, os = spec.get("docs", self.docs), tuple(spec.get("os", self.os))
        if union is not None and union.get("discriminator") != name:
            union = None
        return Place(self.resource, self.version, spec, name, self.spec, union, docs, os, node)


def alive(spec: Spec, version: str | None) -> bool:
    """Whether the API version has it; for an unknown version, whether one that is accepted does."""
    since, until = spec.get("since", VERSIONS[0]), spec.get("until", NEWEST)
    return bool(until >= FIRST_ACCEPTED if version is None else since <= version <= until)


def start(subject: Subject, node: Node | None) -> Place:
    """The place of a whole image template, `properties` object or trigger."""
    if isinstance(subject, Trigger):
        resource, version, kind = "imageTemplates/triggers", subject.resource.api_version, "resource"
    else:
        resource, version, kind = "imageTemplates", subject.api_version, subject.kind
    version = version if version in VERSIONS else None
    spec = tree(resource)
    spec = spec["properties"]["properties"] if kind == "properties" else _enveloped(spec, kind)
    return Place(resource, version, spec, "", None, None, spec.get("docs", ""), (), node)


def _enveloped(spec: Spec, kind: str) -> Spec:
    """A resource with what may stand around it: in a deployment template type and version, in a bare body no name."""
    properties = {**spec["properties"], **spec["envelope"][kind]["properties"]}
    required = [name for name in spec["required"] if kind == "resource" or name != "name"]
    if kind == "resource":
        required += ["type", "apiVersion"]
        properties = {"type": properties["type"], "apiVersion": properties["apiVersion"], **properties}
    return {**spec, "properties": properties, "required": required}


def follow(subject: Subject, path: Sequence[Node]) -> Place | None:
    """The place that a chain of nodes leads to, from the resource body (or properties object) down; None if unknown."""
    if not path:
        return None
    place: Place | None = start(subject, path[0])
    for node in path[1:]:
        if place is None:
            return None
        place = _step(place, node)
    return place


def _step(place: Place, node: Node) -> Place | None:
    spec = place.spec
    if node.key is None:
        return place.below(spec["items"], node) if "items" in spec else None
    if isinstance(spec.get("additionalProperties"), dict):
        return place.below(spec["additionalProperties"], node)
    name = node.key.text
    for holder in (typed(place), *candidates(place)):
        found = _pick(holder.spec.get("properties", {}), name, place.version)
        if found is not None:
            return holder.member(found[0], spec, node)
    return None


def typed(place: Place) -> Place:
    """Where the place is a union and its node names a type: the place of that type. Else the place itself."""
    spec, node = place.spec, place.node
    if "types" not in spec or node is None:
        return place
    kind = node.get(spec["discriminator"])
    found = None if kind is None or kind.kind != "string" else _pick(spec["types"], kind.value, place.version)
    return place if found is None else place.below(found[1], node)


def candidates(place: Place) -> list[Place]:
    """Where the place is a union of unknown type: the types that have all properties of its node, else all types."""
    spec, node = place.spec, place.node
    if "types" not in spec or typed(place) is not place:
        return []
    types = [place.below(part, node) for part in spec["types"].values() if alive(part, place.version)]
    names = {child.key.text.lower() for child in node.children if child.key is not None} if node is not None else set()
    fitting = [kind for kind in types if names <= {name.lower() for name in kind.spec["properties"]}]
    return fitting or types


def _pick(choices: dict[str, Spec], name: str, version: str | None) -> tuple[str, Spec] | None:
    """The entry of that name: rather one of this version, rather in the same letter case."""
    exact = choices.get(name)
    if exact is not None and alive(exact, version):
        return name, exact
    lowered = name.lower()
    found = [(choice, spec) for choice, spec in choices.items() if choice.lower() == lowered]
    return max(found, key=lambda entry: (alive(entry[1], version), entry[0] == name), default=None)


def required(holder: Spec, name: str, version: str | None) -> bool:
    """Whether an object must have the property; for an unknown version, whether all accepted ones demand it."""
    spec = holder["properties"][name]
    if name not in holder.get("required", ()) and "requiredSince" not in spec and "requiredUntil" not in spec:
        return False
    first, last = spec.get("requiredSince", spec["since"]), spec.get("requiredUntil", spec["until"])
    if version is not None:
        return bool(first <= version <= last)
    return bool(first <= max(holder["since"], FIRST_ACCEPTED) and last >= holder["until"])


def keyword(spec: Spec, name: str, version: str | None) -> object:
    """The value that a keyword has in the API version; that of the newest where the version is unknown."""
    changes: Iterable[str] = spec.get("before", {})
    for before in changes:
        if version is not None and version < before and name in spec["before"][before]:
            found: object = spec["before"][before][name]
            return found
    return spec.get(name)


def at_path(resource: str, version: str | None, path: str) -> Place | None:
    """The place with a path such as `properties.distribute[]<VHD>.uri`; None where the contract has none."""
    version = version if version in VERSIONS else None
    spec = _enveloped(tree(resource), "resource")
    place = Place(resource, version, spec, "", None, None, spec.get("docs", ""), (), None)
    union: Spec | None = None
    for elements, kind, name in _STEP.findall(path):
        spec = place.spec
        if elements:
            below = spec.get("items")
        elif kind:
            below, union = spec.get("types", {}).get(kind), spec
        elif name in spec.get("properties", {}):
            place, union = place.member(name, union), None
            continue
        else:
            below = spec.get("additionalProperties")
        if not isinstance(below, dict):
            return None
        place = place.below(below)
    return place
