"""Text of one file: decoding bytes, and all arithmetic between offsets, lines and columns.

An offset counts Unicode characters from the start of the text. A position is a 0-based line and a 0-based column in
characters. LF, CRLF and a lone CR end a line; nothing else does (not U+2028, U+0085 or a form feed), as in the
Language Server Protocol.
"""

from __future__ import annotations

import codecs
import re
from bisect import bisect_right
from itertools import accumulate

from aiblsp.record import cached_property

_LINE_END = re.compile(r"\r\n|\n|\r")

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark starts with the UTF-16 one
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


class Source:
    """The text of one file, where it came from, and its lines. Treat it as frozen.

    `path` is what the user is told (None for text without a file); `encoding` is the codec the bytes were read with;
    `bom` tells whether they started with a byte order mark, which is not part of `text`; `malformed` is the offset of
    the first character that the bytes did not encode rightly (it reads as U+FFFD), or None.
    """

    def __init__(
        self,
        text: str,
        path: str | None = None,
        *,
        encoding: str = "utf-8",
        bom: bool = False,
        malformed: int | None = None,
    ) -> None:
        self.text = text
        self.path = path
        self.encoding = encoding
        self.bom = bom
        self.malformed = malformed

    @cached_property
    def line_starts(self) -> list[int]:
        """The offset at which each line starts; the first is 0."""
        text = self.text
        if text.count("\r") != text.count("\r\n"):
            return [0, *(match.end() for match in _LINE_END.finditer(text))]
        # No lone CR: four times as fast, and an editor needs it after each change.
        return list(accumulate([len(line) + 1 for line in text.split("\n")[:-1]], initial=0))

    def position(self, offset: int) -> tuple[int, int]:
        """The 0-based line and column (in characters) of an offset; an offset past the end counts as the end."""
        offset = max(0, min(offset, len(self.text)))
        line = bisect_right(self.line_starts, offset) - 1
        return line, offset - self.line_starts[line]

    def offset(self, line: int, column: int) -> int:
        """The offset of a 0-based line and column in characters; what lies outside the text or line is clamped."""
        if line < 0:
            return 0
        if line >= len(self.line_starts):
            return len(self.text)
        start = self.line_starts[line]
        return min(start + max(column, 0), start + len(self.line(line)))

    def line(self, line: int) -> str:
        """The text of a 0-based line without its line end; an empty string past the last line."""
        if not 0 <= line < len(self.line_starts):
            return ""
        start = self.line_starts[line]
        end = self.line_starts[line + 1] if line + 1 < len(self.line_starts) else len(self.text)
        return self.text[start:end].rstrip("\r\n")

    @cached_property
    def newline(self) -> str:
        """The line end that the text uses first; LF where it has none."""
        match = _LINE_END.search(self.text)
        return match.group() if match else "\n"


def decode(data: bytes, path: str | None = None) -> Source:
    """Decode the bytes of a file: UTF-8, or what its byte order mark or its zero bytes say. Never raises.

    JSON starts with two ASCII characters, so zero bytes among the first four tell UTF-16 without a mark.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _decode(data[len(mark) :], path, encoding, bom=True)
    if len(data) >= 2 and data[0] == 0 and data[1] != 0:
        return _decode(data, path, "utf-16-be", bom=False)
    if len(data) >= 2 and data[0] != 0 and data[1] == 0:
        return _decode(data, path, "utf-16-le", bom=False)
    return _decode(data, path, "utf-8", bom=False)


def _decode(data: bytes, path: str | None, encoding: str, *, bom: bool) -> Source:
    try:
        return Source(data.decode(encoding), path, encoding=encoding, bom=bom)
    except UnicodeDecodeError as error:
        malformed = len(data[: error.start].decode(encoding, "replace"))
        text = data.decode(encoding, "replace")
        return Source(text, path, encoding=encoding, bom=bom, malformed=malformed)


def encode(source: Source) -> bytes:
    """The bytes of a file with this text, in its encoding and with its byte order mark: the inverse of `decode`.

    A lone surrogate, which no file can hold, becomes a question mark.
    """
    mark = next(mark for mark, encoding in _BOMS if encoding == source.encoding) if source.bom else b""
    return mark + source.text.encode(source.encoding, "replace")


def utf8_length(text: str) -> int:
    """How many bytes `text` takes in UTF-8; a lone surrogate counts three."""
    return len(text.encode("utf-8", "surrogatepass"))


def utf16_length(text: str) -> int:
    """How many UTF-16 code units `text` takes."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2
