"""Texts in which each part that only the deployment knows is a mark: the same words give the same mark.

So two names can be compared that nobody knows before the deployment: `concat(parameters('gallery'), '/base')` is
the name of the image definition that `resourceId('…/images', parameters('gallery'), 'base')` points to. Parameters of
nested templates, variables and outputs of nested deployments are followed to where they come from.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aiblsp.expression.evaluate import evaluate
from aiblsp.expression.node import Call, Index, Integer, Member, Text
from aiblsp.expression.parser import is_expression, parse, unescape
from aiblsp.pattern import later
from aiblsp.template.context import Context
from aiblsp.template.kinds import DEPLOYMENT_TYPE, GROUP_TYPE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from aiblsp.expression.node import Expression
    from aiblsp.template.declared import Resource, Scope

MARK: Final = "\0"
_COMPOSING: Final = ("concat", "format", "resourceid", "subscriptionresourceid", "extensionresourceid")
_DEEPEST: Final = 40  # expressions within expressions, names followed included
_STEPS: Final = 1000  # for one text
_LONGEST: Final = 4000
_HOLE: Final = later(r"\{([0-9]{1,3})\}")
_TYPE: Final = later(r"[A-Za-z]\w*(?:\.\w+)+(?:/\w+)+")


class Symbols:
    """Reads texts of one file. `scopes` are all of its scopes; `found` is what `template.related` has found so far."""

    def __init__(self, scopes: Iterable[Scope]) -> None:
        self.scopes = {id(scope.node): scope for scope in scopes}
        self.found: dict[tuple[int, str], Resource | None] = {}
        self.steps = 0

    def text(self, text: str, context: Context) -> str:
        """A string that stands at a place of the file, an expression or plain text."""
        self.steps = _STEPS
        return self._text(text, context, 0)

    def _text(self, text: str, context: Context, depth: int) -> str:
        if not is_expression(text):
            return unescape(text)
        parsed = parse(text)
        if parsed.errors or parsed.root is None:
            return _mark(text)
        return self._expression(parsed.root, context, depth)

    def _expression(self, node: Expression, context: Context, depth: int) -> str:
        self.steps -= 1
        if depth > _DEEPEST or self.steps < 0:
            return _mark(f"too deep {id(node)}")
        value = evaluate(node, context)
        if isinstance(value, str | int):
            return str(value)
        found = None
        if isinstance(node, Call) and node.namespace is None:
            found = self._call(node, context, depth + 1)
        elif isinstance(node, Member):
            found = self._output(node, context, depth + 1)
        if found is not None and len(found) <= _LONGEST:
            return found
        return _mark(self._words(node, context, depth + 1))

    def _words(self, node: Expression, context: Context, depth: int) -> str:
        """How an expression without a value is told from others: what it asks for, and of whom."""
        if isinstance(node, Text | Integer):
            return repr(node.value)
        if isinstance(node, Member | Index):
            key = node.name.lower() if isinstance(node, Member) else self._expression(node.index, context, depth)
            return f"{self._expression(node.base, context, depth)}[{key}]"
        if isinstance(node, Call):
            given = ",".join(self._expression(each, context, depth) for each in node.args)
            # Without arguments it asks for its surroundings, which are others in another template.
            here = "" if node.args else str(id(context.names.scope))
            return f"{node.full_name.lower()}({given}){here}"
        return str(id(node))

    def _call(self, call: Call, context: Context, depth: int) -> str | None:
        name = call.name.lower()
        first = call.args[0] if call.args else None
        if name in ("parameters", "variables") and isinstance(first, Text):
            return self._named(name, first.value.lower(), context, depth)
        if name == "if" and len(call.args) == 3:
            condition = evaluate(call.args[0], context)
            chosen = call.args[1 if condition else 2] if isinstance(condition, bool) else None
            return None if chosen is None else self._expression(chosen, context, depth)
        if name not in _COMPOSING:
            return None
        given = [self._expression(each, context, depth) for each in call.args]
        if name == "concat":
            return "".join(given)
        if name == "format" and given:
            return _format(given[0], given[1:])
        return _resource_id(name, given)

    def _named(self, kind: str, name: str, context: Context, depth: int) -> str | None:
        scope = context.names.scope
        outside: Context | None = Context(context.reading, context.names)
        if kind == "variables":
            raw, where = scope.variables.get(name), outside
        else:
            parameter = scope.parameters.get(name)
            given = parameter.given if parameter is not None else None
            if given is not None:
                raw, where = given, scope.parent.context if scope.parent is not None else None
            else:
                raw, where = parameter.default if parameter is not None else None, outside
        if raw is not None and where is not None and raw.kind == "string" and is_expression(raw.value):
            return self._text(raw.value, where, depth)
        return _mark(f"{kind} {name} {id(scope)}")

    def _output(self, node: Member, context: Context, depth: int) -> str | None:
        """The output of a nested deployment: `reference(…).outputs.name.value`."""
        if node.name.lower() != "value" or not isinstance(node.base, Member):
            return None
        outputs = node.base.base
        if not isinstance(outputs, Member) or outputs.name.lower() != "outputs" or not isinstance(outputs.base, Call):
            return None
        call = outputs.base
        if call.name.lower() != "reference" or not call.args:
            return None
        deployment = self._deployment(self._expression(call.args[0], context, depth), context.names.scope, depth)
        if deployment is None:
            return None
        nested = deployment.node.at("properties", "template")
        value = nested.at("outputs", node.base.name, "value") if nested is not None else None
        text = value.text() if value is not None else None
        if text is None:
            return None
        inner = self.scopes.get(id(nested))
        return self._text(text, inner.context if inner is not None and inner.context else deployment.context, depth)

    def _deployment(self, wanted: str, scope: Scope, depth: int) -> Resource | None:
        """The nested deployment that a symbolic name, a name or a resource ID means."""
        last = wanted.rpartition("/")[2].lower()
        for resource in scope.resources:
            if (resource.type or "").lower() != DEPLOYMENT_TYPE:
                continue
            name = resource.node.get("name")
            text = name.text() if name is not None else None
            if resource.symbolic_name == wanted or (
                text is not None and self._text(text, resource.context, depth).lower() == last
            ):
                return resource
        return None


def _mark(words: str) -> str:
    return f"{MARK}{hash(words):x}{MARK}"


def _format(template: str, given: list[str]) -> str | None:
    if MARK in template or "{{" in template or "}}" in template:
        return None
    if any(int(number) >= len(given) for number in _HOLE.findall(template)):
        return None
    return _HOLE.sub(lambda hole: given[int(hole[1])], template)


def _resource_id(function: str, given: list[str]) -> str | None:
    """A resource ID, without a start where it means the deployment's own resource group."""
    at = next((index for index, text in enumerate(given) if _TYPE.fullmatch(text)), None)
    if at is None or at > 2:
        return None
    namespace, *types = given[at].split("/")
    names = given[at + 1 :]
    if len(names) != len(types):
        return None
    tail = f"/providers/{namespace}" + "".join(f"/{kind}/{name}" for kind, name in zip(types, names, strict=True))
    if function == "extensionresourceid":
        return given[0] + tail if at == 1 else None
    if function == "subscriptionresourceid":
        start = f"/subscriptions/{given[0] if at else _mark('subscription')}"
        return f"{start}/resourceGroups/{names[0]}" if given[at].lower() == GROUP_TYPE else start + tail
    if not at:
        return tail
    return f"/subscriptions/{given[0] if at == 2 else _mark('subscription')}/resourceGroups/{given[at - 1]}{tail}"
