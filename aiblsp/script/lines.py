"""Inline lines as one script, and the way back: Image Builder joins the elements of `inline` into one file per step."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING, Final

from aiblsp.pattern import later
from aiblsp.record import cached_property, dataclass
from aiblsp.script.command import OPAQUE

if TYPE_CHECKING:
    from collections.abc import Sequence


# What vanishes between the letters of a word, in one language or another: quotes, escapes, ends of lines that go on.
_VANISHES: Final = later(r"[\\`^]\r?\n|[\\`^'\"$‘’‚‛“”„]")


def letters(text: str) -> str:
    """A script without what may stand between the letters of a name, in lower case: for a first look at it."""
    return _VANISHES.sub("", text).lower()


@dataclass(frozen=True)
class Joined:
    """The script, and the texts that it was joined from; `first` is where the first of them starts."""

    text: str
    parts: tuple[str, ...]
    first: int = 0

    @cached_property
    def _letters(self) -> str:
        return letters(self.text)

    def mentions(self, *names: str) -> bool:
        """Whether one of the names (plain ones, in lower case) is in the script, also within others or with quotes.

        A cheap first look: no command of the script, or of one within it, is called or given what it does not mention.
        """
        written = self._letters
        return any(name in written for name in names)

    @cached_property
    def starts(self) -> tuple[int, ...]:
        """Where each element starts in the script."""
        return tuple(accumulate((len(part) + 1 for part in self.parts[:-1]), initial=self.first))

    def locate(self, start: int, end: int) -> tuple[int, tuple[int, int]]:
        """The element that an index span of the script starts in, and the indexes in that element's text.

        What goes on in later elements is cut off at the end of the first one.
        """
        if not self.parts:
            return 0, (0, 0)
        element = max(bisect_right(self.starts, start) - 1, 0)
        first = self.starts[element]
        last = first + len(self.parts[element])
        start = min(max(start, first), last)
        return element, (start - first, max(min(end, last), start) - first)


def join(lines: Sequence[str | None], *, complete: bool = True) -> Joined:
    """Join the texts of inline elements by new lines; None, an element that is not known, becomes an OPAQUE line.

    Where the lines are not complete, an OPAQUE line in front says that anything may be missing.
    """
    parts = tuple([OPAQUE if line is None else line for line in lines])
    if complete:
        return Joined("\n".join(parts), parts)
    return Joined("\n".join((OPAQUE, *parts)), parts, len(OPAQUE) + 1)
