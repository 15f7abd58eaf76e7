"""Completions for editors that replace only what stands before the cursor: `|`, with the text after accepting one."""

from __future__ import annotations

import pytest

from aiblsp.diagnostic import Edit
from aiblsp.edit import apply
from aiblsp.features.item import Completion
from aiblsp.features.narrow import narrowed
from aiblsp.text import Source


def accepted(text: str, insert: str) -> str:
    """What such an editor makes of it: the text from the start of the item to the cursor is replaced."""
    offset = text.index("|")
    text = text.replace("|", "")
    start = min(each for each in (text.find('"'), text.find("Sh"), offset) if each >= 0)
    end = text.rindex('"') + 1 if '"' in text[offset:] else offset
    item = narrowed(Completion("Shell", "value", start, end, insert, filter='"Shell"'), Source(text, "t.json"), offset)
    assert item.end == offset
    return apply(text, [*item.edits, Edit(item.start, offset, item.insert)])


@pytest.mark.parametrize(
    ("typed", "insert", "left"),
    [
        ("[|]", '"Shell"', '["Shell"]'),
        ('["|]', '"Shell"', '["Shell"]'),
        ('["Sh|]', '"Shell"', '["Shell"]'),
        ('["Sh|"]', '"Shell"', '["Shell"]'),
        ('["Sh|ell"]', '"Shell"', '["Shellell"]'),
        ("[Sh|]", '"Shell"', '["Shell"]'),
        ('{"|"}', '"Shell": ""', '{"Shell": ""}'),
        ('{"|"}', '"Shell": []', '{"Shell"}'),
        ('{"|"}', '"Sh\\"ell": []', '{"Sh\\"ell"}'),
        ('{"|', '"Shell": []', '{"Shell": []'),
        ('{a:"|"}', ' "Shell"', '{a:"Shell"}'),
        ('{a:"|}', ' "Shell"', '{a:"Shell"}'),
        ("{a:|}", ' "Shell"', '{a: "Shell"}'),
        ('[1 "|"]', ',"Shell"', '[1 ,"Shell"]'),
    ],
)
def test_what_is_left_is_in_one_pair_of_quotes(typed: str, insert: str, left: str) -> None:
    assert accepted(typed, insert) == left


def test_a_string_behind_the_cursor_is_replaced_as_a_whole() -> None:
    item = Completion("Shell", "value", 1, 5, '"Shell"', filter='"Shell"')
    assert narrowed(item, Source('["Sh"]', "t.json"), 1) == item


def test_what_is_typed_is_compared_without_quotes() -> None:
    item = Completion("Shell", "value", 1, 5, '"Shell"', filter='"Shell"')
    assert narrowed(item, Source('["Sh"]', "t.json"), 4).filter == "Shell"
