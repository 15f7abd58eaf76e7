"""Which image template each trigger belongs to: by nesting, by name, by symbolic name. Guesses nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aiblsp.expression.form import is_expression

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import TypeAlias

    from aiblsp.template.declared import Resource
    from aiblsp.template.model import Image, Trigger

    # The scope and the nested deployment, by identity, and a name.
    _Place: TypeAlias = tuple[int, int, str]

_LOOKS: Final = 50  # image templates whose written names are compared: there are one or two


def assign(triggers: Iterable[Trigger], images: Sequence[Image]) -> None:
    """Set the image of each trigger where it is one of `images` and in the same nested deployment."""
    nested: dict[int, Image] = {}
    named: dict[_Place, Image] = {}
    symbolic: dict[_Place, Image] = {}
    for image in images:
        resource = image.resource
        if resource is None:
            continue
        nested[id(resource)] = image
        if resource.name is not None:
            named.setdefault(_place(resource, resource.name.lower()), image)
        if resource.symbolic_name is not None:
            symbolic.setdefault(_place(resource, resource.symbolic_name), image)
    for trigger in triggers:
        resource = trigger.resource
        if resource.parent is not None:
            trigger.image = nested.get(id(resource.parent))
        elif resource.name is not None:
            trigger.image = named.get(_place(resource, resource.name.rpartition("/")[0].lower()))
        else:
            trigger.image = _same_words(resource, images) or _dependency(resource, symbolic)


def _place(resource: Resource, name: str) -> _Place:
    return id(resource.scope), id(resource.deployment), name


def _same_words(trigger: Resource, images: Sequence[Image]) -> Image | None:
    """The image template whose name is an expression that is written in the trigger's name too."""
    spoken = _written_name(trigger)
    if spoken is None:
        return None
    found = [
        image
        for image in images[:_LOOKS]
        if image.resource is not None
        and _place(image.resource, "") == _place(trigger, "")
        and is_expression(name := _written_name(image.resource) or "")
        and name[1:-1] in spoken
    ]
    return found[0] if len(found) == 1 else None


def _dependency(trigger: Resource, symbolic: dict[_Place, Image]) -> Image | None:
    depends = trigger.node.get("dependsOn")
    listed = depends.children if depends is not None and depends.kind == "array" else []
    found = (symbolic.get(_place(trigger, node.value)) for node in listed if node.kind == "string")
    return next((image for image in found if image is not None), None)


def _written_name(resource: Resource) -> str | None:
    name = resource.node.get("name")
    return name.text() if name is not None else None
