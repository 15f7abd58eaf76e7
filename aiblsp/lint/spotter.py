"""Which of many words are in a text: one pass over the text, however many words there are. Knows no rules."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

_LETTERS: Final = re.compile(r"[a-z]{2,}")
_MOST: Final = 10_000  # runs of letters to remember; an editor may run for days


class Spotter:
    """Looks for words in texts; both in lower case.

    A word of the list is in a text only where a run of letters of the text holds the longest run of letters of the
    word. Texts share most of their runs of letters, so which of them belong to no word, and which to what words, is
    remembered.
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
        self._idle: set[str] = set()

    def find(self, text: str) -> list[str]:
        """The words that the text contains, also within longer ones, each once, in order."""
        found = {sign for sign in self._signs if sign in text}
        for letters in set(_LETTERS.findall(text)) - self._idle:
            found.update([word for word in self._candidates.get(letters) or self._learn(letters) if word in text])
        return sorted(found)

    def _learn(self, letters: str) -> tuple[str, ...]:
        if len(self._candidates) + len(self._idle) >= _MOST:
            self._candidates.clear()
            self._idle.clear()
        words = tuple(word for core, word in self._cores if core in letters)
        if words:
            self._candidates[letters] = words
        else:
            self._idle.add(letters)
        return words
