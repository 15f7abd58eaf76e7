"""What an expression is worth before anything is deployed: a value, or UNKNOWN. Never raises, never runs for long.

Knows the calls that look at their surroundings or not at all of their arguments; the pure functions are in `builtin`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aiblsp.expression.builtin import DEEP, LAMBDAS, PURE, TOLERANT
from aiblsp.expression.functions import NAMESPACES, function
from aiblsp.expression.node import Call, Index, Integer, Member, Missing, Text
from aiblsp.expression.value import (
    MAX_CHARACTERS,
    MAX_ELEMENTS,
    UNKNOWN,
    Blank,
    OpenList,
    has_member,
    measure,
    member,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import TypeAlias

    from aiblsp.expression.context import Context
    from aiblsp.expression.functions import Function
    from aiblsp.expression.node import Expression
    from aiblsp.expression.value import Value

    # Lambda variables by lower-case name.
    Names: TypeAlias = Mapping[str, Value]

_NO_NAMES: Final[dict[str, Value]] = {}
_MOST_LAMBDA_ARGS: Final = 4  # no function hands in more than three values

# Stack frames that each takes at most; the depth of the budget counts them.
_LEVEL: Final = 3  # from an expression to its parts
_APPLY: Final = 2  # from a function to the lambda it was given
_HOP: Final = 6  # through the context


def evaluate(expression: Expression | None, context: Context) -> Value:
    """The value of an expression, or UNKNOWN. UNKNOWN may also stand inside of arrays and objects."""
    if expression is None:
        return UNKNOWN
    budget = context.budget
    if budget.depth == 0:
        budget.renew()
    result = _value(expression, context, _NO_NAMES)
    if measure(result) is not None:
        return result
    budget.note("the value is too big")
    return UNKNOWN


def why_unknown(expression: Expression | None, context: Context) -> str | None:
    """A short reason why an expression has no value that is known here; None where it has one."""
    if evaluate(expression, context) is not UNKNOWN:
        return None
    return context.budget.reason or "the expression cannot be evaluated"


def _value(node: Expression, context: Context, names: Names) -> Value:
    budget = context.budget
    if budget.depth >= budget.max_depth:
        budget.note("the expression is nested too deeply to evaluate, or refers to itself")
        return UNKNOWN
    if not budget.spend(1):
        return UNKNOWN
    budget.depth += _LEVEL
    try:
        match node:
            case Text():
                return node.value if node.closed else UNKNOWN
            case Integer():
                return node.value
            case Call():
                return _call(node, context, names)
            case Member():
                return _element(_value(node.base, context, names), node.name, context)
            case Index():
                base = _value(node.base, context, names)
                return UNKNOWN if base is UNKNOWN else _element(base, _value(node.index, context, names), context)
            case Missing():
                budget.note("the expression is not complete")
                return UNKNOWN
    finally:
        budget.depth -= _LEVEL


def _element(base: Value, key: Value, context: Context) -> Value:
    if base is UNKNOWN or key is UNKNOWN:
        return UNKNOWN
    if isinstance(base, dict) and isinstance(key, str):
        if not context.budget.spend(len(base) >> 4):
            return UNKNOWN
        if not has_member(base, key):
            context.budget.note(f"there is no member `{_short(key)}`")
        return member(base, key)
    if isinstance(base, list) and type(key) is int and 0 <= key < len(base):
        element: Value = base[key]
        return element
    if not isinstance(base, OpenList):
        context.budget.note(f"there is no element {_short(str(key))}")
    return UNKNOWN


def _call(call: Call, context: Context, names: Names) -> Value:
    budget = context.budget
    if call.namespace is not None and call.namespace.lower() not in NAMESPACES:
        return _user_function(call, context, names)
    known = function(call.name)
    count = len(call.args)
    if known is None or count < known.min_args or (known.max_args is not None and count > known.max_args):
        budget.note(f"`{_short(call.name)}` is not called as it should be")
        return UNKNOWN
    name = call.name.lower()
    special = _SPECIAL.get(name)
    if special is not None:
        return special(call, context, names)
    if name in LAMBDAS:
        return _with_lambdas(known, call, context, names)
    pure = PURE.get(name)
    if pure is None:
        budget.note(_REASONS.get(known.evaluable, "`{}()` is not evaluated here").format(known.name))
        return UNKNOWN
    args = []
    for arg in call.args:
        value = _value(arg, context, names)
        if name not in TOLERANT and (value is UNKNOWN or isinstance(value, OpenList)):
            return UNKNOWN
        if isinstance(value, Blank) and name in _JOINING:
            budget.note("a parameter in it is empty until it is given")
            return UNKNOWN
        size = _size(value, name in DEEP)
        if size is None or not budget.spend(size):
            budget.note("the value is too big")
            return UNKNOWN
        args.append(value)
    return _result(known, pure(*args), context)


_JOINING: Final = frozenset(("concat", "format", "uri"))


def _size(value: Value, deep: bool) -> int | None:
    """The steps that it takes to look at a value, or None where it is too big for that."""
    if isinstance(value, str):
        return len(value) >> 8 if len(value) <= MAX_CHARACTERS else None
    if not isinstance(value, list | dict):
        return 0
    if not deep:
        return len(value) >> 2 if len(value) <= MAX_ELEMENTS else None
    count = measure(value)
    return None if count is None else count >> 2


def _result(known: Function, result: Value, context: Context) -> Value:
    if result is UNKNOWN:
        reason = _REASONS.get(known.evaluable, "`{}()` has no value that is known for these arguments")
        context.budget.note(reason.format(known.name))
    elif (isinstance(result, str) and len(result) > MAX_CHARACTERS) or (
        isinstance(result, list | dict) and len(result) > MAX_ELEMENTS
    ):
        context.budget.note("the value is too big")
        return UNKNOWN
    return result


_REASONS: Final = {
    "scope": "`{}()` is known only at deployment",
    "runtime": "`{}()` is known only at deployment",
    "nondeterministic": "`{}()` differs in every deployment",
    "context": "`{}()` is known only at deployment",
    "error": "`{}()` makes the deployment fail",
}


def _user_function(call: Call, context: Context, names: Names) -> Value:
    found = context.user_function(call.full_name)
    if found is None:
        context.budget.note(f"there is no function `{_short(call.full_name)}` here")
        return UNKNOWN
    args = [_value(arg, context, names) for arg in call.args]
    return _hop(lambda: found(args), f"`{_short(call.full_name)}()` has no value that is known here", context)


def _hop(ask: Callable[[], Value], reason: str, context: Context) -> Value:
    """Ask the context, which may evaluate in turn."""
    budget = context.budget
    budget.depth += _HOP
    try:
        value = ask()
    finally:
        budget.depth -= _HOP
    if value is UNKNOWN:
        budget.note(reason)
    return value


def _parameters(call: Call, context: Context, names: Names) -> Value:
    name = _value(call.args[0], context, names)
    if not isinstance(name, str):
        return UNKNOWN
    reason = f"parameter `{_short(name)}` has no value that is known before deployment"
    return _hop(lambda: context.parameter(name), reason, context)


def _variables(call: Call, context: Context, names: Names) -> Value:
    name = _value(call.args[0], context, names)
    if not isinstance(name, str):
        return UNKNOWN
    reason = f"variable `{_short(name)}` has no value that is known before deployment"
    return _hop(lambda: context.variable(name), reason, context)


def _lambda_variables(call: Call, context: Context, names: Names) -> Value:
    name = _value(call.args[0], context, names)
    if not isinstance(name, str):
        return UNKNOWN
    value = names.get(name.lower(), UNKNOWN)
    if value is UNKNOWN:
        context.budget.note(f"lambda variable `{_short(name)}` has no value that is known here")
    return value


def _copy_index(call: Call, context: Context, names: Names) -> Value:
    values = [_value(arg, context, names) for arg in call.args]
    loop = values.pop(0) if values and isinstance(values[0], str) else None
    offset = values.pop(0) if values else 0
    if values or type(offset) is not int or not (loop is None or isinstance(loop, str)):
        return UNKNOWN
    value = context.copy_index(loop, offset)
    if value is UNKNOWN:
        context.budget.note("the round of the copy loop is not known here")
    return value


def _if(call: Call, context: Context, names: Names) -> Value:
    condition = _value(call.args[0], context, names)
    if not isinstance(condition, bool):
        return UNKNOWN
    return _value(call.args[1 if condition else 2], context, names)


def _and(call: Call, context: Context, names: Names) -> Value:
    return _logical(call, context, names, False)


def _or(call: Call, context: Context, names: Names) -> Value:
    return _logical(call, context, names, True)


def _logical(call: Call, context: Context, names: Names, decisive: bool) -> Value:
    """and, or: one decisive argument settles it, whatever the unknown ones are."""
    undecided = False
    for arg in call.args:
        value = _value(arg, context, names)
        if value is decisive:
            return decisive
        undecided = undecided or not isinstance(value, bool)
    return UNKNOWN if undecided else not decisive


def _coalesce(call: Call, context: Context, names: Names) -> Value:
    for arg in call.args:
        value = _value(arg, context, names)
        if value is not None:
            return value
    return None


def _with_lambdas(known: Function, call: Call, context: Context, names: Names) -> Value:
    """map, filter and their like: a lambda becomes a function from values to a value."""
    args: list[Value | Callable[..., Value]] = []
    for arg in call.args:
        if isinstance(arg, Call) and arg.name.lower() == "lambda" and arg.namespace is None:
            apply = _closure(arg, context, names)
            if apply is None:
                return UNKNOWN
            args.append(apply)
            continue
        value = _value(arg, context, names)
        if value is UNKNOWN or isinstance(value, OpenList):
            return UNKNOWN
        args.append(value)
    return _result(known, LAMBDAS[known.name.lower()](*args), context)


def _closure(call: Call, context: Context, names: Names) -> Callable[..., Value] | None:
    if not 1 <= len(call.args) <= _MOST_LAMBDA_ARGS:
        return None
    variables = [arg.value.lower() for arg in call.args[:-1] if isinstance(arg, Text)]
    if len(variables) != len(call.args) - 1:
        return None
    body = call.args[-1]

    def apply(*values: Value) -> Value:
        if len(values) < len(variables):
            return UNKNOWN
        budget = context.budget
        budget.depth += _APPLY
        try:
            return _value(body, context, {**names, **dict(zip(variables, values, strict=False))})
        finally:
            budget.depth -= _APPLY

    return apply


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:59] + "…"


_SPECIAL: Final[Mapping[str, Callable[[Call, Context, Names], Value]]] = {
    "and": _and,
    "coalesce": _coalesce,
    "copyindex": _copy_index,
    "if": _if,
    "lambdavariables": _lambda_variables,
    "or": _or,
    "parameters": _parameters,
    "variables": _variables,
}
