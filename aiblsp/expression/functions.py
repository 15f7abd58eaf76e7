"""The functions of the template language: names, arities, where they are allowed. Facts only; nothing is evaluated.

Facts from Microsoft's function reference, its editor tools and Bicep, checked against thousands of real templates; the
arity is the most permissive one where those disagree.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from aiblsp.expression.table import MEMBERS, ROWS

if TYPE_CHECKING:
    from collections.abc import Mapping

Evaluable = Literal["static", "context", "scope", "runtime", "nondeterministic", "error"]
Place = Literal["parameterDefaultValue", "variables", "userFunctionOutput"]


@dataclass(frozen=True, slots=True)
class Function:
    """A built-in function.

    max_args    None is any number
    parameters  as shown to a user: `[x]` may be left out, `...` repeats
    evaluable   static: depends on its arguments only; context: on parameters, variables, loops, lambdas; scope: on the
                subscription, group, deployment or cloud; runtime: known only at deployment; nondeterministic: differs
                each time; error: always fails
    only_in     the only places it may stand in; empty is anywhere
    not_in      places it may not stand in
    not_at      deployment scopes whose templates cannot call it
    members     the names its result is known to have
    even_args   takes pairs of arguments
    secret      gives out secrets
    """

    name: str
    min_args: int
    max_args: int | None
    parameters: tuple[str, ...]
    category: str
    returns: str
    evaluable: Evaluable = "static"
    namespace: str = "sys"
    members: tuple[str, ...] = ()
    only_in: frozenset[str] = frozenset()
    not_in: frozenset[str] = frozenset()
    not_at: frozenset[str] = frozenset()
    even_args: bool = False
    secret: bool = False
    deprecated: bool = False

    @property
    def signature(self) -> str:
        """Name and parameters, as in `substring(text, [start], [length])`."""
        return f"{self.name}({', '.join(self.parameters)})"

    @property
    def summary(self) -> str:
        """What it does, in one sentence."""
        from aiblsp.expression.summaries import SUMMARIES  # here, for only an editor asks

        return SUMMARIES.get(self.name, SUMMARIES["list*"])


_ONLY_DEFAULTS: Final = frozenset({"parameterDefaultValue"})
_DURING_DEPLOYMENT: Final = frozenset({"parameterDefaultValue", "variables", "userFunctionOutput"})
_NOT_IN: Final[dict[str, frozenset[str]]] = {
    "reference": _DURING_DEPLOYMENT,
    "references": _DURING_DEPLOYMENT,
    "resourceInfo": _DURING_DEPLOYMENT,
    "variables": frozenset({"parameterDefaultValue", "userFunctionOutput"}),
}
_NOT_AT: Final[dict[str, frozenset[str]]] = {
    "resourceGroup": frozenset({"subscription", "managementGroup", "tenant"}),
    "subscription": frozenset({"managementGroup", "tenant"}),
}


def _read() -> dict[str, Function]:
    found: dict[str, Function] = {}
    namespace, evaluable = "sys", "static"
    for line in ROWS.splitlines():
        if line.startswith("["):
            namespace, evaluable = line[1:-1].split()
            continue
        if not line:
            continue
        head, _, parameters = line.partition(":")
        name, fewest, most, category, returns = head.split()
        lists = name.startswith("list")
        found[name.lower()] = Function(
            name,
            int(fewest),
            None if most == "*" else int(most),
            tuple(parameters.strip().split(", ")) if parameters else (),
            category,
            returns,
            evaluable,  # type: ignore[arg-type]  # the table has no other words, a test says
            namespace,
            tuple(MEMBERS.get(name, "").split()),
            _ONLY_DEFAULTS if evaluable == "nondeterministic" else frozenset(),
            _DURING_DEPLOYMENT if lists else _NOT_IN.get(name, frozenset()),
            _NOT_AT.get(name, frozenset()),
            even_args=name == "createObject",
            secret=lists,
            deprecated=name == "providers",
        )
    return found


# By lower-case name. "list*" stands for every function that lists something and has no row of its own.
FUNCTIONS: Final[Mapping[str, Function]] = _read()

# Prefixes that name the built-in functions, as opposed to user-defined ones.
NAMESPACES: Final = frozenset({"sys", "az"})


def function(name: str) -> Function | None:
    """The built-in function of that name in any letter case, `listAnything` included; None where there is none."""
    lowered = name.lower()
    found = FUNCTIONS.get(lowered)
    if found is None and lowered.startswith("list") and lowered.isascii() and lowered.isalpha():
        return FUNCTIONS["list*"]
    return found if lowered != "list*" else None


def nearest(name: str) -> str | None:
    """The name of the built-in function that was probably meant; None where none is near."""
    from difflib import get_close_matches  # here, for only a mistake needs it

    found = get_close_matches(name.lower()[:60], [key for key in FUNCTIONS if key != "list*"], n=1, cutoff=0.75)
    return FUNCTIONS[found[0]].name if found else None
