"""Which resource of the same template an entry of `dependsOn`, or any other expression, names. Guesses nothing.

Understood are symbolic names, plain names, IDs and parts of them (`Microsoft.X/y/name`), `resourceId('Microsoft.X/y',
'name')` and what leads to one of these. Names that only the deployment knows are compared as in `template.symbols`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aiblsp.facts.ids import parse_resource_id
from aiblsp.record import dataclass
from aiblsp.template.placeholders import is_open
from aiblsp.template.symbols import MARK

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aiblsp.template.declared import Resource
    from aiblsp.template.symbols import Symbols

_HERE: Final = "/subscriptions/here/resourceGroups/here"


@dataclass(frozen=True, slots=True)
class Named:
    """A resource as an expression names it: the type in lower case where it is told, and the full name."""

    type: str | None
    name: str


def named_by(text: str, user: Resource, symbols: Symbols) -> Named | None:
    """The resource that a string in `user` names; None where that cannot be told, or it is one of another group."""
    found = symbols.text(text, user.context)
    if not found or found.startswith(MARK) or is_open(found):
        return None
    if found.startswith("/"):
        parsed = parse_resource_id(_HERE + found if found.startswith("/providers/") else found)
        if parsed is None or parsed.provider is None or len(parsed.names) != len(parsed.types):
            return None
        if any(part is not None and MARK in part.text for part in (parsed.subscription, parsed.group)):
            return None
        return Named(parsed.type, "/".join(part.text for part in parsed.names))
    segments = found.split("/")
    if "." in segments[0] and len(segments) > 2 and len(segments) % 2:
        return Named("/".join([segments[0], *segments[1::2]]).lower(), "/".join(segments[2::2]))
    return Named(None, found)


def full_name(resource: Resource, symbols: Symbols) -> str | None:
    """The name with the names of the resources around it; None where there is none."""
    parts: list[str] = []
    current: Resource | None = resource
    while current is not None:
        node = current.node.get("name")
        text = node.text() if node is not None else None
        if text is None:
            return None
        parts.append(symbols.text(text, current.context))
        current = current.parent
    return "/".join(reversed(parts))


def siblings(user: Resource) -> Iterator[Resource]:
    """The resources that `dependsOn` of `user` can name: those of the same template, itself left out."""
    for resource in user.scope.resources:
        if resource is not user and resource.deployment is user.deployment:
            yield resource


def is_named(resource: Resource, named: Named, symbols: Symbols) -> bool | None:
    """Whether this is the resource; None where its type or a name is not known well enough to say no."""
    if resource.type is None:
        return None
    if named.type is not None and resource.type.lower() != named.type:
        return False
    name = full_name(resource, symbols)
    if name is None:
        return None
    name, wanted = name.lower(), named.name.lower()
    if name == wanted or (named.type is None and name.rpartition("/")[2] == wanted):
        return True
    return None if MARK in name or MARK in wanted else False


def loop_name(resource: Resource) -> str | None:
    """The name of the copy loop that makes the resource, under which `dependsOn` may name all of them."""
    loop = resource.node.at("copy", "name")
    return loop.text() if loop is not None else None
