"""The subnet of the same file that the ID in a network configuration means. Judges nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp.template.related import NETWORK, SUBNET, composed, related

if TYPE_CHECKING:
    from aiblsp.jsonc.node import Node
    from aiblsp.template.model import Image


def subnet(image: Image, name: str) -> Node | None:
    """The `properties` of the subnet that `vnetConfig` names under `name`; None where it is not in the file.

    A subnet is a resource of its own, a child of its network, or an entry in the network's `subnets`.
    """
    node = image.at("vmProfile", "vnetConfig", name)
    if node is None or image.template is None:
        return None
    own = related(image, node, SUBNET)
    if own is not None:
        return _properties(own.body)
    network = related(image, node, NETWORK)
    text = composed(image, node) if network is not None else None
    listed = network.body.at("properties", "subnets") if network is not None else None
    if text is None or network is None or listed is None or listed.kind != "array" or listed.incomplete:
        return None
    wanted = text.rstrip("/").rpartition("/")[2].lower()
    found = [child for child in listed.children if _name(image, child) == wanted]
    return _properties(found[0]) if len(found) == 1 else None


def _name(image: Image, entry: Node) -> str | None:
    name = entry.get("name")
    return name.value.lower() if name is not None and name.kind == "string" else None


def _properties(body: Node) -> Node | None:
    properties = body.get("properties")
    return properties if properties is not None and properties.kind == "object" and not properties.incomplete else None
