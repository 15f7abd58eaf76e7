"""Inline lines as one script, and the way back: Image Builder joins the elements of `inline` into one file per step."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from aiblsp.record import dataclass
from aiblsp.script.command import OPAQUE

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class Joined:
    """The script, and where each element starts and ends in it."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def locate(self, start: int, end: int) -> tuple[int, tuple[int, int]]:
        """The element that an index span of the script starts in, and the indexes in that element's text.

        What goes on in later elements is cut off at the end of the first one.
        """
        if not self.starts:
            return 0, (0, 0)
        element = max(bisect_right(self.starts, start) - 1, 0)
        first, last = self.starts[element], self.ends[element]
        start = min(max(start, first), last)
        return element, (start - first, max(min(end, last), start) - first)


def join(lines: Sequence[str | None], *, complete: bool = True) -> Joined:
    """Join the texts of inline elements by new lines; None, an element that is not known, becomes an OPAQUE line.

    Where the lines are not complete, an OPAQUE line in front says that anything may be missing.
    """
    starts: list[int] = []
    ends: list[int] = []
    texts = [OPAQUE if line is None else line for line in lines]
    at = 0 if complete else 2
    for text in texts:
        starts.append(at)
        ends.append(at + len(text))
        at += len(text) + 1
    return Joined("\n".join(texts if complete else [OPAQUE, *texts]), tuple(starts), tuple(ends))
