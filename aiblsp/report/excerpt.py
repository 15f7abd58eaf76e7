"""The part of a source line that a finding is about, with a line of carets below it; colours are the caller's."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, Final

from aiblsp.record import dataclass
from aiblsp.report.cells import cells
from aiblsp.report.model import harmless

if TYPE_CHECKING:
    from collections.abc import Iterable

    from aiblsp.text import Source

_CUT: Final = "..."
_LEAD: Final = 24  # characters kept before the span where a line is cut
_MARGIN: Final = 400  # characters looked at before what is shown, for a secret that starts there
# The signature of a shared access token is a password: no output shows it, whatever the finding is about.
_SIGNATURE: Final = r"(?i)(?<=[?&]sig=)[^&\"'\s]+"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of an excerpt. `number` is 1-based, None for a gap; `before` cells of blanks, then `marks` carets."""

    number: int | None
    text: str = ""
    before: int = 0
    marks: int = 0


def excerpt(source: Source, start: int, end: int, width: int, secrets: Iterable[tuple[int, int]] = ()) -> list[Row]:
    """The first line of a span, and the last one where it ends on another; cut to `width` cells around the span.

    `secrets` are spans of the same source, sorted and apart, that are shown as asterisks. Takes time in proportion to
    the width, not to the length of the line, so that a file of one line is no trap.
    """
    size = len(source.text)
    start = max(0, min(start, size))
    end = max(start, min(end, size))
    first = bisect_right(source.line_starts, start) - 1
    last = bisect_right(source.line_starts, end) - 1
    if last > first and end == source.line_starts[last]:
        last -= 1  # the span ends with a line end: the next line is no part of it
    hidden = tuple(secrets)
    begin, stop = _line_span(source, first)
    rows = [_row(source, first, start, end if last == first else stop, width, hidden)]
    if last == first:
        return rows
    if last > first + 1:
        rows.append(Row(None))
    begin, stop = _line_span(source, last)
    blank = len(source.text[begin : begin + width]) - len(source.text[begin : begin + width].lstrip())
    rows.append(_row(source, last, min(begin + blank, end), min(end, stop), width, hidden))
    return rows


def _line_span(source: Source, line: int) -> tuple[int, int]:
    starts = source.line_starts
    begin = starts[line]
    stop = starts[line + 1] if line + 1 < len(starts) else len(source.text)
    while stop > begin and source.text[stop - 1] in "\r\n":
        stop -= 1
    return begin, stop


def _row(source: Source, line: int, start: int, end: int, width: int, secrets: tuple[tuple[int, int], ...]) -> Row:
    begin, stop = _line_span(source, line)
    left = begin
    reach = 2 * width  # characters: some take no cell
    window = _window(source, begin, left, min(stop, left + reach), secrets)
    shown = max(start + 1, end) - left  # characters that ought to be seen
    whole = stop - left <= len(window) and _size(window) <= width
    if not whole and (shown > len(window) or _size(window[:shown]) > width - len(_CUT)):
        left = max(begin, start - _LEAD)
        if stop - left < width and source.text[left:stop].isascii():  # the end of the line leaves room: use it
            left = max(begin, min(left, stop - (width - len(_CUT))))
        window = _window(source, begin, left, min(stop, left + reach), secrets)
        surplus = 0
        while _size(window[surplus : start - left]) > max(width - len(_CUT) * 2 - (end - start), width // 3):
            surplus += 1
        left, window = left + surplus, window[surplus:]
    head = _CUT if left > begin else ""
    room = width - len(head)
    total = _size(window)
    cut = left + len(window) < stop or total > room
    while cut and total > room - len(_CUT):
        total -= window.pop()[1]
    index = min(start - left, len(window))
    marked = window[index : max(end - left, index)]
    text = head + "".join(shown for shown, _ in window) + (_CUT if cut else "")
    return Row(line + 1, text.rstrip(), len(head) + _size(window[:index]), max(1, _size(marked)))


def _size(row: list[tuple[str, int]]) -> int:
    return sum(size for _, size in row)


def _window(
    source: Source, begin: int, left: int, right: int, secrets: tuple[tuple[int, int], ...]
) -> list[tuple[str, int]]:
    before = max(begin, left - _MARGIN)
    return cells(_masked(source.text[before:right], before, secrets)[left - before :])


def _masked(text: str, left: int, secrets: tuple[tuple[int, int], ...]) -> str:
    for start, end in secrets[bisect_right(secrets, left, key=lambda span: span[1]) :]:
        if start >= left + len(text):
            break
        low, high = max(start - left, 0), min(end - left, len(text))
        if low < high:
            text = text[:low] + "*" * (high - low) + text[high:]
    text = harmless(text)
    return re.sub(_SIGNATURE, lambda match: "*" * len(match.group()), text) if "=" in text else text
