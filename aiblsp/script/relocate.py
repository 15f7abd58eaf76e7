"""Moves commands that were read from a part of a script to where they stand in the whole."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aiblsp.pattern import later
from aiblsp.record import dataclass, replace
from aiblsp.script.command import HOLE, Chunk
from aiblsp.script.draft import make_word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aiblsp.script.command import Assignment, Command, Redirect, Word

_UNQUOTED: Final = later(r"[^\"]+")


@dataclass(frozen=True, slots=True)
class Part:
    """A script within a script: its text, and where each of its characters starts and ends in the whole."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where the characters `start` to `end` stand in the whole."""
        if not self.text:
            return 0, 0
        last = len(self.text) - 1
        if end <= start:
            place = self.starts[start] if start <= last else self.ends[last]
            return place, place
        return self.starts[min(start, last)], self.ends[min(end - 1, last)]


def part_of_text(text: str, start: int, end: int) -> Part:
    """A stretch of the whole as it is written, such as a here-document."""
    return Part(text[start:end], range(start, end), range(start + 1, end + 1))


def part_of_words(words: Sequence[Word]) -> Part:
    """What words hold, joined by blanks; what is not known of them becomes a HOLE."""
    text: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for number, word in enumerate(words):
        if number:
            text.append(" ")
            starts.append(words[number - 1].end)
            ends.append(word.start)
        for chunk in word.chunks:
            size = len(chunk.text)
            if chunk.known and size == chunk.length:
                text.append(chunk.text)
                starts.extend(range(chunk.start, chunk.start + size))
                ends.extend(range(chunk.start + 1, chunk.start + size + 1))
            elif size:
                text.append(chunk.text if chunk.known and size == 1 else HOLE)
                starts.append(chunk.start)
                ends.append(chunk.start + chunk.length)
    return Part("".join(text), starts, ends)


def relocate(command: Command, part: Part) -> Command:
    """The command with all its places in the whole."""
    start, end = part.span(command.start, command.end)
    return replace(
        command,
        words=tuple(relocate_word(word, part) for word in command.words),
        start=start,
        end=end,
        assignments=tuple(_assignment(each, part) for each in command.assignments),
        redirects=tuple(_redirect(each, part) for each in command.redirects),
        sudo=None if command.sudo is None else tuple(relocate_word(word, part) for word in command.sudo),
        text_in=None if command.text_in is None else relocate_word(command.text_in, part),
    )


def relocate_word(word: Word, part: Part) -> Word:
    """The word with its places in the whole."""
    start, end = part.span(word.start, word.end)
    chunks = tuple(moved for chunk in word.chunks for moved in _chunk(chunk, part))
    return replace(word, start=start, end=end, chunks=chunks)


def word_of_part(part: Part, start: int, end: int) -> Word:
    """The characters `start` to `end` of a part as one word of the whole, without its double quotes."""
    raw = part.text[start:end]
    chunks = [
        Chunk(found.group(), found.start(), len(found.group())) for found in _UNQUOTED.finditer(part.text, start, end)
    ]
    return relocate_word(make_word(chunks, raw, start, end, quoted='"' in raw), part)


def _chunk(chunk: Chunk, part: Part) -> list[Chunk]:
    """The chunk in the whole, cut where the whole has quotes or escapes in between."""
    start, end = part.span(chunk.start, chunk.start + chunk.length)
    size = len(chunk.text)
    if end - start == chunk.length:
        return [Chunk(chunk.text, start, chunk.length, chunk.known)]
    if size != chunk.length:
        return [Chunk(chunk.text, start, end - start, chunk.known)]
    moved: list[Chunk] = []
    first = 0
    for index in range(1, size + 1):
        here = chunk.start + index
        run = (
            index < size
            and part.starts[here] == part.ends[here - 1]
            and part.ends[here - 1] - part.starts[here - 1] == 1
        )
        if run and part.ends[here] - part.starts[here] == 1:
            continue
        start, end = part.span(chunk.start + first, here)
        moved.append(Chunk(chunk.text[first:index], start, end - start, chunk.known))
        first = index
    return moved


def _assignment(assignment: Assignment, part: Part) -> Assignment:
    start, end = part.span(assignment.start, assignment.end)
    value = None if assignment.value is None else relocate_word(assignment.value, part)
    return replace(assignment, value=value, start=start, end=end)


def _redirect(redirect: Redirect, part: Part) -> Redirect:
    start, end = part.span(redirect.start, redirect.end)
    target = None if redirect.target is None else relocate_word(redirect.target, part)
    body = None if redirect.body is None else part.span(*redirect.body)
    return replace(redirect, target=target, start=start, end=end, body=body)
