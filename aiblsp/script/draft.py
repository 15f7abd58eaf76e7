"""Commands while they are being read, and the way to the frozen ones. The readers share it; it knows no syntax."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aiblsp.record import dataclass, field, replace
from aiblsp.script.command import HOLE, Chunk, Command, Word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aiblsp.script.command import Assignment, Language, Redirect, Within

DEEPEST: Final = 16  # substitutions within substitutions: nobody writes more, and each costs stack
MOST_OPEN: Final = 100  # ifs and groups within each other


class StopReadingError(Exception):
    """What follows cannot be told from data, or is nested beyond reason: keep what is finished, drop the rest."""


@dataclass(slots=True)
class Draft:
    """A command in the making. The fields are those of Command."""

    start: int
    end: int
    words: list[Word] = field(default_factory=list)
    assignments: list[Assignment] = field(default_factory=list)
    redirects: list[Redirect] = field(default_factory=list)
    name: str = ""
    before: str = ""
    wrappers: tuple[str, ...] = ()
    sudo: tuple[Word, ...] | None = None
    elevated: bool = False
    conditional: bool = False
    tested: bool = False
    background: bool = False
    fed: bool = False
    pipe_from: int | None = None
    pipe_to: int | None = None
    text_in: Word | None = None
    parent: int | None = None
    within: Within = ""
    sure: bool = True
    finished: bool = False

    @property
    def empty(self) -> bool:
        return not (self.words or self.assignments or self.redirects or self.sudo)


def make_word(chunks: list[Chunk], raw: str, start: int, end: int, *, quoted: bool, listed: bool = False) -> Word:
    """A word from the chunks it was read in."""
    text = "".join([chunk.text for chunk in chunks])
    known = HOLE not in text and all(chunk.known for chunk in chunks)
    return Word(text, text if known else None, raw, start, end, quoted, listed, tuple(chunks))


def tail(word: Word, index: int) -> Word:
    """The part of a word from the character `index` of its text on."""
    chunks: list[Chunk] = []
    at = 0
    for chunk in word.chunks:
        skipped = min(max(index - at, 0), len(chunk.text))
        at += len(chunk.text)
        if skipped == 0 and at > index:
            chunks.append(chunk)
        elif skipped < len(chunk.text):
            chunks.append(Chunk(chunk.text[skipped:], chunk.start + skipped, chunk.length - skipped, chunk.known))
    start = word.span(index, index + 1)[0] if chunks else word.end
    raw = word.raw[start - word.start :]
    return make_word(chunks, raw, start, word.end, quoted=word.quoted)


def program(word: Word) -> str:
    """What a word names as a command: its value, or what stands after the last folder where only that is known."""
    if word.value is not None:
        return word.value
    known = ""
    for chunk in reversed(word.chunks):
        if not chunk.known or HOLE in chunk.text:
            break
        known = chunk.text + known
    folder = max(known.rfind("/"), known.rfind("\\"))
    return known[folder + 1 :] if folder >= 0 else ""


def freeze(drafts: Sequence[Draft], language: Language, offset: int = 0) -> list[Command]:
    """The finished drafts that are not empty, in their order; indexes of others are made to fit.

    `offset` is the number of commands before them.
    """
    kept = [draft for draft in drafts if draft.finished and not draft.empty]
    places = {id(draft): index for index, draft in enumerate(kept, offset)}

    def place(index: int | None) -> int | None:
        return None if index is None else places.get(id(drafts[index]))

    return [
        Command(
            draft.name,
            tuple(draft.words),
            draft.start,
            draft.end,
            language,
            tuple(draft.assignments),
            tuple(draft.redirects),
            draft.before,
            draft.wrappers,
            draft.sudo,
            draft.elevated,
            draft.conditional,
            draft.tested,
            draft.background,
            draft.fed,
            place(draft.pipe_from),
            place(draft.pipe_to),
            draft.text_in,
            place(draft.parent),
            draft.within,
            draft.sure,
        )
        for draft in kept
    ]


def in_order(commands: list[Command]) -> list[Command]:
    """The commands by their start, the outer before the inner, with indexes made to fit."""
    keys = [(command.start, -command.end) for command in commands]
    order = sorted(range(len(commands)), key=keys.__getitem__)
    if order == list(range(len(commands))):
        return commands
    places = [0] * len(commands)
    for place, index in enumerate(order):
        places[index] = place

    def moved(index: int | None) -> int | None:
        return None if index is None else places[index]

    return [
        replace(
            commands[index],
            parent=moved(commands[index].parent),
            pipe_from=moved(commands[index].pipe_from),
            pipe_to=moved(commands[index].pipe_to),
        )
        for index in order
    ]
