"""Which resource of the same template an entry of `dependsOn`, or any other expression, names. Guesses nothing.

Understood are symbolic names, plain names, IDs and parts of them (`Microsoft.X/y/name`), `resourceId('Microsoft.X/y',
'name')` and variables that hold one of these.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aiblsp.expression.evaluate import evaluate
from aiblsp.expression.node import Call, Text
from aiblsp.expression.parser import is_expression, parse
from aiblsp.facts.ids import parse_resource_id
from aiblsp.record import dataclass
from aiblsp.template.placeholders import is_open

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aiblsp.expression.node import Expression
    from aiblsp.jsonc.node import Node
    from aiblsp.template.declared import Resource

_STEPS: Final = 20  # variables that lead to other variables


@dataclass(frozen=True, slots=True)
class Named:
    """A resource as an expression names it: the type in lower case where it is told, and the full name."""

    type: str | None
    name: str


def named_by(text: str, user: Resource) -> Named | None:
    """The resource that a string in `user` names; None where that cannot be told."""
    for _ in range(_STEPS):
        if not is_expression(text):
            return _plain(text)
        root = parse(text).root
        inner = _variable(root, user)
        if inner is None:
            return _computed(root, user)
        text = inner
    return None


def _variable(root: Expression | None, user: Resource) -> str | None:
    """The text of the variable that the expression is, where it is nothing but that."""
    if not isinstance(root, Call) or root.namespace is not None or root.name.lower() != "variables":
        return None
    name = root.args[0] if len(root.args) == 1 else None
    value = user.scope.variables.get(name.value.lower()) if isinstance(name, Text) else None
    return value.text() if value is not None else None


def _computed(root: Expression | None, user: Resource) -> Named | None:
    if isinstance(root, Call) and root.namespace is None and root.name.lower() == "resourceid":
        parts = [evaluate(argument, user.context) for argument in root.args]
        if len(parts) < 2 or not all(isinstance(part, str) for part in parts) or "/" not in str(parts[0]):
            return None  # another group or subscription, or not known
        return Named(str(parts[0]).lower(), "/".join(map(str, parts[1:])))
    value = evaluate(root, user.context)
    return _plain(value) if isinstance(value, str) else None


def _plain(text: str) -> Named | None:
    if is_open(text):
        return None
    parsed = parse_resource_id(text)
    if parsed is not None:
        if parsed.provider is None or len(parsed.names) != len(parsed.types):
            return None
        return Named(parsed.type, "/".join(part.text for part in parsed.names))
    segments = text.split("/")
    if "." in segments[0] and len(segments) > 2 and len(segments) % 2:
        types, names = segments[1::2], segments[2::2]
        return Named("/".join([segments[0], *types]).lower(), "/".join(names))
    return Named(None, text)


def full_name(resource: Resource) -> str | None:
    """The name with the names of the resources around it; None where a part is not known."""
    parts: list[str] = []
    current: Resource | None = resource
    while current is not None:
        if current.name is None:
            return None
        parts.append(current.name)
        current = current.parent
    return "/".join(reversed(parts))


def siblings(user: Resource) -> Iterator[Resource]:
    """The resources that `dependsOn` of `user` can name: those of the same template, itself left out."""
    for resource in user.scope.resources:
        if resource is not user and resource.deployment is user.deployment:
            yield resource


def is_named(resource: Resource, named: Named) -> bool | None:
    """Whether this is the resource; None where its type or name is not known well enough to say no."""
    if resource.type is None:
        return None
    if named.type is not None and resource.type.lower() != named.type:
        return False
    name = full_name(resource)
    if name is None:
        return None
    wanted = named.name.lower()
    return name.lower() == wanted or (named.type is None and name.rpartition("/")[2].lower() == wanted)


def loop_name(resource: Resource) -> str | None:
    """The name of the copy loop that makes the resource, under which `dependsOn` may name all of them."""
    loop: Node | None = resource.node.at("copy", "name")
    return loop.text() if loop is not None else None
