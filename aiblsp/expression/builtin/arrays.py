"""Functions over arrays, and those that take an array or a text alike."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from aiblsp.expression.builtin.strings import concat_texts, find, narrow
from aiblsp.expression.value import MAX_ELEMENTS, UNKNOWN, OpenList, certain, has_member, same

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from aiblsp.expression.value import Unknown, Value


def concat(*values: Value) -> Value:
    """Arrays or texts, end to end. Arrays before an unknown argument give an array that is known as far as that."""
    if values and not isinstance(values[0], list):
        return concat_texts(values)
    joined: list[Any] = []
    for value in values:
        if value is UNKNOWN:
            return OpenList(joined)
        if not isinstance(value, list) or len(joined) + len(value) > MAX_ELEMENTS:
            return UNKNOWN
        joined += value
        if isinstance(value, OpenList):
            return OpenList(joined)
    return joined if values else UNKNOWN


def array(value: Value) -> Value:
    if value is UNKNOWN or isinstance(value, list):
        return value
    return [value]


def create_array(*values: Value) -> Value:
    return list(values)


def among(items: list[Any], item: Value) -> bool | Unknown:
    """Whether an array has an element; UNKNOWN where an unknown part decides it."""
    undecided = item is UNKNOWN or isinstance(items, OpenList)
    for element in items:
        answer = same(element, item)
        if answer is True:
            return True
        undecided = undecided or answer is UNKNOWN
    return UNKNOWN if undecided else False


def contains(container: Value, item: Value) -> Value:
    """Texts with letter case, names of members without."""
    if isinstance(container, list):
        return among(container, item)
    if isinstance(container, dict) and isinstance(item, str):
        return has_member(container, item)
    if isinstance(container, str) and isinstance(item, str):
        return item in container
    return UNKNOWN


def distinct(items: Value) -> Value:
    if not isinstance(items, list) or not certain(items):
        return UNKNOWN
    return unique(items)


def unique(items: list[Any]) -> Value:
    """The elements of a certain array without repetitions, first ones kept.

    UNKNOWN where elements differ in letter case only: nothing says what ARM makes of them.
    """
    kept: dict[str, Any] = {}
    folded: dict[str, str] = {}
    for item in items:
        key = fingerprint(item)
        if folded.setdefault(key.lower(), key) != key:
            return UNKNOWN
        kept.setdefault(key, item)
    return list(kept.values())


def fingerprint(value: Value) -> str:
    """A text that is the same for equal values only. For values that `measure` accepted and that are certain."""
    from json import dumps  # here, for few expressions need it

    return dumps(value, sort_keys=True)


def empty(value: Value) -> Value:
    if value is None:
        return True
    if isinstance(value, OpenList):
        return False if value else UNKNOWN
    return not value if isinstance(value, str | list | dict) else UNKNOWN


def length(value: Value) -> Value:
    if isinstance(value, str):
        return len(value) if narrow(value) else UNKNOWN
    return len(value) if isinstance(value, list | dict) else UNKNOWN


def first(value: Value) -> Value:
    if not isinstance(value, list | str) or not value or (isinstance(value, str) and not narrow(value)):
        return UNKNOWN
    found: Value = value[0]
    return found


def last(value: Value) -> Value:
    if not isinstance(value, list | str) or not value or (isinstance(value, str) and not narrow(value)):
        return UNKNOWN
    found: Value = value[-1]
    return found


def skip(value: Value, count: Value) -> Value:
    if type(count) is not int or not _sliceable(value):
        return UNKNOWN
    rest: Value = value[max(0, count) :]  # type: ignore[index]
    return rest


def take(value: Value, count: Value) -> Value:
    if type(count) is not int or not _sliceable(value):
        return UNKNOWN
    rest: Value = value[: max(0, count)]  # type: ignore[index]
    return rest


def _sliceable(value: Value) -> bool:
    return isinstance(value, list) or (isinstance(value, str) and narrow(value))


def flatten(arrays: Value) -> Value:
    if not isinstance(arrays, list):
        return UNKNOWN
    flat: list[Any] = []
    for item in arrays:
        if item is UNKNOWN:
            return OpenList(flat)
        if not isinstance(item, list) or len(flat) + len(item) > MAX_ELEMENTS:
            return UNKNOWN
        flat += item
        if isinstance(item, OpenList):
            return OpenList(flat)
    return flat


def index_of(container: Value, item: Value) -> Value:
    return _position(container, item, False)


def last_index_of(container: Value, item: Value) -> Value:
    return _position(container, item, True)


def _position(container: Value, item: Value, last: bool) -> Value:
    if isinstance(container, str) and isinstance(item, str):
        return find(container, item, last)
    if not isinstance(container, list):
        return UNKNOWN
    for index in range(len(container) - 1, -1, -1) if last else range(len(container)):
        answer = same(container[index], item)
        if answer is UNKNOWN:
            return UNKNOWN
        if answer:
            return index
    return -1


def number_range(start: Value, count: Value) -> Value:
    if type(start) is not int or type(count) is not int or not 0 <= count <= 10_000 or abs(start) > 2**31:
        return UNKNOWN
    return list(range(start, start + count))


def index_from_end(items: Value, position: Value) -> Value:
    """Counted from the end, beginning with 1."""
    if isinstance(items, list) and type(position) is int and 1 <= position <= len(items):
        found: Value = items[-position]
        return found
    return UNKNOWN


def try_index_from_end(items: Value, position: Value) -> Value:
    if items is None:
        return None
    if isinstance(items, list) and type(position) is int and position > len(items):
        return None
    return index_from_end(items, position)


def try_get(container: Value, *keys: Value) -> Value:
    """Follow names and indexes; null where the way ends."""
    for key in keys:
        if container is None:
            return None
        if isinstance(container, dict) and isinstance(key, str):
            lowered = key.lower()
            found = [name for name in container if name.lower() == lowered]
            container = container[key if key in container else found[0]] if found else None
        elif isinstance(container, list) and not isinstance(container, OpenList) and type(key) is int and key >= 0:
            container = container[key] if key < len(container) else None
        else:
            return UNKNOWN
    return container


ARRAYS: Final[Mapping[str, Callable[..., Value]]] = {
    "array": array,
    "concat": concat,
    "contains": contains,
    "createarray": create_array,
    "distinct": distinct,
    "empty": empty,
    "equals": same,
    "first": first,
    "flatten": flatten,
    "indexfromend": index_from_end,
    "indexof": index_of,
    "last": last,
    "lastindexof": last_index_of,
    "length": length,
    "range": number_range,
    "skip": skip,
    "take": take,
    "tryget": try_get,
    "tryindexfromend": try_index_from_end,
}
