"""Which resource of the same template an entry of `dependsOn`, or any other expression, names. Guesses nothing.

Understood are symbolic names, plain names, IDs and parts of them (`Microsoft.X/y/name`), `resourceId('Microsoft.X/y',
'name')` and what leads to one of these. Names that only the deployment knows are compared as in `template.symbols`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aiblsp.facts.ids import parse_resource_id
from aiblsp.record import dataclass
from aiblsp.template.placeholders import is_open
from aiblsp.template.symbols import MARK, Symbols

if TYPE_CHECKING:
    from aiblsp.template.declared import Resource
    from aiblsp.template.model import Template

MOST: Final = 800  # resources of one template; Azure refuses more
_DEEPEST: Final = 10  # segments of a type
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


def siblings_of(user: Resource, template: Template) -> Siblings:
    """The resources that `dependsOn` of `user` can name; made once for all resources of a template."""
    key = (id(user.scope), id(user.deployment))
    found = template.siblings.get(key)
    if found is None:
        resources = [one for one in user.scope.resources if one.deployment is user.deployment]
        found = template.siblings[key] = Siblings(resources, Symbols(template.scopes))
    return found


class Siblings:
    """The resources of one template by name."""

    def __init__(self, resources: list[Resource], symbols: Symbols) -> None:
        self.symbols = symbols
        self.all = resources
        self.symbolic = {one.symbolic_name: one for one in self.all if one.symbolic_name is not None}
        self.loops: dict[str, list[Resource]] = {}
        self._sure: dict[tuple[str | None, str], list[Resource]] = {}
        self._unsure: dict[str | None, list[Resource]] = {}
        self._typed: dict[str | None, list[Resource]] = {}
        for resource in self.all:
            self._add(resource)
        self.types = {type_ for type_ in self._typed if type_ is not None}

    def _add(self, resource: Resource) -> None:
        type_ = resource.type.lower() if resource.type is not None else None
        name = _full_name(resource, self.symbols)
        loop = _loop_name(resource)
        if loop is not None:
            self.loops.setdefault(loop, []).append(resource)
        self._typed.setdefault(type_, []).append(resource)
        # Of a loop only the first round is known.
        if type_ is None or name is None or MARK in name or loop is not None:
            self._unsure.setdefault(type_, []).append(resource)
        if name is None:
            return
        name = name.lower()
        for key in {(type_, name), (None, name), (None, name.rpartition("/")[2])}:
            self._sure.setdefault(key, []).append(resource)

    def surely(self, named: Named) -> list[Resource]:
        """The resources that this certainly is the name of."""
        return self._sure.get((named.type, named.name.lower()), [])

    def possibly(self, named: Named) -> list[Resource]:
        """The same, and those of which it cannot be told."""
        found = list(self.surely(named))
        if named.type is None:
            found += self.all if MARK in named.name else [one for some in self._unsure.values() for one in some]
            return found
        found += (self._typed if MARK in named.name else self._unsure).get(named.type, [])
        return found + self._unsure.get(None, [])

    def meant(self, text: str, user: Resource) -> list[Resource] | None:
        """The resources that an entry of dependsOn may mean; None where it is not known what it says."""
        if text in self.symbolic:
            return [self.symbolic[text]]
        named = named_by(text, user, self.symbols)
        return None if named is None else [*self.loops.get(text, ()), *self.possibly(named)]


def _full_name(resource: Resource, symbols: Symbols) -> str | None:
    """The name with the names of the resources around it; None where there is none."""
    parts: list[str] = []
    current: Resource | None = resource
    while current is not None and len(parts) < _DEEPEST:
        node = current.node.get("name")
        text = node.text() if node is not None else None
        if text is None:
            return None
        parts.append(symbols.text(text, current.context))
        current = current.parent
    return "/".join(reversed(parts))


def _loop_name(resource: Resource) -> str | None:
    """The name of the copy loop that makes the resource, under which `dependsOn` may name all of them."""
    loop = resource.node.at("copy", "name")
    return loop.text() if loop is not None else None
