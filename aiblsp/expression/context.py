"""What the evaluator asks of the place that an expression stands in. A type only; the template room has the answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from aiblsp.expression.value import Budget, Value


class Context(Protocol):
    """Where an expression stands: what its names mean. UNKNOWN is an answer to everything.

    The evaluator may ask for a name while it is being asked for it (variables that refer to one another); the depth of
    the shared budget ends that.
    """

    @property
    def budget(self) -> Budget: ...

    def parameter(self, name: str) -> Value:
        """The value of a parameter, by name in any letter case."""
        ...

    def variable(self, name: str) -> Value:
        """The value of a variable, by name in any letter case."""
        ...

    def copy_index(self, loop: str | None, offset: int) -> Value:
        """The number of the current round of a copy loop, `offset` added; None is the innermost loop."""
        ...

    def user_function(self, full_name: str) -> Callable[[Sequence[Value]], Value] | None:
        """What evaluates a user-defined function over its arguments; None where there is no such function."""
        ...
