"""What expressions mean in one scope: parameters, variables, user-defined functions and the rounds of copy loops.

A direct reference such as `parameters('x').a[0]` becomes the node where the value is written; anything else is
computed. Each name is resolved once. Cycles and chains that are too long end as unknown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aiblsp.expression.evaluate import evaluate
from aiblsp.expression.node import Call, Index, Member, Text
from aiblsp.expression.parser import is_expression, parse, unescape
from aiblsp.expression.value import UNKNOWN, Blank
from aiblsp.jsonc.node import Key, Node
from aiblsp.template.copies import loop_members, loop_node
from aiblsp.template.held import held, ref
from aiblsp.template.placeholders import is_open
from aiblsp.template.resolve import resolve
from aiblsp.template.types import fits
from aiblsp.template.values import node_of, placed, unknown, value_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from aiblsp.expression.node import Expression
    from aiblsp.expression.value import Budget, Value
    from aiblsp.template.declared import Scope
    from aiblsp.template.reading import Reading

_FRAMES: Final = 12  # stack frames, which the budget's depth counts, from one expression to the one in a name's value
_NO_LOOPS: Final[Mapping[str, int]] = {}


class Names:
    """The parameters and variables of a scope, each resolved when first asked for.

    `given` answers the resolved node that a parameter is given from outside, or None where it is given none.
    """

    def __init__(self, scope: Scope, given: Callable[[str], Node | None]) -> None:
        self.holder = ref(scope)  # which keeps a context with these names
        self.given = given
        self.known: dict[tuple[str, str], Node | None] = {}

    @property
    def scope(self) -> Scope:
        return held(self.holder)


class Context:
    """Where expressions stand: the names they see, and the rounds of the copy loops around them by lower-case name.

    The loop of a resource also stands under the empty name.
    """

    def __init__(self, reading: Reading, names: Names, loops: Mapping[str, int] = _NO_LOOPS) -> None:
        self.reading = reading
        self.names = names
        self.rounds = loops

    @property
    def budget(self) -> Budget:
        return self.reading.budget

    def within(self, loop: str, round_: int | None, *, resource: bool = False) -> Context:
        """The same place in a round of a loop; None is a round that nobody knows."""
        rounds = dict(self.rounds)
        for name in (loop.lower(), "") if resource else (loop.lower(),):
            if round_ is None:
                rounds.pop(name, None)
            else:
                rounds[name] = round_
        return Context(self.reading, self.names, rounds)

    def resolve(self, node: Node, keep: Sequence[Node] = ()) -> Node:
        """A node with all below it resolved; see `template.resolve`."""
        return resolve(node, self, keep)

    # What a tree asks while it is resolved.

    def string(self, node: Node, script: bool) -> Node:
        text = node.value
        if is_expression(text):
            return self.expression(node)
        plain = unescape(text)
        if is_open(plain, script=script):
            return unknown(node)
        if plain is text or plain == text:
            return node
        made = placed(node, node.key)
        made.value = plain
        return made

    def name(self, key: Key) -> Key:
        text = key.text
        if is_expression(text):
            value = evaluate(_parsed(text), self)
            known = isinstance(value, str) and value != "" and not is_open(value)
            return Key(value if isinstance(value, str) else text, key.start, key.end, known)
        plain = unescape(text)
        if is_open(plain):
            return Key(plain, key.start, key.end, known=False)
        return key if plain == text else Key(plain, key.start, key.end)

    def loops(self, node: Node) -> Iterator[Node] | None:
        return loop_members(node, self)

    def expression(self, raw: Node) -> Node:
        """The node that a string which is an expression stands for; unknown where it has no value known here."""
        budget = self.budget
        if budget.depth + _FRAMES > budget.max_depth or not self.reading.spend(1):
            return unknown(raw)
        if budget.depth == 0:
            budget.renew()  # the evaluator would, but it starts at a depth of its own here
        budget.depth += _FRAMES
        try:
            return self._node(_parsed(raw.value), raw)
        finally:
            budget.depth -= _FRAMES

    def _node(self, expression: Expression | None, raw: Node) -> Node:
        while True:
            found = self._reference(expression)
            if found is not None:
                if found.kind == "unknown" or (found.value == "" and _of_parameter(expression)):
                    return unknown(raw, found.alternatives)
                return placed(found, raw.key, raw)
            chosen = self._chosen(expression)
            if chosen is None:
                break
            expression = chosen
        value = evaluate(expression, self)
        return unknown(raw) if value is UNKNOWN else node_of(value, raw, self.reading)

    def _chosen(self, expression: Expression | None) -> Expression | None:
        """The branch that an `if` takes, so that what stands there keeps its place; None for all else."""
        if not isinstance(expression, Call) or expression.name.lower() != "if" or len(expression.args) != 3:
            return None
        condition = evaluate(expression.args[0], self)
        return expression.args[1 if condition else 2] if isinstance(condition, bool) else None

    def _reference(self, expression: Expression | None) -> Node | None:
        """The node that a parameter or variable leads to, through members and indexes; None: it is no reference."""
        steps: list[str | Expression] = []
        while isinstance(expression, Member | Index):
            steps.append(expression.name if isinstance(expression, Member) else expression.index)
            expression = expression.base
        if not isinstance(expression, Call) or expression.namespace is not None or len(expression.args) != 1:
            return None
        function = expression.name.lower()
        if function not in ("parameters", "variables") or not isinstance(expression.args[0], Text):
            return None
        lookup = self.parameter_node if function == "parameters" else self.variable_node
        node = lookup(expression.args[0].value)
        for step in reversed(steps):
            if node is None:
                break
            key = step if isinstance(step, str) else evaluate(step, self)
            node = _below(node, key)
        return node if node is not None else _NOWHERE

    # What the names mean, as nodes.

    def parameter_node(self, name: str) -> Node | None:
        """The value of a parameter, resolved: given, else the default; None where it is not declared."""
        return self._known("parameters", name.lower(), self._parameter)

    def variable_node(self, name: str) -> Node | None:
        """The value of a variable, resolved; None where it is not declared."""
        return self._known("variables", name.lower(), self._variable)

    def _known(self, kind: str, name: str, find: Callable[[str], Node | None]) -> Node | None:
        known = self.names.known
        if (kind, name) in known:
            return known[kind, name]
        known[kind, name] = _NOWHERE  # what asks for itself is unknown
        known[kind, name] = node = find(name)
        return node

    def _parameter(self, name: str) -> Node | None:
        parameter = self.names.scope.parameters.get(name)
        if parameter is None:
            return None
        if parameter.secure:  # so that no message, hint or hover can ever hold it
            return unknown(parameter.node)
        node = self.names.given(name)
        if node is None and parameter.default is not None:
            node = Context(self.reading, self.names).resolve(parameter.default)
        if node is not None:
            return node if fits(node, parameter) else _NOWHERE
        if parameter.nullable and self.names.scope.parent is not None:  # in a nested template all that is given is seen
            return Node("null", parameter.node.start, parameter.node.end)
        return unknown(parameter.node, parameter.allowed)

    def _variable(self, name: str) -> Node | None:
        raw = self.names.scope.variables.get(name)
        if raw is None:
            return None
        outside = Context(self.reading, self.names)
        return outside.resolve(raw) if raw.key is not None else loop_node(raw, outside)

    # What the evaluator asks.

    def parameter(self, name: str) -> Value:
        node = self.parameter_node(name)
        value = value_of(node, self.reading) if node is not None else UNKNOWN
        return Blank() if value == "" and self.names.given(name.lower()) is None else value

    def variable(self, name: str) -> Value:
        node = self.variable_node(name)
        return value_of(node, self.reading) if node is not None else UNKNOWN

    def copy_index(self, loop: str | None, offset: int) -> Value:
        round_ = self.rounds.get((loop or "").lower())
        return UNKNOWN if round_ is None else round_ + offset

    def user_function(self, full_name: str) -> Callable[[Sequence[Value]], Value] | None:
        function = self.names.scope.functions.get(full_name.lower())
        if function is None or function.output is None:
            return None
        output, parameters = function.output, function.parameters

        def call(args: Sequence[Value]) -> Value:
            if len(args) > len(parameters):
                return UNKNOWN
            given = {name.lower(): value for name, value in zip(parameters, args, strict=False)}
            return _FunctionContext(self.reading, self.names, given).output(output)

        return call


class _FunctionContext(Context):
    """The inside of a user-defined function, which sees its own parameters and no variables."""

    def __init__(self, reading: Reading, names: Names, given: Mapping[str, Value]) -> None:
        super().__init__(reading, names)
        self.arguments = given

    def output(self, node: Node) -> Value:
        """What the function returns; only an output that is one expression or a plain scalar is understood."""
        if node.kind == "string" and is_expression(node.value):
            return evaluate(_parsed(node.value), self)
        return value_of(node, self.reading) if not node.children else UNKNOWN

    def parameter(self, name: str) -> Value:
        return self.arguments.get(name.lower(), UNKNOWN)

    def variable(self, name: str) -> Value:
        return UNKNOWN


_NOWHERE: Final = Node("unknown", 0, 0)


def _parsed(text: str) -> Expression | None:
    """The tree of an expression; None where anything is wrong with it, for then the deployment fails."""
    parsed = parse(text)
    return None if parsed.errors else parsed.root


def _of_parameter(expression: Expression | None) -> bool:
    """Whether a parameter is all that the expression is. One that is empty waits for a value: it says nothing yet."""
    return isinstance(expression, Call) and expression.name.lower() == "parameters"


def _below(node: Node, key: Value) -> Node | None:
    if node.kind == "object" and isinstance(key, str):
        return node.get(key)
    if node.kind == "array" and type(key) is int and not node.incomplete:
        return node.at(key)
    return None
