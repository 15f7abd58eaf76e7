"""Functions that take a lambda, which the evaluator hands in as a function from values to a value."""

from __future__ import annotations

from functools import cmp_to_key
from typing import TYPE_CHECKING, Any, Final

from aiblsp.expression.value import UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from aiblsp.expression.value import Value


def each(array: Any, apply: Any) -> Value:
    """map: the lambda's value for each element; it may take the index as well."""
    if not isinstance(array, list) or not callable(apply):
        return UNKNOWN
    made = []
    for index, item in enumerate(array):
        made.append(apply(item, index))
    return made


def select(array: Any, apply: Any) -> Value:
    """filter: the elements for which the lambda says true."""
    if not isinstance(array, list) or not callable(apply):
        return UNKNOWN
    kept = []
    for index, item in enumerate(array):
        answer = apply(item, index)
        if not isinstance(answer, bool):
            return UNKNOWN
        if answer:
            kept.append(item)
    return kept


def reduce(array: Any, initial: Any, apply: Any) -> Value:
    if not isinstance(array, list) or not callable(apply):
        return UNKNOWN
    value: Value = initial
    for index, item in enumerate(array):
        value = apply(value, item, index)
        if value is UNKNOWN:
            return UNKNOWN
    return value


def sort(array: Any, apply: Any) -> Value:
    """The lambda says whether its first argument comes before its second."""
    if not isinstance(array, list) or not callable(apply):
        return UNKNOWN
    undecided = False

    def compare(one: Any, other: Any) -> int:
        nonlocal undecided
        if undecided:
            return 0
        before, after = apply(one, other), apply(other, one)
        undecided = not isinstance(before, bool) or not isinstance(after, bool)
        return 0 if undecided or before == after else -1 if before is True else 1

    ordered = sorted(array, key=cmp_to_key(compare))
    return UNKNOWN if undecided else ordered


def to_object(array: Any, name: Any, value: Any = None) -> Value:
    """An object with a member for each element; a name given twice makes it unknown."""
    if not isinstance(array, list) or not callable(name) or not (value is None or callable(value)):
        return UNKNOWN
    made: dict[str, Any] = {}
    lowered: set[str] = set()
    for item in array:
        key = name(item)
        if not isinstance(key, str) or key.lower() in lowered:
            return UNKNOWN
        lowered.add(key.lower())
        made[key] = item if value is None else value(item)
    return made


def group_by(array: Any, name: Any, value: Any = None) -> Value:
    """An object with an array of elements for each key."""
    if not isinstance(array, list) or not callable(name) or not (value is None or callable(value)):
        return UNKNOWN
    made: dict[str, Any] = {}
    written: dict[str, str] = {}
    for item in array:
        key = name(item)
        if not isinstance(key, str) or written.setdefault(key.lower(), key) != key:
            return UNKNOWN
        made.setdefault(key, []).append(item if value is None else value(item))
    return made


def map_values(container: Any, apply: Any) -> Value:
    if not isinstance(container, dict) or not callable(apply):
        return UNKNOWN
    made: dict[str, Any] = {}
    for name in container:
        made[name] = apply(container[name])
    return made


LAMBDAS: Final[Mapping[str, Callable[..., Value]]] = {
    "filter": select,
    "groupby": group_by,
    "map": each,
    "mapvalues": map_values,
    "reduce": reduce,
    "sort": sort,
    "toobject": to_object,
}
