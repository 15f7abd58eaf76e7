"""What an expression comes to, or why that is not known; what its functions, parameters and variables are."""

from __future__ import annotations

from json import dumps
from typing import TYPE_CHECKING

from aiblsp.expression.evaluate import evaluate, why_unknown
from aiblsp.expression.functions import function
from aiblsp.expression.node import Call, Text
from aiblsp.expression.value import UNKNOWN
from aiblsp.features.page import Page, quoted
from aiblsp.features.words import word
from aiblsp.record import replace

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.expression.value import Value
    from aiblsp.features.cursor import InExpression
    from aiblsp.jsonc.node import Node
    from aiblsp.template.declared import Parameter, Scope

_LONGEST = 400


def about_expression(page: Page, document: Document, inside: InExpression, scope: Scope, language: str) -> Page:
    """Add what is under the cursor, and below it what the whole expression comes to."""
    under = inside.under
    if under.kind == "function" and isinstance(under.node, Call):
        _function(page, under.node, scope, language)
    elif under.kind == "text" and under.call is not None and isinstance(under.node, Text):
        name = under.node.value
        if under.call.name.lower() == "parameters" and under.argument == 0:
            about_parameter(page, scope, name, language)
        elif under.call.name.lower() == "variables" and under.argument == 0:
            _variable(page, scope, name, language)
    root = inside.parsed.root
    context = scope.context
    if root is None or context is None or _is_secret(scope, str(inside.node.value)):
        return page
    page.rule()
    value = evaluate(root, context)
    if value is UNKNOWN:
        reason = why_unknown(root, context) or ""
        return page.fact(f"{word('value', language)} · {word('value-unknown', language)}", reason or "?")
    return page.fact(word("value", language), quoted(_shown(value)))


def _shown(value: Value) -> str:
    text = dumps(value, ensure_ascii=False, default=lambda _: "…")
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def _function(page: Page, call: Call, scope: Scope, language: str) -> Page:
    if call.namespace is not None and call.full_name.lower() in scope.functions:
        own = scope.functions[call.full_name.lower()]
        signature = f"{own.namespace}.{own.name}({', '.join(own.parameters)})"
        return page.title(word("user-function", language)).code(signature, "")
    known = function(call.name)
    if known is None:
        return page
    page.title(known.name, f"{word('function', language)} · {word('returns', language)} {known.returns}")
    page.code(f"{known.name}({', '.join(known.parameters)})", "")
    page.text(known.summary)
    return page.text(word("only-in", language, ", ".join(known.only_in))) if known.only_in else page


def about_parameter(page: Page, scope: Scope, name: str, language: str, *, is_given: bool = False) -> Page:
    """Add what a parameter of a scope is: its type, text, allowed values, and where its value comes from.

    `is_given`: the value is where the question comes from, so only the default is told.
    """
    parameter = scope.parameters.get(name.lower())
    page.title(quoted(name), word("parameter", language))
    if parameter is None:
        return page.text(word("not-declared", language))
    page.fact(word("type", language), parameter.type or "")
    described = parameter.node.at("metadata", "description")
    if described is not None and described.kind == "string":
        page.text(quoted(described.value))
    if parameter.allowed:
        page.fact(word("allowed", language), ", ".join(quoted(str(node.value)) for node in parameter.allowed[:20]))
    if is_given and parameter.default is None:
        return page
    return _where_from(page, replace(parameter, given=None) if is_given else parameter, language)


def _where_from(page: Page, parameter: Parameter, language: str) -> Page:
    if parameter.secure:
        return page.text(word("secret", language))
    given, default = parameter.given, parameter.default
    if given is not None:
        path = (given.source.path or "") if given.source is not None else ""
        file = path.replace("\\", "/").rpartition("/")[2]
        return page.fact(word("from-file", language, file) if file else word("value", language), _written(given))
    if default is not None:
        return page.fact(word("from-default", language), _written(default))
    return page.text(word("no-value", language))


def _variable(page: Page, scope: Scope, name: str, language: str) -> Page:
    node = scope.variables.get(name.lower())
    page.title(quoted(name), word("variable", language))
    if node is None:
        return page.text(word("not-declared", language))
    if scope.context is None or _is_secret(scope, str(node.value)):
        return page
    value = scope.context.variable(name)
    if value is not UNKNOWN:
        return page.fact(word("value", language), quoted(_shown(value)))
    return page.fact(word("value", language), _written(node))


def _written(node: Node) -> str:
    if node.kind in ("object", "array"):
        return f"`{{…}}` ({len(node.children)})" if node.kind == "object" else f"`[…]` ({len(node.children)})"
    return quoted(dumps(node.value, ensure_ascii=False))


def _is_secret(scope: Scope, text: str) -> bool:
    """Whether a text names a parameter whose value must not be shown."""
    lowered = text.lower()
    return any(parameter.secure and f"'{name}'" in lowered for name, parameter in scope.parameters.items())
