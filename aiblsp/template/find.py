"""Walking a deployment template: its scopes, resources, image templates and triggers, nested ones included.

Without recursion: nesting is what a file says it is. Resources evaluate themselves later, when asked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aiblsp.record import dataclass
from aiblsp.template.context import Context, Names
from aiblsp.template.declared import Resource
from aiblsp.template.held import ref
from aiblsp.template.kinds import DEPLOYMENT_TYPE, IMAGE_TYPE, TRIGGER_TYPE, is_image
from aiblsp.template.model import Image, Trigger
from aiblsp.template.owner import assign
from aiblsp.template.parameter_file import given_by
from aiblsp.template.scopes import blind_scope, read_scope
from aiblsp.template.values import unknown
from aiblsp.template.version import effective_version

if TYPE_CHECKING:
    from aiblsp.jsonc.node import Node
    from aiblsp.template.declared import Scope
    from aiblsp.template.model import Options, Template
    from aiblsp.template.reading import Reading


_MAX_TYPE: Final = 1000  # characters


@dataclass(slots=True)
class _Visit:
    """A resource to look at: where it stands."""

    node: Node
    scope: Scope
    context: Context
    symbolic_name: str | None
    parent: Resource | None
    deployment: Resource | None


def find(template: Template, root: Node, options: Options, reading: Reading) -> None:
    """Fill a template with what a deployment template and all nested ones hold, in the order of writing."""
    files = template.parameter_files
    given = {name: entry.value or entry.node for file in files for name, entry in file.entries.items()}

    def from_files(name: str) -> Node | None:
        entry = given_by(files, name)
        if entry is None or (entry.value is not None and entry.value.kind == "null"):
            return None
        return entry.value if entry.value is not None else unknown(entry.node)

    scope = read_scope(root, None, given)
    template.scopes.append(scope)
    scope.context = context = Context(reading, Names(scope, from_files))
    pending = _visits(root, scope, context, None, None)
    while pending:
        visit = pending.pop()
        resource, inside = _resource(visit)
        visit.scope.resources.append(resource)
        _sort(resource, template, options)
        below = _visits(resource.node, visit.scope, inside, resource, visit.deployment)
        nested = _nested_template(resource)
        if nested is not None:
            below += _nested(nested, resource, visit.scope, inside, template)
        pending += below
    assign(template.triggers, template.images)


def _visits(
    holder: Node, scope: Scope, context: Context, parent: Resource | None, deployment: Resource | None
) -> list[_Visit]:
    """The `resources` of a template or a resource, the first one last, ready for a stack."""
    section = holder.get("resources")
    if section is None or section.kind not in ("array", "object"):
        return []
    symbolic = section.kind == "object"
    return [
        _Visit(child, scope, context, child.key.text if symbolic and child.key else None, parent, deployment)
        for child in reversed(section.children)
        if child.kind == "object"
    ]


def _resource(visit: _Visit) -> tuple[Resource, Context]:
    """The resource, and the context inside of it: that of its own copy loop."""
    node = visit.node
    context = _in_first_copy(node, visit.context)
    type_node = node.get("type")
    type_ = context.resolve(type_node).text() if type_node is not None else None
    if visit.parent is not None and type_ is not None:
        type_ = _child_type(visit.parent, type_)
    existing = node.get("existing")
    resource = Resource(
        node,
        ref(visit.scope),
        type_,
        context,
        visit.symbolic_name,
        visit.parent,
        visit.deployment,
        existing is not None and existing.value is True,
    )
    return resource, context


def _child_type(parent: Resource, type_: str) -> str | None:
    """The full type of a nested child; None where it cannot be a type, for a type must not grow with the nesting."""
    return f"{parent.type}/{type_}" if parent.type is not None and len(parent.type) < _MAX_TYPE else None


def _in_first_copy(node: Node, context: Context) -> Context:
    """For a resource made by a copy loop: the first one stands for all, where it is known that there is one."""
    loop = node.get("copy")
    if loop is None or loop.kind != "object":
        return context
    name, count = loop.get("name"), loop.get("count")
    known = context.resolve(count).value if count is not None else None
    text = name.text() if name is not None else None
    return context.within(text or "", 0 if type(known) is int and known > 0 else None, resource=True)


def _sort(resource: Resource, template: Template, options: Options) -> None:
    """Put an image template or a trigger where it belongs. What exists already has no content to look at."""
    if resource.existing:
        return
    type_ = (resource.type or "").lower()
    if type_ == TRIGGER_TYPE:
        template.triggers.append(Trigger(resource, None))
    elif type_ == IMAGE_TYPE or (resource.parent is None and is_image(resource.node)):
        version = effective_version(resource.body, options)
        image = Image(
            *("resource", resource.node, resource.body, version),
            *(resource, resource.scope, options.os_family, ref(template)),
        )
        template.images.append(image)


def _nested_template(resource: Resource) -> Node | None:
    if (resource.type or "").lower() != DEPLOYMENT_TYPE:
        return None
    found = resource.node.at("properties", "template")
    return found if found is not None and found.kind == "object" else None


def _nested(nested: Node, deployment: Resource, scope: Scope, context: Context, template: Template) -> list[_Visit]:
    """The resources of a nested template. Outer scope (the default): its expressions see what is around it."""
    setting = deployment.node.at("properties", "expressionEvaluationOptions", "scope")
    mode = (context.resolve(setting).text() or "") if setting is not None else "outer"
    if mode.lower() in ("outer", "notspecified"):
        return _visits(nested, scope, context, None, deployment)
    if mode.lower() != "inner":
        blind = blind_scope(nested, scope)
        blind.context = Context(context.reading, Names(blind, lambda name: None))
        template.scopes.append(blind)
        return _visits(nested, blind, blind.context, None, deployment)
    arguments = deployment.node.at("properties", "parameters")
    entries = _entries(arguments)
    inner = read_scope(nested, scope, {name: entry.get("value") or entry for name, entry in entries.items()})
    template.scopes.append(inner)

    def from_deployment(name: str) -> Node | None:
        if arguments is not None and arguments.kind != "object":
            return unknown(arguments)
        entry = entries.get(name)
        if entry is None:
            return unknown(arguments) if arguments is not None and arguments.incomplete else None
        resolved = context.resolve(entry)
        if resolved.kind == "null":
            return None
        value = resolved.get("value") if resolved.get("reference") is None else None
        if value is None and resolved.kind == "object" and entry.get("value") is not None:
            return None  # a value that is null is none
        return value if value is not None else unknown(entry)

    inner.context = Context(context.reading, Names(inner, from_deployment))
    return _visits(nested, inner, inner.context, None, deployment)


def _entries(arguments: Node | None) -> dict[str, Node]:
    if arguments is None or arguments.kind != "object":
        return {}
    return {child.key.text.lower(): child for child in arguments.children if child.key is not None}
