"""Bytes to text, and offsets to lines and columns and back."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aiblsp.text import Source, decode, encode, utf8_length, utf16_length

SAMPLE = '{"a": "é中😀"}\r\n'
LINES = st.text(alphabet="ab中😀\r\n\u2028\u0085\f", max_size=30)


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (b"", "utf-8"),
        (codecs.BOM_UTF8, "utf-8"),
        (b"", "utf-16-le"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (b"", "utf-16-be"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_encodings_are_told_by_mark_or_zero_bytes(mark: bytes, encoding: str) -> None:
    source = decode(mark + SAMPLE.encode(encoding), "a.json")
    assert source.text == SAMPLE
    assert source.path == "a.json"
    assert source.encoding == encoding
    assert source.bom is bool(mark)
    assert source.malformed is None
    assert encode(source) == mark + SAMPLE.encode(encoding)


@pytest.mark.parametrize(
    ("data", "text", "malformed"),
    [
        (b'{"a": "\xe9"}', '{"a": "\ufffd"}', 7),  # Latin-1
        ("é中".encode() + b"\xff!", "é中\ufffd!", 2),
        (codecs.BOM_UTF8 + b"a\xe4\xb8", "a\ufffd", 1),  # cut off within a character
        (b"\xff\xfea\0b", "a\ufffd", 1),  # half a UTF-16 unit
        (b"\xff\xfea\0\x3d\xd8b\0", "a\ufffdb", 1),  # half a surrogate pair
        (b"\xff", "\ufffd", 0),
    ],
)
def test_what_is_not_encoded_rightly_is_told(data: bytes, text: str, malformed: int) -> None:
    source = decode(data)
    assert source.text == text
    assert source.malformed == malformed


@pytest.mark.parametrize("data", [b"", b"{", b"\0", b"\0\0", b"\0\0\0\0", codecs.BOM_UTF8, codecs.BOM_UTF16_LE])
def test_very_short_files(data: bytes) -> None:
    source = decode(data)
    assert source.malformed is None
    assert source.text == data.decode("utf-8-sig" if data[:1] != b"\xff" else "utf-16")


@given(st.binary(max_size=40))
def test_any_bytes_are_some_text(data: bytes) -> None:
    source = decode(data)
    assert source.malformed is None or source.text[source.malformed] == "\ufffd"


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_positions(newline: str) -> None:
    source = Source(f"one{newline}{newline}中😀x")
    width = len(newline)
    assert source.line_starts == [0, 3 + width, 3 + 2 * width]
    assert [source.line(line) for line in range(-1, 4)] == ["", "one", "", "中😀x", ""]
    assert source.position(0) == (0, 0)
    assert source.position(3) == (0, 3)
    assert source.position(3 + width) == (1, 0)
    assert source.position(3 + 2 * width + 2) == (2, 2)
    assert source.offset(2, 2) == 3 + 2 * width + 2
    assert source.newline == newline


def test_only_three_line_ends_count() -> None:
    source = Source("a\u2028b\u2029c\u0085d\fe\vf")
    assert source.line_starts == [0]
    assert source.newline == "\n"


def test_places_outside_are_the_nearest_ones_inside() -> None:
    source = Source("ab\ncd")
    assert source.position(-1) == (0, 0)
    assert source.position(99) == (1, 2)
    assert source.offset(-1, 5) == 0
    assert source.offset(0, 99) == 2
    assert source.offset(0, -1) == 0
    assert source.offset(9, 0) == 5


def test_what_no_file_can_hold_is_written_as_a_question_mark() -> None:
    assert encode(Source('"\ud83d"')) == b'"?"'


def test_an_empty_text_has_one_line() -> None:
    source = Source("")
    assert source.line_starts == [0]
    assert source.position(0) == (0, 0)
    assert source.offset(0, 0) == 0
    assert source.line(0) == ""


@given(LINES)
def test_there_and_back(text: str) -> None:
    source = Source(text)
    for offset in range(len(text) + 1):
        line, column = source.position(offset)
        within_line_end = text[offset - 1 : offset + 1] == "\r\n"
        assert source.offset(line, column) == offset - within_line_end
        assert 0 <= column <= len(source.line(line)) + within_line_end


@given(LINES)
def test_lines_and_their_ends_make_the_text(text: str) -> None:
    source = Source(text)
    ends = [*source.line_starts[1:], len(text)]
    parts = [source.line(line) for line in range(len(ends))]
    assert all(text.startswith(part, start) for part, start in zip(parts, source.line_starts, strict=True))
    rests = [text[start + len(part) : end] for part, start, end in zip(parts, source.line_starts, ends, strict=True)]
    assert set(rests[:-1]) <= {"\n", "\r", "\r\n"}
    assert rests[-1] == ""


@pytest.mark.parametrize(
    ("text", "utf8", "utf16"), [("", 0, 0), ("abc", 3, 3), ("é", 2, 1), ("中", 3, 1), ("😀", 4, 2), ("\ud83d", 3, 1)]
)
def test_lengths(text: str, utf8: int, utf16: int) -> None:
    assert utf8_length(text) == utf8
    assert utf16_length(text) == utf16
