"""Offsets to LSP positions and back: the one place that knows the encoding that was negotiated with the client."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol import types

from aiblsp.text import utf8_length, utf16_length

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aiblsp.diagnostic import Edit
    from aiblsp.text import Source

Encoding = types.PositionEncodingKind
# What the client prefers does not matter to us: UTF-32 is what Python counts in, UTF-16 is what every client has.
PREFERRED = (Encoding.Utf32, Encoding.Utf16, Encoding.Utf8)


def choose_encoding(capabilities: types.ClientCapabilities, options: object = None) -> Encoding:
    """The encoding to count columns in: the cheapest one of those that the client offers, UTF-16 where it is silent.

    `options`: the initialization options. Their `positionEncoding` comes first: ALE counts bytes and cannot say so.
    """
    wish = options.get("positionEncoding") if isinstance(options, dict) else None
    if wish in tuple(Encoding):
        return Encoding(wish)
    general = capabilities.general
    offered = (general.position_encodings if general is not None else None) or [Encoding.Utf16]
    return next((encoding for encoding in PREFERRED if encoding in offered), Encoding.Utf16)


class Converter:
    """Converts places for one client."""

    def __init__(self, encoding: Encoding = Encoding.Utf16) -> None:
        self.encoding = encoding

    def position(self, source: Source, offset: int) -> types.Position:
        """The position of an offset."""
        line, column = source.position(offset)
        if self.encoding != Encoding.Utf32 and column:
            start = source.line_starts[line]
            before = source.text[start : start + column]
            if not before.isascii():
                column = utf8_length(before) if self.encoding == Encoding.Utf8 else utf16_length(before)
        return types.Position(line, column)

    def offset(self, source: Source, position: types.Position) -> int:
        """The offset of a position; what lies outside the text or within a character moves to the next right one."""
        if position.line < 0:
            return 0
        if position.line >= len(source.line_starts):
            return len(source.text)
        text = source.line(position.line)
        column = max(position.character, 0)
        if self.encoding != Encoding.Utf32 and not text.isascii():
            column = _characters(text, column, utf8=self.encoding == Encoding.Utf8)
        return source.line_starts[position.line] + min(column, len(text))

    def range(self, source: Source, start: int, end: int) -> types.Range:
        """The range of a span of offsets."""
        return types.Range(self.position(source, start), self.position(source, end))

    def span(self, source: Source, range_: types.Range) -> tuple[int, int]:
        """The offsets of a range, in order."""
        start, end = self.offset(source, range_.start), self.offset(source, range_.end)
        return min(start, end), max(start, end)

    def edits(self, source: Source, edits: Sequence[Edit]) -> list[types.TextEdit]:
        """Edits of a source as the client takes them."""
        return [types.TextEdit(self.range(source, edit.start, edit.end), edit.text) for edit in edits]


def markup(markdown: str, plain: str, kind: types.MarkupKind) -> types.MarkupContent:
    """A text of ours in one of its two forms."""
    return types.MarkupContent(kind, markdown if kind == types.MarkupKind.Markdown else plain)


def documentation(markdown: str, plain: str, kind: types.MarkupKind | None) -> types.MarkupContent | str:
    """The same where a bare string is plain text: for clients that declared no form."""
    return markup(markdown, plain, kind) if kind is not None else plain


def _characters(text: str, units: int, *, utf8: bool) -> int:
    """How many characters of a line the first `units` code units are; one that is cut counts whole."""
    if utf8:
        return len(text.encode("utf-8", "surrogatepass")[:units].decode("utf-8", "replace"))
    return len(text.encode("utf-16-le", "surrogatepass")[: 2 * units].decode("utf-16-le", "replace"))
