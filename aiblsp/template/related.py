"""Which resource of the same file a resource ID means. Guesses nothing: where two could be meant, it is none.

An ID may be known, or composed when the template is deployed; see `template.symbols`. Resources that are only referred
to (`existing`) or known not to be deployed do not count.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aiblsp.facts import regions
from aiblsp.template.kinds import GROUP_TYPE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aiblsp.facts.regions import Region
    from aiblsp.jsonc.node import Node
    from aiblsp.template.declared import Resource
    from aiblsp.template.model import Image, OsFamily, Target
    from aiblsp.template.symbols import Symbols

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
    if not image.template.resources_of(type_):
        return None
    found, key = image.template.symbols.found, (id(node), type_)  # several rules ask, and nodes stay
    if key not in found:
        text = composed(image, node)
        found[key] = _find(image, text, type_) if text is not None else None
    return found[key]


def related_by_name(image: Image, member: Node, type_: str) -> Resource | None:
    """The same for a member whose name is the ID, as it is written."""
    if member.key is None or image.resource is None or image.template is None:
        return None
    if not image.template.resources_of(type_):
        return None
    return _find(image, image.template.symbols.text(member.key.text, image.resource.context), type_)


def _find(image: Image, text: str, type_: str) -> Resource | None:
    assert image.template is not None
    symbols, candidates = image.template.symbols, image.template.resources_of(type_)
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


def definitions(image: Image) -> Iterator[tuple[Target, Resource]]:
    """The targets whose image definition is in the same file, each with it."""
    for target in image.targets:
        if target.type == "SharedImage":
            found = related(image, target.get("galleryImageId"), DEFINITION)
            if found is not None:
                yield target, found


def source_definition(image: Image) -> Resource | None:
    """The image definition of the source where it is in the same file."""
    source = image.source
    if source is None or source.type != "SharedImageVersion":
        return None
    return related(image, source.get("imageVersionId"), DEFINITION)


def same_definition(image: Image, one: Node | None, other: Node | None) -> bool:
    """Whether two IDs, of image definitions or of versions of them, certainly mean the same image definition."""
    texts = [composed(image, node) if node is not None else None for node in (one, other)]
    if texts[0] is None or texts[1] is None:
        return False
    names = {_named(text, DEFINITION) for text in texts if text is not None}
    groups = {_group(text) for text in texts if text is not None} - {None}
    return len(names) == 1 and None not in names and len(groups) < 2


def declared_os(image: Image) -> OsFamily | None:
    """The operating system that the same file tells: of the source image, else of what is published."""
    source = image.source
    definition = source_definition(image)
    if definition is not None:
        return _os(definition.body.at("properties", "osType"))
    if source is not None and source.type == "ManagedImage":
        made = related(image, source.get("imageId"), MANAGED_IMAGE)
        if made is not None:
            return _os(made.body.at("properties", "storageProfile", "osDisk", "osType"))
    told = {_os(target.body.at("properties", "osType")) for _, target in definitions(image)}
    return told.pop() if len(told) == 1 else None


def security_type(definition: Resource) -> str | None:
    """The security type of an image definition: empty where it has none, None where that is not known."""
    properties = definition.body.get("properties")
    features = properties.get("features") if properties is not None else None
    if properties is None or properties.kind != "object" or properties.incomplete:
        return None
    if features is None:
        return ""
    if features.kind != "array" or features.incomplete:
        return None
    node = security_feature(definition)
    if node is not None:
        return node.text()
    known = all((name := feature.get("name")) is not None and name.kind == "string" for feature in features.children)
    return "" if known else None


def security_feature(definition: Resource) -> Node | None:
    """The value of the feature SecurityType of an image definition."""
    features = definition.body.at("properties", "features")
    for feature in features.children if features is not None else ():
        name = feature.get("name")
        if name is not None and (name.text() or "").lower() == "securitytype":
            return feature.get("value")
    return None


def elsewhere(image: Image, place: Node | None) -> tuple[Region, Region] | None:
    """The region of the template and that of another place, where both are known and differ."""
    home = image.root("location")
    own, other = (node.text() if node is not None else None for node in (home, place))
    if own is None or other is None or own == other:
        return None
    here, there = regions.find(own), regions.find(other)
    return (here, there) if here is not None and there is not None and here.name != there.name else None


def _os(node: Node | None) -> OsFamily | None:
    text = (node.text() or "").lower() if node is not None else ""
    return "Windows" if text == "windows" else "Linux" if text == "linux" else None


def composed(image: Image, node: Node) -> str | None:
    """The text of a value, with marks for what only the deployment knows."""
    if node.kind == "string":
        return str(node.value)
    if node.kind != "unknown" or not isinstance(node.value, str) or image.resource is None or image.template is None:
        return None
    return image.template.symbols.text(node.value, image.resource.context)


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
