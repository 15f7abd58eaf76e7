"""Values that suit a property beyond what the contract lists: regions, sizes, images, resource IDs, names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from aiblsp.facts import marketplace, regions, sizes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from aiblsp.jsonc.node import Node
    from aiblsp.schema.description import Description
    from aiblsp.template.model import Image

_REGION_PATHS: Final = re.compile(r"(?:\A|\.)location\Z|\.replicationRegions(?:\[\])?\Z|\.targetRegions\[\]\.name\Z")
_SIZE: Final = re.compile(r"(?:vmSize|proxyVmSize)\Z")
_NAMES: Final = {
    "subscriptions": "subscription-id",
    "resourcegroups": "resource-group",
    "images": "image",
    "galleries": "gallery",
    "versions": "version",
    "virtualnetworks": "virtual-network",
    "subnets": "subnet",
    "userassignedidentities": "identity",
    "storageaccounts": "storage-account",
    "diskencryptionsets": "disk-encryption-set",
}


def suggested(about: Description, chain: Sequence[Node], image: Image | None) -> Iterator[tuple[str, str]]:
    """Values that suit a place, each with a word about it."""
    if _REGION_PATHS.search(about.path):
        yield from _regions(about.path, chain)
    elif _SIZE.search(about.path):
        for name, cpus, memory in sizes.SUGGESTED:
            yield name, f"{cpus} vCPU, {memory:g} GiB"
    elif about.path.endswith(("<PlatformImage>.publisher", "<PlatformImage>.offer", "<PlatformImage>.sku")):
        yield from _marketplace(about.name, chain)
    elif about.path.partition(".planInfo.")[1]:
        yield from _plan(about.name, chain)
    elif about.name == "runOutputName":
        yield from _outputs(chain, image)
    elif isinstance(about.example, str) and not about.example.startswith("/subscriptions/") and about.name != "name":
        yield about.example, ""


def _regions(path: str, chain: Sequence[Node]) -> Iterator[tuple[str, str]]:
    """Regions with Image Builder; for the places that images go to, all others after them, but none twice."""
    listed = chain[-1] if path.endswith(("replicationRegions", "[]")) else None
    taken = {str(child.value).lower() for child in listed.children} if listed is not None else set()
    if path.endswith("targetRegions[].name") and len(chain) > 2:
        others = (child.get("name") for child in chain[-3].children if child is not chain[-2])
        taken = {str(other.value).lower() for other in others if other is not None}
    for region in regions.REGIONS.values():
        if region.name not in taken and (region.supported or path != "location"):
            yield region.name, region.display


def _marketplace(name: str, chain: Sequence[Node]) -> Iterator[tuple[str, str]]:
    holder = chain[-2]
    publisher, offer = _text(holder, "publisher"), _text(holder, "offer")
    if name == "publisher":
        for each in marketplace.publishers():
            yield each, ""
    elif name == "offer":
        for each in marketplace.offers(publisher):
            title = next(image.title for image in marketplace.IMAGES if image.offer == each)
            yield each, title
    else:
        for image in marketplace.skus(publisher, offer):
            yield image.sku, image.title


def _plan(name: str, chain: Sequence[Node]) -> Iterator[tuple[str, str]]:
    """The purchase plan of a marketplace image has the names of the image."""
    member = {"planName": "sku", "planProduct": "offer", "planPublisher": "publisher"}.get(name)
    text = _text(chain[-3], member) if member is not None and len(chain) > 2 else None
    if text is not None:
        yield text, ""


def _outputs(chain: Sequence[Node], image: Image | None) -> Iterator[tuple[str, str]]:
    """Names for the output of a target: after the image that it makes and its type, but none twice."""
    holder = chain[-2]
    kind = (_text(holder, "type") or "").lower()
    made = _text(holder, "galleryImageId") or _text(holder, "imageId") or ""
    last = made.rstrip("/").rpartition("/")[2]
    taken = {target.value("runOutputName") for target in image.targets} if image is not None else set()
    offered = [f"{last}-output" if re.fullmatch(r"[\w.-]{1,50}", last) else "", f"{kind}-output" if kind else "output"]
    for name in dict.fromkeys(offered):
        if name and name not in taken:
            yield name, ""


def _text(holder: Node, name: str) -> str | None:
    node = holder.get(name)
    text = node.text() if node is not None else None
    return text if text and not text.startswith("[") else None


def resource_id(example: str) -> str:
    """A resource ID with placeholders for what is the user's own, made from an example."""
    parts = example.split("/")
    for index in range(2, len(parts)):
        name = _NAMES.get(parts[index - 1].lower())
        is_own = parts[index] != "latest" and not parts[index].startswith("<")
        if name is not None and is_own and not (index > 2 and parts[index - 2] == "providers"):
            parts[index] = f"<{name}>"
    return "/".join(parts)


def with_placeholders(example: object) -> object:
    """An example, with placeholders where it is a resource ID: nobody has those resources."""
    return resource_id(example) if isinstance(example, str) and example.startswith("/subscriptions/") else example


def resource_id_call(example: str) -> tuple[str, tuple[str, ...]] | None:
    """The resource type and placeholders of the names in an ID's example, for a call of resourceId."""
    _, found, rest = resource_id(example).partition("/providers/")
    parts = rest.split("/")
    if not found or len(parts) < 3:
        return None
    return "/".join((parts[0], *parts[1::2])), tuple(parts[2::2])
