"""Texts are changed as the protocol says: by its line ends, in every encoding of columns, also out of range."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st
from lsprotocol import types

from aiblsp.server.buffers import Buffers, change
from aiblsp.server.convert import Converter, choose_encoding
from aiblsp.text import Source

Encoding = types.PositionEncodingKind
WIDTHS = {Encoding.Utf8: 1, Encoding.Utf16: 2, Encoding.Utf32: 4}
CODECS = {Encoding.Utf8: "utf-8", Encoding.Utf16: "utf-16-le", Encoding.Utf32: "utf-32-le"}
# Whatever Python takes for a line end, and characters of one to four bytes.
LETTERS = st.sampled_from(["a", '"', "\n", "\r\n", "\r", "\u2028", "\u0085", "\x0b", "\x0c", "é", "中", "😀"])
TEXTS = st.lists(LETTERS, max_size=12).map("".join)
ENCODINGS = st.sampled_from(list(WIDTHS))


def lines(text: str) -> list[str]:
    """The lines of a text with their ends, as the protocol has them."""
    return re.findall(r"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+$", text) + ([""] if not text or text[-1] in "\r\n" else [])


def position_at(text: str, offset: int, encoding: Encoding) -> types.Position:
    """A position worked out the long way."""
    before = lines(text[:offset] + "x")
    return types.Position(len(before) - 1, len(before[-1][:-1].encode(CODECS[encoding])) // WIDTHS[encoding])


@given(TEXTS, ENCODINGS, st.data())
def test_a_position_leads_to_its_offset_and_back(text: str, encoding: Encoding, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(text)))
    if text[offset - 1 : offset + 1] == "\r\n":
        return  # within a line end there is no position
    source, converter = Source(text), Converter(encoding)
    assert converter.position(source, offset) == position_at(text, offset, encoding)
    assert converter.offset(source, converter.position(source, offset)) == offset


@given(TEXTS, ENCODINGS, st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20), TEXTS), max_size=5))
def test_changes_leave_the_text_that_the_client_has(
    text: str, encoding: Encoding, edits: list[tuple[int, int, str]]
) -> None:
    converter = Converter(encoding)
    buffer = Buffers().open(types.TextDocumentItem("file:///a.json", "json", 1, text))
    events: list[types.TextDocumentContentChangeEvent] = []
    for first, second, new in edits:
        start, end = sorted((min(first, len(text)), min(second, len(text))))
        start -= text[max(start - 1, 0) : start + 1] == "\r\n"
        end -= text[max(end - 1, 0) : end + 1] == "\r\n"
        span = types.Range(position_at(text, start, encoding), position_at(text, end, encoding))
        events.append(types.TextDocumentContentChangePartial(span, new))
        text = text[:start] + new + text[end:]
    change(buffer, events, 2, converter)
    assert buffer.source.text == text
    assert buffer.version == 2


@given(TEXTS, ENCODINGS, st.tuples(*[st.integers(0, 99)] * 4))
def test_a_range_outside_of_the_text_means_its_nearest_place(
    text: str, encoding: Encoding, numbers: tuple[int, int, int, int]
) -> None:
    buffer = Buffers().open(types.TextDocumentItem("file:///a.json", "json", 1, text))
    span = types.Range(types.Position(numbers[0], numbers[1]), types.Position(numbers[2], numbers[3]))
    change(buffer, [types.TextDocumentContentChangePartial(span, "#")], 2, Converter(encoding))
    assert "#" in buffer.source.text
    assert len(buffer.source.text) <= len(text) + 1


def test_a_change_of_everything_replaces_everything() -> None:
    buffer = Buffers().open(types.TextDocumentItem("file:///a.json", "json", 1, "old"))
    age = buffer.age
    change(buffer, [types.TextDocumentContentChangeWholeDocument("new")], 2, Converter())
    assert (buffer.source.text, buffer.age > age) == ("new", True)


def test_the_encoding_is_one_that_the_client_offers() -> None:
    def chosen(*offered: Encoding) -> Encoding:
        general = types.GeneralClientCapabilities(position_encodings=offered) if offered else None
        return choose_encoding(types.ClientCapabilities(general=general))

    assert chosen() == Encoding.Utf16
    assert chosen(Encoding.Utf8) == Encoding.Utf8
    assert chosen(Encoding.Utf16, Encoding.Utf32) == Encoding.Utf32


def test_a_place_within_a_character_counts_the_whole_character() -> None:
    source = Source("😀x")
    assert Converter(Encoding.Utf16).offset(source, types.Position(0, 1)) == 1
    assert Converter(Encoding.Utf16).offset(source, types.Position(0, 2)) == 1
    assert Converter(Encoding.Utf8).offset(source, types.Position(0, 4)) == 1
