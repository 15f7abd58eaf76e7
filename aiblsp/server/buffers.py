"""The texts that are open in the editor, changed as the client says, by the line ends that the protocol knows."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lsprotocol import types
from pygls.uris import to_fs_path

from aiblsp.text import Source

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from aiblsp.diagnostic import Diagnostic
    from aiblsp.document import Document
    from aiblsp.server.convert import Converter


@dataclass
class Buffer:
    """One open text: its newest version, and what was made of the version that was looked at last.

    `document` and `found` are behind where `document.source` is not `source`.
    """

    uri: str
    language: str
    version: int
    source: Source
    document: Document | None = None
    found: list[Diagnostic] = field(default_factory=list)

    @property
    def path(self) -> str | None:
        """The file, where the text has one."""
        return path_of(self.uri)


class Buffers:
    """All open texts by URI."""

    def __init__(self) -> None:
        self._by_uri: dict[str, Buffer] = {}

    def __iter__(self) -> Iterator[Buffer]:
        return iter(list(self._by_uri.values()))

    def get(self, uri: str) -> Buffer | None:
        return self._by_uri.get(uri)

    def at_path(self, path: str) -> Buffer | None:
        """The open text of a file."""
        return next((buffer for buffer in self._by_uri.values() if buffer.path == path), None)

    def open(self, item: types.TextDocumentItem) -> Buffer:
        source = Source(item.text, path_of(item.uri) or item.uri)
        buffer = Buffer(item.uri, item.language_id, item.version, source)
        self._by_uri[item.uri] = buffer
        return buffer

    def close(self, uri: str) -> Buffer | None:
        return self._by_uri.pop(uri, None)


def change(
    buffer: Buffer,
    changes: Iterable[types.TextDocumentContentChangeEvent],
    version: int,
    converter: Converter,
) -> None:
    """Apply the changes of one notification in their order; a range outside of the text means its nearest place."""
    source = buffer.source
    for event in changes:
        if isinstance(event, types.TextDocumentContentChangePartial):
            start, end = converter.span(source, event.range)
            text = source.text[:start] + event.text + source.text[end:]
        else:
            text = event.text
        source = Source(text, source.path)
    buffer.source = source
    buffer.version = version


def path_of(uri: str) -> str | None:
    """The file that a URI names; None for texts without a file."""
    return to_fs_path(uri) if uri.startswith("file:") else None
