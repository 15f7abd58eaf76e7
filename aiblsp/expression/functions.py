"""The functions of the template language: names, arities, where they are allowed. Facts only; nothing is evaluated.

Facts from Microsoft's function reference, its editor tools and Bicep, checked against thousands of real templates; the
arity is the most permissive one where those disagree.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from aiblsp.expression.table import MEMBERS, ROWS

if TYPE_CHECKING:
    from collections.abc import Mapping

Evaluable = Literal["static", "context", "scope", "runtime", "nondeterministic", "error"]
Place = Literal["parameterDefaultValue", "variables", "userFunctionOutput"]


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

    __slots__ = (
        *("category", "deprecated", "evaluable", "even_args", "max_args", "members", "min_args", "name", "namespace"),
        *("not_at", "not_in", "only_in", "parameters", "returns", "secret"),
    )

    def __init__(
        self,
        name: str,
        min_args: int,
        max_args: int | None,
        parameters: tuple[str, ...],
        category: str,
        returns: str,
        evaluable: Evaluable,
        namespace: str,
    ) -> None:
        lists = name.startswith("list")
        self.name = name
        self.min_args = min_args
        self.max_args = max_args
        self.parameters = parameters
        self.category = category
        self.returns = returns
        self.evaluable = evaluable
        self.namespace = namespace
        self.members = tuple(MEMBERS.get(name, "").split())
        self.only_in = _ONLY_DEFAULTS if evaluable == "nondeterministic" else _NOWHERE
        self.not_in = _DURING_DEPLOYMENT if lists else _NOT_IN.get(name, _NOWHERE)
        self.not_at = _NOT_AT.get(name, _NOWHERE)
        self.even_args = name == "createObject"
        self.secret = lists
        self.deprecated = name == "providers"

    @property
    def signature(self) -> str:
        """Name and parameters, as in `substring(text, [start], [length])`."""
        return f"{self.name}({', '.join(self.parameters)})"

    @property
    def summary(self) -> str:
        """What it does, in one sentence."""
        from aiblsp.expression.summaries import SUMMARIES  # here, for only an editor asks

        return SUMMARIES.get(self.name, SUMMARIES["list*"])


_NOWHERE: Final[frozenset[str]] = frozenset()
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
        found[name.lower()] = Function(
            name,
            int(fewest),
            None if most == "*" else int(most),
            tuple(parameters.strip().split(", ")) if parameters else (),
            category,
            returns,
            evaluable,  # type: ignore[arg-type]  # the table has no other words, a test says
            namespace,
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
