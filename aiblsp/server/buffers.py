"""The texts that are open in the editor, changed as the client says, by the line ends that the protocol knows."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lsprotocol import types
from pygls.uris import from_fs_path, to_fs_path

from aiblsp.text import Source

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Iterable, Iterator

    from aiblsp.diagnostic import Diagnostic
    from aiblsp.document import Document
    from aiblsp.server.convert import Converter


@dataclass(eq=False)
class Buffer:
    """One open text: its newest version, and what was made of it.

    age         counts what changed in the text or in what its findings depend on
    document    what the text was understood as; of an earlier age where `understood` is behind `age`
    found       the findings; of an earlier age where `linted` is behind `age`
    reads       the parameter files that count for it, absolute
    judged_with the template on disk that the findings in a parameter file come from
    work        looks at a large text besides the loop
    waiting     who waits for the work on an age to get as far as the findings (True) or the document
    """

    uri: str
    language: str
    version: int
    source: Source
    path: str | None = None
    age: int = 0
    document: Document | None = None
    understood: int = -1
    found: list[Diagnostic] = field(default_factory=list)
    linted: int = -1
    reads: tuple[str, ...] = ()
    judged_with: str | None = None
    work: asyncio.Task[None] | None = None
    waiting: list[tuple[int, bool, asyncio.Future[None]]] = field(default_factory=list)

    def outdate(self) -> None:
        """Count what was made of the text as old."""
        self.age += 1


class Buffers:
    """All open texts by URI."""

    def __init__(self) -> None:
        self._by_uri: dict[str, Buffer] = {}

    def __len__(self) -> int:
        return len(self._by_uri)

    def __iter__(self) -> Iterator[Buffer]:
        return iter(list(self._by_uri.values()))

    def get(self, uri: str) -> Buffer | None:
        """The open text of this URI."""
        return self._by_uri.get(uri)

    def at_path(self, path: str) -> Buffer | None:
        """The open text of a file."""
        return next((buffer for buffer in self._by_uri.values() if buffer.path == path), None)

    def open(self, item: types.TextDocumentItem) -> Buffer:
        """Take a text; one that was open already is replaced."""
        path = path_of(item.uri)
        buffer = Buffer(item.uri, item.language_id, item.version, Source(item.text, path or item.uri), path)
        self._by_uri[item.uri] = buffer
        return buffer

    def close(self, uri: str) -> Buffer | None:
        """Let go of a text; None where it was not open."""
        return self._by_uri.pop(uri, None)


def change(
    buffer: Buffer,
    changes: Iterable[types.TextDocumentContentChangeEvent],
    version: int,
    converter: Converter,
) -> None:
    """Apply the changes of one notification in their order; a range outside of the text means its nearest place.

    Editors send the many changes of one step, such as replacing all, from the end of the text to its start. What lies
    before a change is where it was, so such changes are put into effect together: one by one, each would cost as much
    as the text is long.
    """
    source = buffer.source
    edits: list[tuple[int, int, str]] = []  # of `source`, from its end to its start
    for event in changes:
        if not isinstance(event, types.TextDocumentContentChangePartial):
            source, edits = Source(event.text, source.path), []
            continue
        start, end = converter.span(source, event.range)
        if edits and end >= edits[-1][0]:
            source, edits = _edited(source, edits), []
            start, end = converter.span(source, event.range)
        edits.append((start, end, event.text))
    buffer.source = _edited(source, edits)
    buffer.version = version
    buffer.outdate()


def _edited(source: Source, edits: list[tuple[int, int, str]]) -> Source:
    """The text with the edits, which are sorted from its end to its start."""
    if not edits:
        return source
    parts: list[str] = []
    at = 0
    for start, end, text in reversed(edits):
        parts += (source.text[at:start], text)
        at = end
    return Source("".join((*parts, source.text[at:])), source.path)


def path_of(uri: str) -> str | None:
    """The file that a URI names; None for texts without a file."""
    return to_fs_path(uri) if uri.startswith("file:") else None


def own_uri(uri: str) -> str:
    """The URI as we write it of a file that is not open; clients differ in what they escape."""
    path = path_of(uri)
    return (from_fs_path(path) if path is not None else None) or uri
