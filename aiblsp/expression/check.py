"""Whether the calls of an expression fit the function table. User-defined functions are left to those who know them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aiblsp.expression.functions import NAMESPACES, function, nearest
from aiblsp.expression.node import Call, ExpressionError, calls

_SUGGESTIONS: Final = 5  # for one expression: a search through all names takes its time

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aiblsp.expression.functions import Function
    from aiblsp.expression.node import Expression


def check(root: Expression) -> Iterator[ExpressionError]:
    """Errors of kinds unknown-function and argument-count, in order of writing."""
    suggestions = 0
    for call in calls(root):
        if call.namespace is not None and call.namespace.lower() not in NAMESPACES:
            continue
        known = function(call.name)
        if known is None:
            suggestions += 1
            unknown = _unknown(call, suggestions <= _SUGGESTIONS)
            yield ExpressionError(call.name_start, call.name_end, unknown, "unknown-function")
        elif (message := _count(call, known)) is not None:
            yield ExpressionError(call.start, call.end, message, "argument-count")


def _unknown(call: Call, suggest: bool) -> str:
    name = call.name if len(call.name) <= 60 else call.name[:59] + "…"
    near = nearest(call.name) if suggest else None
    suggestion = f"; did you mean `{near}`?" if near is not None else ""
    return f"unknown function `{name}`{suggestion}"


def _count(call: Call, known: Function) -> str | None:
    given = len(call.args)
    if known.even_args and given % 2:
        return f"`{known.name}` takes pairs of a name and a value, here {_are(given)}"
    if known.min_args <= given and (known.max_args is None or given <= known.max_args):
        return None
    if known.max_args is None:
        takes = f"at least {_arguments(known.min_args)}"
    elif known.max_args == known.min_args:
        takes = _arguments(known.min_args)
    else:
        between = "or" if known.max_args == known.min_args + 1 else "to"
        takes = f"{known.min_args} {between} {_arguments(known.max_args)}"
    name = call.name if known.name == "list*" else known.name
    return f"`{name}` takes {takes}, here {_are(given)}"


def _arguments(count: int) -> str:
    return "no arguments" if count == 0 else "1 argument" if count == 1 else f"{count} arguments"


def _are(count: int) -> str:
    return "are none" if count == 0 else "is 1" if count == 1 else f"are {count}"
