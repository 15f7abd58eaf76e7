"""What rules have said of one document: nothing twice, and of one rule only so much.

Nobody reads on after a thousand times the same, and an editor would be busy for seconds with showing it.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

from aiblsp.record import replace

if TYPE_CHECKING:
    from aiblsp.diagnostic import Diagnostic

MOST: Final = 1_000  # findings of a rule in a document


class Heard:
    """The diagnostics that were kept. A rule that has said more than is listed is `stopped`: it need not go on.

    `patient`: hear all to the end, for it is not known yet which of them a suppression takes away.
    """

    def __init__(self, *, patient: bool) -> None:
        self.stopped: set[str] = set()
        self._most = sys.maxsize if patient else MOST
        self._kept: dict[tuple[object, ...], Diagnostic] = {}
        self._number: dict[str, int] = {}

    @property
    def found(self) -> list[Diagnostic]:
        return list(self._kept.values())

    def keep(self, diagnostic: Diagnostic) -> None:
        """Keep it, unless the same was said of the same place: a variable used twice, an expanded loop."""
        name, place = diagnostic.rule, diagnostic.place
        key = (name, id(place.source), place.start, place.end, diagnostic.message)
        if key in self._kept:
            return
        self._kept[key] = diagnostic
        self._number[name] = self._number.get(name, 0) + 1
        if self._number[name] > self._most:
            self.stopped.add(name)

    def listed(self, found: list[Diagnostic]) -> list[Diagnostic]:
        """Of sorted diagnostics the first ones of each rule; the last one tells where there are more."""
        if len(found) <= MOST and not self.stopped:
            return found
        kept: list[Diagnostic] = []
        number: dict[str, int] = {}
        last: dict[str, int] = {}
        for diagnostic in found:
            name = diagnostic.rule
            number[name] = number.get(name, 0) + 1
            if number[name] <= MOST:
                last[name] = len(kept)
                kept.append(diagnostic)
        for name, at in last.items():
            if number[name] > MOST or name in self.stopped:
                message = f"{kept[at].message}. The file has more of this: only the first {MOST:,} are listed"
                kept[at] = replace(kept[at], message=message)
        return kept
