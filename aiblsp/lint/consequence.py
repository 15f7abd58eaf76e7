"""Takes away what only follows from a misspelt name: the property that it was meant to be is not missing as well."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from aiblsp.diagnostic import Diagnostic
    from aiblsp.document import Document
    from aiblsp.jsonc.node import Node
    from aiblsp.schema.mismatch import Mismatch

_MISSPELT: Final = frozenset(("unknown-property", "other-type"))


def without_consequences(
    document: Document, mismatches: Iterable[Mismatch], found: list[Diagnostic]
) -> list[Diagnostic]:
    """The diagnostics less those about a property that an object has under a misspelt name.

    Those stand at the object or directly in it, and quote the right name. All are kept where the misspelling itself is
    not reported, for instance because its rule was not asked.
    """
    misspelt = [each for each in mismatches if each.kind in _MISSPELT and each.suggestion is not None]
    if not misspelt:
        return found
    here = {each.place.start for each in found if each.place.source is document.source}
    meant: dict[int, list[tuple[str, int]]] = {}
    for mismatch in misspelt:
        holder, key = mismatch.parent, mismatch.node.key
        if holder is not None and holder.source is None and key is not None and key.start in here:
            for start in _starts(holder):
                meant.setdefault(start, []).append((f"`{mismatch.suggestion}`", key.start))
    return [each for each in found if each.place.source is not document.source or not _follows(each, meant)]


def _follows(diagnostic: Diagnostic, meant: dict[int, list[tuple[str, int]]]) -> bool:
    start = diagnostic.place.start
    return any(name in diagnostic.message and start != own for name, own in meant.get(start, ()))


def _starts(holder: Node) -> Iterator[int]:
    """Where a rule points that misses something in an object."""
    for node in (holder, *holder.children):
        yield node.start
        if node.key is not None:
            yield node.key.start
