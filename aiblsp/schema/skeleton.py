"""What a new property is written with: its required parts, with an example at each. Reads the contract only."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from aiblsp.record import dataclass
from aiblsp.schema.place import Place, alive, candidates, follow, required, typed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aiblsp.jsonc.node import Node
    from aiblsp.schema.place import Subject

_DEEPEST: Final = 4


@dataclass(frozen=True, slots=True)
class Blank:
    """A part that the user is to write: an example of it, or None where nothing is better than any example."""

    example: Any = None


def skeleton(subject: Subject, path: Sequence[Node], name: str) -> Any:
    """A JSON value with blanks for a new member called `name` in the object at the end of `path`."""
    place = follow(subject, path)
    if place is None:
        return Blank()
    for holder in (typed(place), *candidates(place)):
        if name in holder.spec.get("properties", {}):
            return _value(holder.member(name, place.spec), 0)
    return Blank()


def filled(value: Any) -> Any:
    """A whole example with each of its values as a blank, but for the types of things and true and false."""
    if isinstance(value, dict):
        return {name: part if name == "type" else filled(part) for name, part in value.items()}
    if isinstance(value, list):
        return [filled(part) for part in value]
    return Blank(value)


def _value(place: Place, depth: int) -> Any:
    spec = place.spec
    if place.union is not None or "values" in spec:
        values = [*(spec.get("values") or ())]
        if len(values) == 1:
            return values[0]
        return Blank(_first(spec) if "examples" in spec else spec.get("default", values[0] if values else ""))
    kind = spec.get("type", "object")
    if kind == "boolean":
        return Blank(spec.get("default") is not True)
    if kind == "integer":
        return Blank(_first(spec) if "examples" in spec else spec.get("default", spec.get("minimum", 1)))
    if kind == "string":
        return Blank(_first(spec) if "examples" in spec else "")
    if depth > _DEEPEST:
        return {} if kind == "object" else []
    if kind == "array":
        return _array(place, depth)
    if "types" in spec:
        return {spec["discriminator"]: Blank("")}
    if isinstance(spec.get("additionalProperties"), dict):
        return filled(_first(spec)) if "examples" in spec else {}
    return _object(place, depth)


def _array(place: Place, depth: int) -> list[Any]:
    """One element with what it needs; none of a union, whose whole objects are offered within the array."""
    items = place.spec.get("items")
    example = _first(place.spec)[:1] if "examples" in place.spec else []
    if items is None or "types" in items or (items.get("type") == "string" and not example):
        return []
    if items.get("type") == "string" or not items.get("required"):
        return [filled(part) for part in example]
    return [_value(place.below(items), depth + 1)]


def _object(place: Place, depth: int) -> Any:
    """The members that are needed; where the example has them, the whole example, for it tells how they go together."""
    found = {}
    for name, spec in place.spec.get("properties", {}).items():
        wanted = required(place.spec, name, place.version) or spec.get("requiredInPractice")
        if wanted and alive(spec, place.version):
            found[name] = _value(place.member(name, None), depth + 1)
    example = _first(place.spec) if "examples" in place.spec else None
    if not isinstance(example, dict) or not found.keys() <= example.keys():
        return found
    small = len(example) == 1 or len(place.spec.get("properties", ())) == len(example)
    return filled(example) if found or small else found


def _first(spec: dict[str, Any]) -> Any:
    return spec["examples"][0]
