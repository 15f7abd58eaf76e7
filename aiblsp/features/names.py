"""The names of a deployment template: where each is declared and where it is used, by scope. Changes nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from aiblsp.diagnostic import Place
from aiblsp.expression.node import Call, Text, calls
from aiblsp.expression.parser import is_expression, parse
from aiblsp.features import cursor
from aiblsp.jsonc.strings import content_span
from aiblsp.record import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aiblsp.document import Document
    from aiblsp.jsonc.node import Node
    from aiblsp.template.declared import Resource, Scope, UserFunction
    from aiblsp.text import Source

Kind = Literal["parameter", "variable", "function", "argument", "symbol", "loop"]
_REFERENCES = {"parameters": "parameter", "variables": "variable", "copyindex": "loop"}
_SYMBOLIC = ("reference", "references", "resourceinfo")


@dataclass(frozen=True, slots=True)
class Name:
    """A name and the node whose scope it belongs to: two of the same kind, text and owner are one.

    `text` is in lower case, except for symbolic names, which Azure compares exactly.
    """

    kind: Kind
    text: str
    owner: int  # the id of the node that declares it


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A place where a name stands: the name alone, without quotes."""

    name: Name
    place: Place
    declares: bool


def occurrences(document: Document) -> list[Occurrence]:
    """Every place of every name, in the document and its parameter files; empty for all but deployment templates."""
    root = document.tree.root
    if root is None or document.template.kind != "deployment":
        return []
    found: list[Occurrence] = []
    for scope in document.template.scopes:
        found += _declarations(document, scope)
    found += _parameter_files(document)
    for node in cursor.expressions(root):
        found += _in_string(document, node, node.value)
    found += _dependencies(document)
    return sorted(found, key=lambda each: (each.place.source is not document.source, each.place.start))


def at(document: Document, offset: int, source: Source | None = None) -> Occurrence | None:
    """The occurrence at an offset, both ends included, of the document's own text or of a parameter file of it."""
    wanted = source or document.source
    for found in occurrences(document):
        place = found.place
        if place.source is wanted and place.start <= offset <= place.end:
            return found
    return None


def all_of(document: Document, name: Name) -> list[Occurrence]:
    """All occurrences of one name."""
    return [found for found in occurrences(document) if found.name == name]


# Declarations


def _declarations(document: Document, scope: Scope) -> Iterator[Occurrence]:
    source = document.source
    for name, parameter in scope.parameters.items():
        yield from _key(Name("parameter", name, id(scope.node)), parameter.node, source)
    for name, node in scope.variables.items():
        variable = Name("variable", name, id(scope.node))
        if node.key is not None:
            yield from _key(variable, node, source)
        elif (written := node.get("name")) is not None and written.kind == "string":
            yield Occurrence(variable, _inside(source, written), declares=True)
    for full, function in scope.functions.items():
        yield from _key(Name("function", full, id(scope.node)), function.node, source)
        yield from _arguments(function, source)
    for resource in scope.resources:
        yield from _of_resource(resource, source)
    yield from _handed_over(document, scope)


def _of_resource(resource: Resource, source: Source) -> Iterator[Occurrence]:
    if resource.symbolic_name is not None:
        yield from _key(Name("symbol", resource.symbolic_name, id(resource.scope.node)), resource.node, source)
    name, written = _loop(resource), resource.node.at("copy", "name")
    if name is not None and written is not None:
        yield Occurrence(name, _inside(source, written), declares=True)


def _arguments(function: UserFunction, source: Source) -> Iterator[Occurrence]:
    declared = function.node.get("parameters")
    for child in declared.children if declared is not None else ():
        name = child.get("name")
        if name is not None and name.kind == "string":
            yield Occurrence(
                Name("argument", name.value.lower(), id(function.node)), _inside(source, name), declares=True
            )


def _handed_over(document: Document, scope: Scope) -> Iterator[Occurrence]:
    """The values that a deployment gives to the parameters of its inner template."""
    parent = scope.parent
    for resource in parent.resources if parent is not None else ():
        if resource.node.at("properties", "template") is not scope.node:
            continue
        given = resource.node.at("properties", "parameters")
        for child in given.children if given is not None and given.kind == "object" else ():
            if child.key is not None and child.key.text.lower() in scope.parameters:
                name = Name("parameter", child.key.text.lower(), id(scope.node))
                for found in _key(name, child, document.source):
                    yield Occurrence(found.name, found.place, declares=False)


def _parameter_files(document: Document) -> Iterator[Occurrence]:
    root = document.tree.root
    own = next((scope for scope in document.template.scopes if scope.node is root), None)
    for file in document.template.parameter_files if own is not None else ():
        for name, given in file.entries.items():
            if own is not None and name in own.parameters:
                for found in _key(Name("parameter", name, id(own.node)), given.node, file.source):
                    yield Occurrence(found.name, found.place, declares=False)


def _key(name: Name, node: Node, source: Source) -> Iterator[Occurrence]:
    key = node.key
    if key is not None and node.via is None:
        start, end = key.start, key.end
        quoted = source.text[start : start + 1] in ("'", '"')
        place = Place(node.source or source, start + quoted, end - quoted)
        yield Occurrence(name, place, declares=True)


def _inside(source: Source, node: Node) -> Place:
    return Place(source, *content_span(source.text, node))


# Uses


def _in_string(document: Document, node: Node, text: str) -> Iterator[Occurrence]:
    scope = cursor.scope_at(document, node.start)
    parsed = parse(text)
    if scope is None or parsed.root is None:
        return
    function = next((each for each in scope.functions.values() if _within(node, each.node)), None)
    for call in calls(parsed.root):
        argument = call.args[0] if call.args and isinstance(call.args[0], Text) else None
        if call.namespace is not None and call.full_name.lower() in scope.functions:
            span = cursor.span_in(document.source, node, call.name_start, call.name_end)
            name = Name("function", call.full_name.lower(), id(scope.node))
            yield Occurrence(name, Place(document.source, *span), declares=False)
        elif argument is not None and call.namespace is None:
            used = _meant(document, scope, function, call, argument.value, node)
            if used is not None:
                end = argument.end - (1 if argument.closed else 0)
                span = cursor.span_in(document.source, node, argument.start + 1, end)
                yield Occurrence(used, Place(document.source, *span), declares=False)


def _meant(
    document: Document, scope: Scope, function: UserFunction | None, call: Call, text: str, node: Node
) -> Name | None:
    """The name that the first argument of a call stands for."""
    kind = _REFERENCES.get(call.name.lower())
    lowered = text.lower()
    if kind == "parameter" and function is not None:
        return Name("argument", lowered, id(function.node))
    if kind == "parameter":
        return Name("parameter", lowered, id(scope.node)) if lowered in scope.parameters else None
    if kind == "variable":
        return Name("variable", lowered, id(scope.node)) if lowered in scope.variables else None
    if kind == "loop":
        around = (each for each in scope.resources if _within(node, each.node))
        for resource in around:
            loop = _loop(resource)
            if loop is not None and loop.text == lowered:
                return loop
        made = scope.variables.get(lowered)  # a loop that makes a variable has the name of the variable
        is_loop = made is not None and made.key is None and _within(node, made)
        return Name("variable", lowered, id(scope.node)) if is_loop else None
    if call.name.lower() in _SYMBOLIC and any(each.symbolic_name == text for each in scope.resources):
        return Name("symbol", text, id(scope.node))
    return None


def _dependencies(document: Document) -> Iterator[Occurrence]:
    for scope in document.template.scopes:
        symbols = {resource.symbolic_name for resource in scope.resources if resource.symbolic_name is not None}
        loops = {each.text: each for resource in scope.resources if (each := _loop(resource)) is not None}
        for resource in scope.resources if symbols or loops else ():
            listed = resource.node.get("dependsOn")
            for child in listed.children if listed is not None else ():
                text = child.value if child.kind == "string" else ""
                name = Name("symbol", text, id(scope.node)) if text in symbols else loops.get(text.lower())
                if name is not None:
                    yield Occurrence(name, _inside(document.source, child), declares=False)


def _loop(resource: Resource) -> Name | None:
    """The name of the loop that makes a resource many times."""
    loop = resource.node.at("copy", "name")
    is_name = loop is not None and loop.kind == "string" and not is_expression(loop.value)
    return Name("loop", loop.value.lower(), id(resource.node)) if loop is not None and is_name else None


def _within(node: Node, outer: Node) -> bool:
    return outer.start <= node.start and node.end <= outer.end
