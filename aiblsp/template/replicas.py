"""The regions that a gallery target is replicated to, however they are listed. Judges nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aiblsp.facts import regions
from aiblsp.record import dataclass

if TYPE_CHECKING:
    from aiblsp.facts.regions import Region
    from aiblsp.jsonc.node import Node
    from aiblsp.template.model import Target

LISTS: Final = ("targetRegions", "replicationRegions")


@dataclass(frozen=True, slots=True)
class Replica:
    """One entry of `targetRegions` or `replicationRegions`: the list, the entry, and the name of the region in it."""

    listed: Node
    node: Node
    name: Node | None

    @property
    def region(self) -> Region | None:
        """The region, where it is known and one that we know."""
        text = self.name.text() if self.name is not None else None
        return regions.find(text) if text is not None else None

    @property
    def key(self) -> str | None:
        """What to compare two names by; None where the name is not known."""
        text = self.name.text() if self.name is not None else None
        if text is None:
            return None
        region = regions.find(text)
        return region.name if region is not None else regions.normalise(text)


def read_replicas(target: Target) -> list[Replica]:
    """The entries of both lists, in order, unknown ones included; `Target.replicas` keeps them."""
    found = []
    for name in LISTS:
        listed = target.get(name)
        if listed is not None and listed.kind == "array":
            found += [Replica(listed, entry, _name(entry)) for entry in listed.children]
    return found


def all_known(target: Target) -> tuple[Replica, ...] | None:
    """The entries, where it is known of each which region it is; None where it is not, or where none is listed."""
    lists = [listed for name in LISTS if (listed := target.get(name)) is not None]
    if not lists or any(listed.kind != "array" or listed.incomplete for listed in lists):
        return None
    found = target.replicas
    return found if found and all(replica.region is not None for replica in found) else None


def _name(entry: Node) -> Node | None:
    return entry.get("name") if entry.kind == "object" else entry
