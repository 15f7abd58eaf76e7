"""Looking for many words at once finds what looking for each finds."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from aiblsp.lint.spotter import Spotter
from aiblsp.rules.catalog import RULES

WORDS = tuple(dict.fromkeys(word for rule in RULES for word in rule.words))
SPOTTER = Spotter(WORDS)
PIECES = st.sampled_from([*WORDS, *(word[:3] for word in WORDS), "x", " ", "-", "\0", "=", "9"])


@given(st.lists(PIECES, max_size=12).map("".join))
@example("xsudoy apt-getting")
@example("")
def test_each_word_that_is_in_a_text_is_found(text: str) -> None:
    assert SPOTTER.find(text) == sorted(word for word in WORDS if word in text)


def test_it_forgets_before_it_remembers_too_much() -> None:
    spotter = Spotter(("sudo", "$"))
    for number in range(30_000):
        letters = "".join(chr(ord("a") + number // 26**place % 26) for place in range(4))
        assert spotter.find(f"{letters}sudo") == ["sudo"]
        spotter.find(letters)
    assert len(spotter._candidates) + len(spotter._idle) <= 10_000
