"""Makes a parameter of a value in a deployment template; the value becomes its default."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from aiblsp import edit
from aiblsp.expression.parser import is_expression
from aiblsp.features.action import EXTRACT, Action, of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aiblsp.document import Document
    from aiblsp.features.cursor import Cursor
    from aiblsp.jsonc.node import Node
    from aiblsp.template.declared import Scope

_TYPES: Final = {"string": "string", "boolean": "bool", "number": "int", "array": "array", "object": "object"}
# What must be known before a deployment starts, or tells things apart: it is not for parameters.
_FIXED: Final = frozenset({"type", "apiversion", "$schema", "scheme", "copy", "dependson", "scope"})


def extract_parameter(document: Document, place: Cursor) -> Iterator[Action]:
    """The value at a place as a parameter, in the template that the file is; not in nested ones."""
    scope = place.scope
    node = place.location.node
    if node is None or scope is None or scope.parent is not None or place.subject is None or len(place.chain) < 2:
        return
    if place.location.on == "gap" or node.kind not in _TYPES or _is_expression(node) or node.incomplete:
        return
    if any(step.key is not None and step.key.text.lower() in _FIXED for step in place.chain[1:]):
        return
    if isinstance(node.value, float) and not node.value.is_integer():
        return
    if any(_is_expression(child) for child in node.walk()):
        return
    source = document.source
    name = _name(place.chain, scope)
    declared = scope.node.get("parameters")
    if declared is not None and declared.kind != "object":
        return
    holder = place.location.path[-2]
    default = _indented(edit.copy_text(source, holder, node))
    text = f'{{\n\t"type": "{_TYPES[node.kind]}",\n\t"defaultValue": {default}\n}}'
    if declared is None:
        whole = f"{{\n\t{edit.quote(name)}: {_indented(text)}\n}}"
        added = edit.insert_member(source, scope.node, "parameters", whole, after="contentVersion")
    else:
        added = edit.insert_member(source, declared, name, text)
    replaced = edit.replace(node, edit.quote(f"[parameters('{name}')]"))
    yield Action(f"Extract to parameter `{name}`", EXTRACT, of(source, (added, replaced)))


def _is_expression(node: Node) -> bool:
    return node.kind == "string" and is_expression(str(node.value))


def _indented(json_text: str) -> str:
    return json_text.replace("\n", "\n\t")


def _name(chain: tuple[Node, ...], scope: Scope) -> str:
    """The name of the member, of an element that of its array; a number behind it where it is taken."""
    key = next(node.key for node in reversed(chain) if node.key is not None or node is chain[0])
    first, *others = re.findall(r"[A-Za-z0-9]+", key.text if key is not None else "") or ["value"]
    name = "".join((first[:1].lower() + first[1:], *(word.capitalize() for word in others)))
    name = name if name[:1].isalpha() else f"value{name}"
    taken = scope.parameters
    if name.lower() not in taken:
        return name
    return next(f"{name}{number}" for number in range(2, len(taken) + 3) if f"{name.lower()}{number}" not in taken)
