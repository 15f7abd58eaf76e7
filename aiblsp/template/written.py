"""What is written where: expressions, resource IDs, and resolved nodes as they stand in the text. Judges nothing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Literal

from aiblsp.expression.form import is_expression
from aiblsp.jsonc.locate import locate
from aiblsp.pattern import later
from aiblsp.record import dataclass
from aiblsp.template.placeholders import SCRIPTS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from aiblsp.jsonc.node import Node, Tree
    from aiblsp.template.declared import Scope
    from aiblsp.template.model import Image

# One search instead of a tree: only names are of interest here.
_NAMES: Final = later(r"\b(parameters|variables)[(]\s*'([^']*)'\s*[)]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Written:
    """A string: the value of `node`, or its name. `script`: it is a line of a script."""

    node: Node
    text: str
    on: Literal["key", "value"]
    script: bool = False


def strings(root: Node, wanted: Callable[[str], object]) -> Iterator[Written]:
    """The strings below a node that are `wanted`, names included, in document order."""
    pending = [(root, False)]
    while pending:
        node, script = pending.pop()
        if node.key is not None:
            if wanted(node.key.text):
                yield Written(node, node.key.text, "key")
            script = node.key.text.lower() in SCRIPTS
        value = node.value
        if value.__class__ is str and wanted(value):
            yield Written(node, value, "value", script)
        elif node.children:
            pending.extend([(child, script) for child in reversed(node.children)])


def expressions(image: Image) -> tuple[Written, ...]:
    """The strings and names of an image template that Azure evaluates, as written. A bare body has none."""
    return tuple(strings(image.node, is_expression)) if image.kind == "resource" else ()


def resource_ids(image: Image) -> tuple[Written, ...]:
    """The known strings and names that start like a resource ID, scripts left out."""
    found: list[Written] = []
    pending = [image.body]
    for node in pending:
        for child in node.children:
            key, value = child.key, child.value
            if key is not None and key.text[:1] in _FIRST and key.known and _starts_like_id(key.text):
                found.append(Written(child, key.text, "key"))
            if child.children:
                if child.kind == "object" or not _is_script(child):
                    pending.append(child)
            elif value.__class__ is str and value[:1] in _FIRST and child.kind == "string":
                is_id = _starts_like_id(value) and not _is_script(child)
                found += [Written(child, value, "value")] if is_id else ()
    return tuple(found)


def _is_script(node: Node) -> bool:
    return node.key is not None and node.key.text.lower() in SCRIPTS


# Most strings do not start with a slash, and nearly all others are looked at in vain.
_FIRST: Final = frozenset("/ \t\r\n\u00a0\u200b\ufeff")


def _starts_like_id(text: str) -> bool:
    return text.lstrip()[:15].lower() == "/subscriptions/"


def as_written(tree: Tree, node: Node) -> tuple[Node, Node] | None:
    """The holder and the node itself as they stand in the text, for a node of a resolved tree.

    A value that came through a parameter is found where it is used. None for the root, for what is not in this text,
    and for what an expression made.
    """
    if node.source is not None and node.via is None:
        return None
    used = node.via if node.via is not None else node
    offset = node.key.start if node.key is not None else used.start + _inside(used)
    path = locate(tree, offset).path
    for index in range(len(path) - 1, 0, -1):
        found = path[index]
        if (found.key.start if found.key is not None else found.start) == offset - (node.key is None) * _inside(used):
            return path[index - 1], found
    return None


def _inside(node: Node) -> bool:
    """Whether one must look behind the first character to be in the node."""
    return node.kind in ("object", "array")


def container_as_written(tree: Tree, node: Node) -> Node | None:
    """The object or array as it stands in the text, for a node of a resolved tree; None where an expression made it."""
    if node.source is not None:
        return None
    for found in reversed(locate(tree, node.start + 1).path):
        if found.start == node.start and found.kind == node.kind:
            return found
    return None


def definitions(image: Image) -> Iterator[Node]:
    """The values of the parameters and variables that an image template uses, as written, also through variables."""
    scope = image.scope
    if scope is None:
        return
    pending = list(image.expressions)
    seen: set[tuple[str, str]] = set()
    while pending:
        for function, name in _NAMES.findall(pending.pop().text):
            used = (function.lower(), name.lower())
            if used in seen:
                continue
            seen.add(used)
            value = _value(scope, *used)
            if value is not None:
                yield value
                pending += strings(value, is_expression)


def _value(scope: Scope, function: str, name: str) -> Node | None:
    if function == "variables":
        return scope.variables.get(name)
    parameter = scope.parameters.get(name)
    if parameter is None:
        return None
    return parameter.given if parameter.given is not None else parameter.default
