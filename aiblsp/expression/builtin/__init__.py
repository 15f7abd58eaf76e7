"""The pure functions, by lower-case name. Each takes values and gives a value, UNKNOWN for whatever it is not sure of.

The evaluator has checked the number of arguments and, save for those in TOLERANT, that none is UNKNOWN as a whole.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aiblsp.expression.builtin.arrays import ARRAYS
from aiblsp.expression.builtin.convert import CONVERSIONS
from aiblsp.expression.builtin.lambdas import LAMBDAS
from aiblsp.expression.builtin.networks import NETWORKS
from aiblsp.expression.builtin.numbers import NUMBERS
from aiblsp.expression.builtin.objects import OBJECTS
from aiblsp.expression.builtin.resources import RESOURCES
from aiblsp.expression.builtin.strings import STRINGS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from aiblsp.expression.value import Value

__all__ = ["DEEP", "LAMBDAS", "PURE", "TOLERANT"]

PURE: Final[Mapping[str, Callable[..., Value]]] = {
    **ARRAYS,
    **CONVERSIONS,
    **NETWORKS,
    **NUMBERS,
    **OBJECTS,
    **RESOURCES,
    **STRINGS,
}

# Those that make something of arguments that are UNKNOWN, or of arrays that go on unknown.
TOLERANT: Final = frozenset({"concat", "contains", "createarray", "createobject", "empty", "equals", "first", "array"})

# Those that look into arrays and objects at any depth: their arguments are measured first.
DEEP: Final = frozenset(
    {"contains", "distinct", "equals", "indexof", "intersection", "lastindexof", "string", "union", "objectkeys"}
)
