"""Words of a PowerShell script: quotes, here-strings, backticks, variables. The caller's function reads `$(…)`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from aiblsp.pattern import later
from aiblsp.script.command import OPAQUE, Chunk, Word
from aiblsp.script.draft import StopReadingError, make_word

if TYPE_CHECKING:
    from collections.abc import Callable

# PowerShell takes typographic quotes for plain ones.
SINGLE: Final = "'‘’‚‛"
DOUBLE: Final = '"“”„'
_STOP: Final = rf" \t\r\n;|&(){{}},<>{OPAQUE}"
_PLAIN: Final = later(rf"[^{_STOP}`${SINGLE}{DOUBLE}]+")
_ENDS: Final = frozenset(" \t\r\n;|&(){},<>" + OPAQUE)
_IN_DOUBLE: Final = later(rf"[^`${DOUBLE}{OPAQUE}]+")
_IN_SINGLE: Final = later(rf"[^{SINGLE}{OPAQUE}]+")
_VARIABLE: Final = later(r"\$(?:\{[^}\n]*\}|(?:\w+:)?\w+|[$?^_])")
_HERE: Final = later(rf"@([{SINGLE}{DOUBLE}])[ \t]*\r?\n")
_ESCAPES: Final = {"n": "\n", "r": "\r", "t": "\t", "0": "\0", "a": "\a", "b": "\b", "e": "\x1b", "f": "\f", "v": "\v"}


class WordReader:
    """Reads words from a text. `inner` reads the commands of a `$(` from an index on; it returns the index after it."""

    def __init__(self, text: str, inner: Callable[[int], int]) -> None:
        self.text = text
        self.inner = inner

    def argument(self, start: int, *, listed: bool) -> Word:
        """The word at `start` as commands take it; empty where nothing there can be part of a word."""
        text, index, length = self.text, start, len(self.text)
        if index < length and (text[index] in SINGLE or text[index] in DOUBLE):
            return self.string(start, listed=listed)
        chunks: list[Chunk] = []
        quoted = False
        while index < length:
            plain = _PLAIN.match(text, index)
            if plain:
                chunks.append(Chunk(plain.group(), index, plain.end() - index))
                index = plain.end()
                continue
            sign = text[index]
            if sign in _ENDS:
                break
            if sign == "`":
                index = self._escape(index, chunks)
            elif sign == "$":
                index = self._expansion(index, chunks)
            else:
                quoted = True
                index = self._quoted(index, chunks)
        word = make_word(chunks, text[start:index], start, index, quoted=quoted, listed=listed)
        if word.raw.startswith("@") and len(word.raw) > 1 and word.value is not None:  # a splatted variable
            word = make_word([Chunk(word.raw, start, index - start, known=False)], word.raw, start, index, quoted=False)
        return word

    def string(self, start: int, *, listed: bool = False) -> Word:
        """The quoted string at `start`."""
        chunks: list[Chunk] = []
        end = self._quoted(start, chunks)
        return make_word(chunks, self.text[start:end], start, end, quoted=True, listed=listed)

    def here_string(self, start: int, *, listed: bool = False) -> Word | None:
        """The here-string at `start`, or None where there is none. What it holds counts as data, `$(…)` included."""
        opening = _HERE.match(self.text, start)
        if opening is None:
            return None
        marks = SINGLE if opening[1] in SINGLE else DOUBLE
        closing = re.compile(rf"\r?\n[{marks}]@").search(self.text, opening.end() - 1)
        if closing is None and OPAQUE in self.text[start:]:
            raise StopReadingError
        body_end = max(closing.start(), opening.end()) if closing else len(self.text)
        end = closing.end() if closing else len(self.text)
        body = self.text[opening.end() : body_end]
        known = OPAQUE not in body and (marks == SINGLE or "$" not in body)
        chunks = [Chunk(body, opening.end(), len(body), known)]
        return make_word(chunks, self.text[start:end], start, end, quoted=True, listed=listed)

    def _quoted(self, index: int, chunks: list[Chunk]) -> int:
        if self.text[index] in SINGLE:
            return self._single(index + 1, chunks)
        return self._double(index + 1, chunks)

    def _single(self, index: int, chunks: list[Chunk]) -> int:
        text, length = self.text, len(self.text)
        while index < length:
            plain = _IN_SINGLE.match(text, index)
            if plain:
                chunks.append(Chunk(plain.group(), index, plain.end() - index))
                index = plain.end()
                continue
            if text[index] == OPAQUE:
                raise StopReadingError
            if text[index + 1 : index + 2] not in SINGLE or index + 1 >= length:
                return index + 1
            chunks.append(Chunk(text[index], index, 2))
            index += 2
        return length

    def _double(self, index: int, chunks: list[Chunk]) -> int:
        text, length = self.text, len(self.text)
        while index < length:
            plain = _IN_DOUBLE.match(text, index)
            if plain:
                chunks.append(Chunk(plain.group(), index, plain.end() - index))
                index = plain.end()
                continue
            sign = text[index]
            if sign == OPAQUE:
                raise StopReadingError
            if sign == "`":
                index = self._escape(index, chunks)
            elif sign == "$":
                index = self._expansion(index, chunks)
            elif text[index + 1 : index + 2] not in DOUBLE or index + 1 >= length:
                return index + 1
            else:
                chunks.append(Chunk(sign, index, 2))
                index += 2
        return length

    def _escape(self, index: int, chunks: list[Chunk]) -> int:
        escaped = self.text[index + 1 : index + 2]
        if not escaped or escaped == OPAQUE:
            return index + 1
        if escaped == "\r" and self.text.startswith("\n", index + 2):
            chunks.append(Chunk("\n", index, 3))
            return index + 3
        chunks.append(Chunk(_ESCAPES.get(escaped, escaped), index, 2))
        return index + 2

    def _expansion(self, index: int, chunks: list[Chunk]) -> int:
        if self.text.startswith("$(", index):
            end = self.inner(index + 2)
        else:
            variable = _VARIABLE.match(self.text, index)
            if variable is None:
                chunks.append(Chunk("$", index, 1))
                return index + 1
            end = variable.end()
        chunks.append(Chunk(self.text[index:end], index, end - index, known=False))
        return end
