"""The regions that a gallery target is replicated to, however they are listed. Judges nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aiblsp.facts import regions
from aiblsp.record import dataclass

if TYPE_CHECKING:
    from aiblsp.facts.regions import Region
    from aiblsp.jsonc.node import Node
    from aiblsp.template.model import Target

_SINCE: Final = "2022-07-01"  # what `targetRegions` came with
_LISTS: Final = ("targetRegions", "replicationRegions")


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


def lists(target: Target) -> tuple[str, ...]:
    """The names of the lists that count in the API version."""
    return _LISTS[1:] if target.image.before(_SINCE) else _LISTS


def read_replicas(target: Target) -> list[Replica]:
    """The entries of the lists that count, in order, unknown ones included; `Target.replicas` keeps them."""
    found = []
    for name in lists(target):
        listed = target.get(name)
        if listed is not None and listed.kind == "array":
            found += [Replica(listed, entry, _name(entry)) for entry in listed.children]
    return found


def all_known(target: Target) -> tuple[Replica, ...] | None:
    """The entries, where it is known of each which region it is; None where it is not, or where none is listed."""
    given = [listed for name in lists(target) if (listed := target.get(name)) is not None]
    if not given or any(listed.kind != "array" or listed.incomplete for listed in given):
        return None
    found = target.replicas
    return found if found and all(replica.region is not None for replica in found) else None


def _name(entry: Node) -> Node | None:
    return entry.get("name") if entry.kind == "object" else entry
