"""Which of many words are in a text: one pass over the text, however many words there are. Knows no rules."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

_LETTERS: Final = re.compile(r"[a-z]+")
_MOST: Final = 10_000  # runs of letters to remember; an editor may run for days


class Spotter:
    """Looks for words in texts; both in lower case.

    A word of the list is in a text only where a run of letters of the text holds the longest run of letters of the
    word. Texts share most of their runs of letters, so which words each may belong to is remembered.
    """

    def __init__(self, words: Iterable[str]) -> None:
        self._signs: list[str] = []
        self._cores: list[tuple[str, str]] = []
        for word in dict.fromkeys(words):
            core = max(_LETTERS.findall(word), key=len, default="")
            if core:
                self._cores.append((core, word))
            else:
                self._signs.append(word)
        self._candidates: dict[str, tuple[str, ...]] = {}

    def find(self, text: str) -> list[str]:
        """The words that the text contains, also within longer ones, each once."""
        found = [sign for sign in self._signs if sign in text]
        remembered = self._candidates
        for letters in set(_LETTERS.findall(text)):
            words = remembered.get(letters)
            if words is None:
                words = self._learn(letters)
            if words:
                found += [word for word in words if word in text]
        return list(dict.fromkeys(found))

    def _learn(self, letters: str) -> tuple[str, ...]:
        if len(self._candidates) >= _MOST:
            self._candidates.clear()
        words = tuple(word for core, word in self._cores if core in letters)
        self._candidates[letters] = words
        return words
