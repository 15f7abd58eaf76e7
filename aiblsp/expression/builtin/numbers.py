"""Functions over numbers and truth values. Integers have 64 bits in ARM: what does not fit is UNKNOWN."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aiblsp.expression.value import UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from aiblsp.expression.value import Value

LOWEST: Final = -(2**63)
HIGHEST: Final = 2**63 - 1


def integer(value: int) -> Value:
    """The value if it fits into 64 bits, else UNKNOWN."""
    return value if LOWEST <= value <= HIGHEST else UNKNOWN


def _pair(first: Value, second: Value) -> tuple[int, int] | None:
    if type(first) is int and type(second) is int:
        return first, second
    return None


def add(first: Value, second: Value) -> Value:
    pair = _pair(first, second)
    return UNKNOWN if pair is None else integer(pair[0] + pair[1])


def sub(first: Value, second: Value) -> Value:
    pair = _pair(first, second)
    return UNKNOWN if pair is None else integer(pair[0] - pair[1])


def mul(first: Value, second: Value) -> Value:
    pair = _pair(first, second)
    return UNKNOWN if pair is None else integer(pair[0] * pair[1])


def div(first: Value, second: Value) -> Value:
    """Rounded towards zero."""
    pair = _pair(first, second)
    if pair is None or pair[1] == 0:
        return UNKNOWN
    quotient = abs(pair[0]) // abs(pair[1])
    return integer(-quotient if (pair[0] < 0) != (pair[1] < 0) else quotient)


def mod(first: Value, second: Value) -> Value:
    """With the sign of the dividend."""
    pair = _pair(first, second)
    if pair is None or pair[1] == 0:
        return UNKNOWN
    rest = abs(pair[0]) % abs(pair[1])
    return -rest if pair[0] < 0 else rest


def _numbers(values: tuple[Value, ...]) -> list[int] | None:
    items = values[0] if len(values) == 1 and isinstance(values[0], list) else values
    found = [item for item in items if type(item) is int]
    return found if found and len(found) == len(items) else None


def least(*values: Value) -> Value:
    numbers = _numbers(values)
    return UNKNOWN if numbers is None else min(numbers)


def greatest(*values: Value) -> Value:
    numbers = _numbers(values)
    return UNKNOWN if numbers is None else max(numbers)


def compare(first: Value, second: Value) -> int | None:
    """Negative, zero or positive; None for texts, whose order depends on the culture, and for all else."""
    if isinstance(first, bool) or isinstance(second, bool):
        return None
    if isinstance(first, int | float) and isinstance(second, int | float):
        return (first > second) - (first < second)
    return None


def less(first: Value, second: Value) -> Value:
    order = compare(first, second)
    return UNKNOWN if order is None else order < 0


def less_or_equals(first: Value, second: Value) -> Value:
    order = compare(first, second)
    return UNKNOWN if order is None else order <= 0


def greater(first: Value, second: Value) -> Value:
    order = compare(first, second)
    return UNKNOWN if order is None else order > 0


def greater_or_equals(first: Value, second: Value) -> Value:
    order = compare(first, second)
    return UNKNOWN if order is None else order >= 0


def negate(condition: Value) -> Value:
    return not condition if isinstance(condition, bool) else UNKNOWN


NUMBERS: Final[Mapping[str, Callable[..., Value]]] = {
    "add": add,
    "div": div,
    "false": lambda: False,
    "greater": greater,
    "greaterorequals": greater_or_equals,
    "less": less,
    "lessorequals": less_or_equals,
    "max": greatest,
    "min": least,
    "mod": mod,
    "mul": mul,
    "not": negate,
    "null": lambda: None,
    "sub": sub,
    "true": lambda: True,
}
