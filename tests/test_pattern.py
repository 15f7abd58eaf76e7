"""A pattern that is compiled later does what a compiled one does."""

from __future__ import annotations

import re

import pytest

from aiblsp.pattern import later


def test_it_is_compiled_at_its_first_use() -> None:
    broken = later("(")
    with pytest.raises(re.error):
        broken.match("")


@pytest.mark.parametrize("flags", [0, re.IGNORECASE])
def test_it_answers_as_a_compiled_one(flags: int) -> None:
    for text in ("", "a1b22", "A1", "none"):
        lazy, compiled = later(r"([a-z])(\d+)", flags), re.compile(r"([a-z])(\d+)", flags)
        assert lazy.findall(text) == compiled.findall(text)
        assert lazy.sub(r"\2", text) == compiled.sub(r"\2", text)
        assert lazy.split(text) == compiled.split(text)
        for way in ("match", "search", "fullmatch"):
            found, expected = getattr(lazy, way)(text), getattr(compiled, way)(text)
            assert (found and found.span()) == (expected and expected.span())
        assert [match.span() for match in lazy.finditer(text, 1)] == [m.span() for m in compiled.finditer(text, 1)]
        assert (lazy.pattern, lazy.flags, lazy.groups) == (compiled.pattern, compiled.flags, compiled.groups)
