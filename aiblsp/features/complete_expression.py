"""Words of an expression: functions, parameters, variables, members, resource types. Replaces the word there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aiblsp.diagnostic import Edit
from aiblsp.expression.evaluate import evaluate
from aiblsp.expression.functions import FUNCTIONS, function
from aiblsp.expression.node import Call
from aiblsp.features.cursor import scope_at, span_in
from aiblsp.features.item import Completion
from aiblsp.features.slot import slot
from aiblsp.features.writing import escaped
from aiblsp.record import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aiblsp.document import Document
    from aiblsp.expression.locate import Under
    from aiblsp.features.cursor import InExpression
    from aiblsp.template.declared import Scope

RESOURCE_TYPES: Final = (
    "Microsoft.VirtualMachineImages/imageTemplates",
    "Microsoft.VirtualMachineImages/imageTemplates/triggers",
    "Microsoft.Compute/galleries",
    "Microsoft.Compute/galleries/images",
    "Microsoft.Compute/galleries/images/versions",
    "Microsoft.Compute/images",
    "Microsoft.Compute/diskEncryptionSets",
    "Microsoft.ManagedIdentity/userAssignedIdentities",
    "Microsoft.Network/virtualNetworks",
    "Microsoft.Network/virtualNetworks/subnets",
    "Microsoft.Storage/storageAccounts",
    "Microsoft.Authorization/roleAssignments",
    "Microsoft.Authorization/roleDefinitions",
)
_COMMON: Final = ("parameters", "variables", "resourceId", "concat", "format", "resourceGroup", "subscription")


@dataclass(frozen=True, slots=True)
class _Word:
    """A word that can be written: what it is, and what follows it."""

    text: str
    kind: str
    tail: str = ""
    detail: str = ""
    key: str = ""


def words(
    document: Document, inside: InExpression, offset: int, *, snippets: bool, added: int | None = None
) -> list[Completion]:
    """The words for the place in an expression. `added` is where its closing quote is that the user's text lacks."""
    scope = scope_at(document, inside.node.start)
    if scope is None:
        return []
    under = inside.under
    start, end = span_in(document.source, inside.node, under.start, under.end)
    edits, tail = _mended(document, offset, end, added)
    found = []
    for rank, each in enumerate(_offered(document, inside, scope)):
        has_call = document.source.text[end : end + 1] == "("
        after = "" if has_call and each.tail.startswith("(") else each.tail
        snippet = snippets and "$0" in after
        insert = escaped(each.text) + after if snippet else each.text + after.replace("$0", "")
        insert += escaped(tail) if snippet else tail
        found.append(
            Completion(
                *(each.text, each.kind, start, end, insert, snippet, each.text, f"{rank:04}", each.detail),  # type: ignore[arg-type]
                key=each.key,
                edits=edits,
            )
        )
    return found


def _mended(document: Document, offset: int, end: int, added: int | None) -> tuple[tuple[Edit, ...], str]:
    """What is still to be written: the quote that was added at an offset, and commas and brackets around the string.

    The second part is what belongs right behind the word, which ends at `end`.
    """
    place = slot(document, offset)
    if place is None:
        return (), ""
    after = place.after if place.role != "name" or place.named else ": {}" + place.after
    if added is None:
        behind, last = after, place.end
        edits = place.edits
    else:
        behind, last = '"' + after, added
        edits = tuple(
            Edit(each.start - 1, each.end - 1, each.text) if each.start > added else each for each in place.edits
        )
    if not behind:
        return edits, ""
    return (edits, behind) if last == end else ((*edits, Edit(last, last, behind)), "")


def _offered(document: Document, inside: InExpression, scope: Scope) -> Iterator[_Word]:
    under = inside.under
    if under.kind == "text":
        yield from _in_text(document, under, scope)
    elif under.kind == "member":
        yield from _members(under, scope)
    elif under.kind in ("function", "empty") and under.base is None:
        yield from _functions(document, inside, under, scope)


def _in_text(document: Document, under: Under, scope: Scope) -> Iterator[_Word]:
    call = under.call
    if under.base is not None:
        yield from _members(under, scope)
    if call is None:
        return
    name = call.name.lower()
    if name == "parameters" and under.argument == 0:
        for parameter in scope.parameters.values():
            yield _Word(parameter.name, "parameter", detail=parameter.type or "")
    elif name == "variables" and under.argument == 0:
        for lowered, node in scope.variables.items():
            yield _Word(node.key.text if node.key is not None else lowered, "variable")
    elif name in ("reference", "resourceinfo") and under.argument == 0:
        for resource in scope.resources:
            if resource.symbolic_name is not None:
                yield _Word(resource.symbolic_name, "variable", detail=resource.type or "")
    elif name.endswith("resourceid"):
        own = [resource.type for resource in scope.resources if resource.type is not None]
        for each in dict.fromkeys((*own, *RESOURCE_TYPES)):
            yield _Word(each, "class")


def _functions(document: Document, inside: InExpression, under: Under, scope: Scope) -> Iterator[_Word]:
    if under.namespace is not None and under.namespace.lower() not in ("sys", "az"):
        for own in scope.functions.values():
            if own.namespace.lower() == under.namespace.lower():
                yield _Word(own.name, "function", "($0)", f"{own.name}({', '.join(own.parameters)})")
        return
    where = _where(document, inside, scope)
    for own in scope.functions.values():
        yield _Word(f"{own.namespace}.{own.name}", "function", "($0)", f"{own.name}({', '.join(own.parameters)})")
    usual = [FUNCTIONS[name.lower()] for name in _COMMON]
    for each in dict.fromkeys((*usual, *FUNCTIONS.values())):
        banned = each.name == "list*" or each.deprecated or scope.level in each.not_at
        if banned or where in each.not_in or (each.only_in and where not in each.only_in):
            continue
        if each.name in ("parameters", "variables"):
            yield _Word(each.name, "function", "('$0')", each.signature, f"function {each.name}")
            continue
        tail = "()" if each.max_args == 0 else "($0)"
        yield _Word(each.name, "function", tail, each.signature, f"function {each.name}")


def _where(document: Document, inside: InExpression, scope: Scope) -> str:
    """The kind of place that an expression stands in, as the table of functions calls it; empty for any other."""
    start, node = inside.node.start, scope.node
    for name, place in (
        ("parameters", "parameterDefaultValue"),
        ("variables", "variables"),
        ("functions", "userFunctionOutput"),
    ):
        part = node.get(name)
        if part is not None and part.start <= start < part.end:
            return place
    return ""


def _members(under: Under, scope: Scope) -> Iterator[_Word]:
    base = under.base
    if base is None:
        return
    names: list[str] = []
    if isinstance(base, Call) and base.namespace is None and (known := function(base.name)) is not None:
        names += known.members
    if scope.context is not None:
        value = evaluate(base, scope.context)
        if isinstance(value, dict):
            names += [name for name in value if isinstance(name, str)]
    for name in dict.fromkeys(names):
        yield _Word(name, "property")
