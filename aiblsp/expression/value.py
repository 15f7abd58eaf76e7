"""What an expression can be worth, and how much may be spent to find out. Evaluates nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

MAX_CHARACTERS: Final = 1_000_000
MAX_ELEMENTS: Final = 20_000
MAX_LEVELS: Final = 100


class Unknown:
    """The type of UNKNOWN, of which there is one. It is neither true nor false: compare with `is`."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "UNKNOWN"

    def __bool__(self) -> bool:
        raise TypeError("UNKNOWN has no truth; compare with `is`")


UNKNOWN: Final = Unknown()


class Blank(str):
    """The empty default of a parameter, a blank to be filled in: it is empty, and no text is put together with it."""

    __slots__ = ()


class OpenList(list[Any]):
    """An array whose first elements are known, while nobody knows how many follow, as in `concat(known, unknown)`."""


# `Any` inside of containers: mypy follows no recursive alias here that would be of help to the callers.
Value: TypeAlias = str | int | float | bool | list[Any] | dict[str, Any] | Unknown | None


class Budget:
    """How much evaluating may cost. One object serves a whole context, so that nested evaluations share it.

    steps   for one expression and all that it leads to through the context
    total   for all expressions of the context together
    depth   nesting, across variables and user-defined functions, in stack frames: Python has about a thousand
    """

    __slots__ = ("depth", "max_depth", "max_steps", "reason", "remaining", "steps")

    def __init__(self, steps: int = 20_000, depth: int = 480, total: int = 5_000_000) -> None:
        self.max_steps = steps
        self.max_depth = depth
        self.remaining = total
        self.steps = 0
        self.depth = 0
        self.reason: str | None = None  # of the first thing that was not known

    def renew(self) -> None:
        """Start on a new expression."""
        self.steps = 0
        self.reason = None

    def spend(self, steps: int) -> bool:
        """Count work; False where there is no more to spend."""
        self.steps += steps
        self.remaining -= steps
        if self.steps <= self.max_steps and self.remaining >= 0:
            return True
        self.note("the expression takes too many steps to evaluate")
        return False

    def note(self, reason: str) -> None:
        """Remember why something is not known, if it is the first such reason."""
        if self.reason is None:
            self.reason = reason


class NoContext:
    """A context that knows nothing: good for expressions that stand alone."""

    def __init__(self) -> None:
        self.budget = Budget()

    def parameter(self, name: str) -> Value:
        return UNKNOWN

    def variable(self, name: str) -> Value:
        return UNKNOWN

    def copy_index(self, loop: str | None, offset: int) -> Value:
        return UNKNOWN

    def user_function(self, full_name: str) -> Callable[[Sequence[Value]], Value] | None:
        return None


def measure(value: Value) -> int | None:
    """The number of values in a value, itself included; None where it is too big or too deep to be worked with.

    A value that occurs twice counts twice, as it would when written out. Level by level, without recursion.
    """
    if isinstance(value, str):
        return 1 if len(value) <= MAX_CHARACTERS else None
    if not isinstance(value, list | dict):
        return 1
    count = 1
    characters = 0
    level: list[Any] = [value]
    for _ in range(MAX_LEVELS):
        below: list[Any] = []
        for item in level:
            if isinstance(item, dict):
                characters += sum(map(len, item))
                below.extend(item.values())
            elif isinstance(item, list):
                below.extend(item)
            elif isinstance(item, str):
                characters += len(item)
            if len(below) > MAX_ELEMENTS or characters > MAX_CHARACTERS:
                return None
        count += len(below)
        if count > MAX_ELEMENTS:
            return None
        if not below:
            return count
        level = below
    return None


def certain(value: Value) -> bool:
    """Whether nothing in a value is unknown. For values that `measure` has accepted."""
    stack: list[Any] = [value]
    while stack:
        item = stack.pop()
        if item is UNKNOWN or isinstance(item, OpenList):
            return False
        if isinstance(item, dict):
            stack.extend(item.values())
        elif isinstance(item, list):
            stack.extend(item)
    return True


def same(first: Value, second: Value) -> bool | Unknown:
    """Whether two values are equal as JSON; UNKNOWN where an unknown part decides it.

    For values that `measure` has accepted. Members in any order; texts with their letter case; 1 and 1.0, and members
    whose names differ in letter case only, are left undecided.
    """
    undecided = False
    stack: list[tuple[Any, Any]] = [(first, second)]
    while stack:
        one, other = stack.pop()
        if one is UNKNOWN or other is UNKNOWN:
            undecided = True
        elif isinstance(one, dict) and isinstance(other, dict):
            if one.keys() == other.keys():
                stack.extend((one[key], other[key]) for key in one)
            elif {key.lower() for key in one} == {key.lower() for key in other}:
                undecided = True
            else:
                return False
        elif isinstance(one, list) and isinstance(other, list):
            if isinstance(one, OpenList) or isinstance(other, OpenList):
                undecided = True
            elif len(one) != len(other):
                return False
            else:
                stack.extend(zip(one, other, strict=True))
        elif isinstance(one, float) or isinstance(other, float):
            if type(one) is type(other):
                if one != other:
                    return False
            elif type(one) is int or type(other) is int:
                undecided = True
            else:
                return False
        elif type(one) is not type(other) or one != other:
            return False
    return UNKNOWN if undecided else True


def member(container: Mapping[str, Any], name: str) -> Value:
    """The member of that name, in its letter case if there is one, else in any; UNKNOWN where there is none."""
    lowered = name.lower()
    found = name if name in container else next((key for key in container if key.lower() == lowered), None)
    value: Value = UNKNOWN if found is None else container[found]
    return value


def has_member(container: Mapping[str, Any], name: str) -> bool:
    """Whether there is a member of that name in any letter case."""
    lowered = name.lower()
    return name in container or any(key.lower() == lowered for key in container)
