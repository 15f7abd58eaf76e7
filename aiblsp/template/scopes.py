"""What a deployment template declares: parameters, variables and user-defined functions, as written. Evaluates nothing.

Names compare without case and of duplicates the last one counts, as in Azure Resource Manager.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp.template.declared import Parameter, Scope, UserFunction
from aiblsp.template.kinds import schema_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from aiblsp.jsonc.node import Node


def read_scope(template: Node, parent: Scope | None, given: Mapping[str, Node]) -> Scope:
    """The scope of a deployment template; `given` are the values handed over from outside, by lower-case name."""
    schema = schema_of(template)
    level = schema[1] if schema is not None else parent.level if parent is not None else "resourceGroup"
    scope = Scope(template, level, _text(template, "languageVersion"), parent=parent, open=template.incomplete)
    for node in _members(scope, "parameters"):
        assert node.key is not None
        name = node.key.text
        scope.parameters[name.lower()] = _parameter(name, node, given.get(name.lower()))
    for node in _members(scope, "variables"):
        assert node.key is not None
        if node.key.text.lower() == "copy" and is_loop(node):
            scope.variables.update(_loop_variables(node))
        else:
            scope.variables[node.key.text.lower()] = node
    for function in _functions(scope):
        scope.functions[f"{function.namespace}.{function.name}".lower()] = function
    return scope


def blind_scope(template: Node, parent: Scope) -> Scope:
    """A scope of which no name can be known: whether its expressions see it or its parent is itself an expression."""
    return Scope(template, parent.level, parent=parent, open=True)


def is_loop(node: Node) -> bool:
    """Whether a member called `copy` is a property copy loop: an array of objects with a name and a count."""
    return (
        node.kind == "array"
        and bool(node.children)
        and all(entry.get("name") is not None and entry.get("count") is not None for entry in node.children)
    )


def _loop_variables(loops: Node) -> Iterator[tuple[str, Node]]:
    for entry in loops.children:
        name = _text(entry, "name")
        if name is not None:
            yield name.lower(), entry


def _members(scope: Scope, section: str) -> list[Node]:
    """The members of a section; what could not be read opens the scope."""
    node = scope.node.get(section)
    if node is None:
        return []
    if node.kind != "object" or node.incomplete:
        scope.open = True
    return [child for child in node.children if child.key is not None] if node.kind == "object" else []


def _parameter(name: str, node: Node, given: Node | None) -> Parameter:
    type_ = _text(node, "type")
    allowed = node.get("allowedValues")
    nullable = node.get("nullable")
    return Parameter(
        name,
        node,
        type_.lower() if type_ is not None else None,
        node.get("defaultValue"),
        tuple(allowed.children) if allowed is not None and allowed.kind == "array" else (),
        given,
        nullable is not None and nullable.value is True,
    )


def _functions(scope: Scope) -> Iterator[UserFunction]:
    section = scope.node.get("functions")
    if section is None:
        return
    if section.kind != "array" or section.incomplete:
        scope.open = True
    for group in section.children:
        namespace, members = _text(group, "namespace"), group.get("members")
        if namespace is None or members is None:
            continue
        for node in members.children:
            if node.key is None:
                continue
            parameters, output = node.get("parameters"), node.get("output")
            listed = parameters.children if parameters is not None and parameters.kind == "array" else []
            names = tuple(_text(parameter, "name") or "" for parameter in listed)
            value = output.get("value") if output is not None else None
            yield UserFunction(namespace, node.key.text, node, names, value)


def _text(node: Node, name: str) -> str | None:
    found = node.get(name)
    return found.text() if found is not None else None
