"""A place for expressions to stand in: a few names that are known, some that refer to themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aiblsp.expression.evaluate import evaluate
from aiblsp.expression.parser import parse
from aiblsp.expression.value import UNKNOWN, Budget

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from aiblsp.expression.value import Value

PARAMETERS: dict[str, Any] = {
    "text": "hello",
    "number": 42,
    "list": ["one", "two"],
    "object": {"nested": {"value": [{"x": 1}]}},
}
VARIABLES = {
    "greeting": "concat(parameters('text'), ', world')",
    "endless": "concat('a', variables('endless'))",
    "pingpong": "variables('pongPing')",
    "pongping": "variables('pingPong')",
}
ROUNDS = {None: 3, "disks": 5}


class Place:
    """A context; more parameters and variables may be given, the values of variables as expressions."""

    def __init__(self, parameters: Mapping[str, Any] = {}, variables: Mapping[str, str] = {}) -> None:
        self.budget = Budget()
        self.parameters = {**PARAMETERS, **parameters}
        self.variables = {**VARIABLES, **variables}

    def parameter(self, name: str) -> Value:
        value: Value = self.parameters.get(name.lower(), UNKNOWN)
        return value

    def variable(self, name: str) -> Value:
        text = self.variables.get(name.lower())
        return UNKNOWN if text is None else evaluate(parse(f"[{text}]").root, self)

    def copy_index(self, loop: str | None, offset: int) -> Value:
        return ROUNDS[loop] + offset if loop in ROUNDS else UNKNOWN

    def user_function(self, full_name: str) -> Callable[[Sequence[Value]], Value] | None:
        if full_name.lower() != "my.twice":
            return None
        return lambda args: args[0] * 2 if isinstance(args[0], str) else UNKNOWN
