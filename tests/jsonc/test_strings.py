"""Decoded characters and the offsets at which they are written."""

from __future__ import annotations

import json
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aiblsp.jsonc.node import Node
from aiblsp.jsonc.parser import parse
from aiblsp.jsonc.strings import decode, document_offset


def string(text: str) -> Node:
    """The only element or member of a document."""
    root = parse(text).root
    assert root is not None
    return root.children[0]


@pytest.mark.parametrize(
    ("written", "pieces"),
    [
        ('"abc"', ["a", "b", "c"]),
        (r'"a\nb\"c\\"', ["a", r"\n", "b", r"\"", "c", r"\\"]),
        (r'"\u0041\u4e2d中"', [r"\u0041", r"\u4e2d", "中"]),
        (r'"\ud83d\ude00😀x"', [r"\ud83d\ude00", "😀", "x"]),
        (r'"\ud83dx\ude00"', [r"\ud83d", "x", r"\ude00"]),
        (r'"\ud83d\u0041"', [r"\ud83d", r"\u0041"]),
        (r'"\ud83d\ud83d\ude00"', [r"\ud83d", r"\ud83d\ude00"]),
        ('"a\r\nb"', ["a", "\r", "\n", "b"]),  # over two lines
        (r'"c:\windows\q"', ["c", ":", "\\", "w", "i", "n", "d", "o", "w", "s", "\\", "q"]),
        (r'"\u12x\\n"', ["\\", "u", "1", "2", "x", r"\\", "n"]),
        ("'it\\'s'", ["i", "t", "\\'", "s"]),
        ('""doubled""', ["d", "o", "u", "b", "l", "e", "d"]),
        ('"doubled""', ["d", "o", "u", "b", "l", "e", "d"]),
        ('"no end', ["n", "o", " ", "e", "n", "d"]),
        ('no start"', ["n", "o", " ", "s", "t", "a", "r", "t"]),
        ("“curly”", ["c", "u", "r", "l", "y"]),
        ('""', []),
    ],
)
def test_each_character_is_found_where_it_is_written(written: str, pieces: list[str]) -> None:
    text = f"[ {written}\n]"
    node = string(text)
    assert node.kind == "string"
    assert len(node.value) == len(pieces)
    offsets = [document_offset(text, node, index) for index in range(len(pieces) + 1)]
    assert [text[start:end] for start, end in pairwise(offsets)] == pieces
    if not pieces:
        assert offsets == [node.start + 1]


@given(st.text(), st.booleans())
def test_decoding_is_that_of_json(value: str, ascii_only: bool) -> None:
    written = json.dumps(value, ensure_ascii=ascii_only)
    assert decode(written[1:-1]) == json.loads(written)


def test_an_index_outside_is_the_nearest_end() -> None:
    text = '["ab\\n"]'
    node = string(text)
    assert document_offset(text, node, 99) == text.index('"]')
    assert document_offset(text, node, 0) == 2


def test_a_computed_value_stays_in_the_span_of_its_expression() -> None:
    text = "{\"a\": \"[concat('x', 'y')]\"}"
    written = string(text)
    computed = Node("string", written.start, written.end, "a much longer text than what is written there")
    assert document_offset(text, computed, 40) == written.end - 1
