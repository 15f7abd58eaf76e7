"""Which resource of the same file a resource ID means. Guesses nothing: where two could be meant, it is none.

An ID may be known, or composed when the template is deployed; see `template.symbols`. Resources that are only referred
to (`existing`) or known not to be deployed do not count.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aiblsp.template.symbols import GROUP_TYPE, Symbols

if TYPE_CHECKING:
    from aiblsp.jsonc.node import Node
    from aiblsp.template.declared import Resource
    from aiblsp.template.model import Image

GALLERY: Final = "microsoft.compute/galleries"
DEFINITION: Final = "microsoft.compute/galleries/images"
GALLERY_VERSION: Final = "microsoft.compute/galleries/images/versions"
MANAGED_IMAGE: Final = "microsoft.compute/images"
NETWORK: Final = "microsoft.network/virtualnetworks"
SUBNET: Final = "microsoft.network/virtualnetworks/subnets"
IDENTITY: Final = "microsoft.managedidentity/userassignedidentities"
GROUP: Final = GROUP_TYPE

_LOOKS: Final = 200  # resources of one type that are compared


def related(image: Image, node: Node | None, type_: str) -> Resource | None:
    """The resource of this type (lower case) that the ID in `node`, a value of the image template, means.

    The ID may be that of a resource below: from that of an image version one may ask for its gallery. None where the
    resource is not in the file, or where that is not certain.
    """
    if node is None or image.resource is None or image.template is None:
        return None
    candidates = image.template.resources_of(type_)
    if not candidates or node.kind not in ("string", "unknown") or not isinstance(node.value, str):
        return None
    symbols = image.template.symbols
    text = node.value if node.kind == "string" else symbols.text(node.value, image.resource.context)
    wanted = _group(text) if type_ == GROUP else _named(text, type_)
    if wanted is None:
        return None
    found = [
        resource
        for resource in candidates[:_LOOKS]
        if _full_name(resource, symbols) == wanted
        and (type_ == GROUP or _same_group(text, type_, resource, image, symbols))
    ]
    return found[0] if len(found) == 1 else None


def _named(text: str, type_: str) -> str | None:
    """The name in an ID of a resource of this type, or of one below it: `gallery/definition`."""
    namespace, *segments = text.lower().rpartition("/providers/")[2].split("/")
    depth = type_.count("/")
    types, names = segments[::2][:depth], segments[1::2][:depth]
    if "/".join((namespace, *types)) != type_ or len(names) < depth or not all(names):
        return None
    return "/".join(names)


def _group(text: str) -> str | None:
    """The resource group that an ID is in, or is."""
    found = text.lower().partition("/resourcegroups/")[2].partition("/")[0]
    return found or None


def _full_name(resource: Resource, symbols: Symbols) -> str | None:
    names: list[str] = []
    at: Resource | None = resource
    while at is not None:
        node = at.node.get("name")
        text = node.text() if node is not None else None
        if text is None or len(names) > 5:
            return None
        names.append(symbols.text(text, at.context).lower())
        at = at.parent
    return "/".join(reversed(names))


def _same_group(text: str, type_: str, resource: Resource, image: Image, symbols: Symbols) -> bool:
    """Whether an ID without an own resource group, or with one, can mean a resource that is deployed where it is."""
    if type_.startswith(GALLERY):
        return True  # a gallery's name is used once in a subscription
    wanted, there = _group(text), _group_of(resource, symbols)
    if wanted is None:
        assert image.resource is not None
        return there == _group_of(image.resource, symbols)
    if there is not None:
        return there == wanted
    return wanted == symbols.text("[resourceGroup().name]", resource.context).lower()


def _group_of(resource: Resource, symbols: Symbols) -> str | None:
    """The resource group of the nested deployment that a resource belongs to; None: that of the file."""
    deployment = resource.deployment
    while deployment is not None:
        node = deployment.node.get("resourceGroup")
        text = node.text() if node is not None else None
        if text is not None:
            return symbols.text(text, deployment.context).lower()
        deployment = deployment.deployment
    return None
