"""Functions over objects, and those that merge or compare arrays and objects alike."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from aiblsp.expression.builtin.arrays import fingerprint, unique
from aiblsp.expression.value import MAX_ELEMENTS, UNKNOWN, certain, member, same

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from aiblsp.expression.value import Value


def create_object(*pairs: Value) -> Value:
    """Unknown values stay in the object; an unknown name, or one given twice, makes the whole unknown."""
    made: dict[str, Any] = {}
    lowered: set[str] = set()
    for name, value in zip(pairs[::2], pairs[1::2], strict=False):
        if not isinstance(name, str) or name.lower() in lowered:
            return UNKNOWN
        lowered.add(name.lower())
        made[name] = value
    return UNKNOWN if len(pairs) % 2 else made


def _sorted_names(container: Mapping[str, Any]) -> list[str] | None:
    """The names in the one order that every sensible comparison gives; None where comparisons differ."""
    ordinal = sorted(container)
    if all(name.isalnum() and name.isascii() for name in ordinal):
        return ordinal if sorted(container, key=str.lower) == ordinal else None
    return ordinal if len(ordinal) < 2 else None


def items(container: Value) -> Value:
    """The members as objects with `key` and `value`, sorted by name."""
    if not isinstance(container, dict):
        return UNKNOWN
    names = _sorted_names(container)
    return UNKNOWN if names is None else [{"key": name, "value": container[name]} for name in names]


def object_keys(container: Value) -> Value:
    """The names; known only where they are written in sorted order, so that the order is no question."""
    if not isinstance(container, dict):
        return UNKNOWN
    names = _sorted_names(container)
    return names if names is not None and names == list(container) else UNKNOWN


def shallow_merge(objects: Value) -> Value:
    """One object of all members, later ones winning."""
    if not isinstance(objects, list):
        return UNKNOWN
    merged: dict[str, Any] = {}
    for item in objects:
        if not isinstance(item, dict) or not _compatible(merged, item):
            return UNKNOWN
        merged |= item
        if len(merged) > MAX_ELEMENTS:
            return UNKNOWN
    return merged


def _compatible(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether no name is written in two letter cases: nothing says which one ARM keeps."""
    if len({name.lower() for name in other}) != len(other):
        return False
    lowered = {name.lower(): name for name in one}
    return all(lowered.get(name.lower(), name) == name for name in other)


def union(*values: Value) -> Value:
    """Arrays: each element once. Objects: merged, nested ones too, later values winning."""
    if all(isinstance(value, list) for value in values):
        joined: list[Any] = []
        for value in values:
            joined += value  # type: ignore[arg-type]
            if len(joined) > MAX_ELEMENTS:
                return UNKNOWN
        return unique(joined) if certain(joined) else UNKNOWN
    merged: dict[str, Any] = {}
    for value in values:
        if not isinstance(value, dict):
            return UNKNOWN
        added = _merge(merged, value)
        if added is None:
            return UNKNOWN
        merged = added
    return merged


def _merge(one: dict[str, Any], other: dict[str, Any]) -> dict[str, Any] | None:
    """A new object of both. Nested objects are merged as well; the loop holds the pairs still to do."""
    result: dict[str, Any] = {}
    todo: list[tuple[dict[str, Any], dict[str, Any], dict[str, Any]]] = [(result, one, other)]
    while todo:
        target, first, second = todo.pop()
        if not _compatible(first, second):
            return None
        target |= first
        for name, value in second.items():
            present = target.get(name)
            if isinstance(present, dict) and isinstance(value, dict):
                nested: dict[str, Any] = {}
                target[name] = nested
                todo.append((nested, present, value))
            elif (present is UNKNOWN and isinstance(value, dict)) or (isinstance(present, dict) and value is UNKNOWN):
                target[name] = UNKNOWN  # perhaps to be merged
            else:
                target[name] = value
    return result


def intersection(*values: Value) -> Value:
    """Elements that all arrays have, or members that all objects have with the same value."""
    if not all(certain(value) for value in values):
        return UNKNOWN
    if all(isinstance(value, list) for value in values):
        return _common_elements(list(values))
    common = values[0]
    if not isinstance(common, dict):
        return UNKNOWN
    for value in values[1:]:
        if not isinstance(value, dict) or not _compatible(common, value):
            return UNKNOWN
        kept: dict[str, Any] = {}
        for name in common:
            if name not in value:
                continue
            other = member(value, name)
            if isinstance(common[name], dict) and isinstance(other, dict) and same(common[name], other) is not True:
                return UNKNOWN  # nothing says whether nested objects are intersected
            if same(common[name], other) is True:
                kept[name] = other
        common = kept
    return common


def _common_elements(arrays: list[Any]) -> Value:
    everything = unique([item for one in arrays for item in one])
    if everything is UNKNOWN:
        return UNKNOWN
    shared = {fingerprint(item) for item in arrays[0]}
    for one in arrays[1:]:
        shared &= {fingerprint(item) for item in one}
    return unique([item for item in arrays[0] if fingerprint(item) in shared])


OBJECTS: Final[Mapping[str, Callable[..., Value]]] = {
    "createobject": create_object,
    "intersection": intersection,
    "items": items,
    "objectkeys": object_keys,
    "shallowmerge": shallow_merge,
    "union": union,
}
