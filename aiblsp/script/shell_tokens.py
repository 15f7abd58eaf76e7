"""Tokens of a POSIX or bash script: words, operators, redirections with their here-documents. Comments are skipped."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Literal

from aiblsp.pattern import later
from aiblsp.record import dataclass
from aiblsp.script.command import HOLE, OPAQUE, Chunk, Redirect, Word
from aiblsp.script.draft import StopReadingError, make_word
from aiblsp.script.shell_words import WordReader, arithmetic_end

if TYPE_CHECKING:
    from collections.abc import Callable

Kind = Literal["word", "operator", "redirect", "(", ")", "`", "function", "arithmetic", "opaque", "end"]

# A word never ends before a number sign, so where a token may start, it starts a comment.
_BLANK: Final = later(rf"(?:[ \t\r]|\\\r?\n|#[^\n{OPAQUE}]*)+")
_BLANK_LINES: Final = later(rf"(?:[ \t\r\n]|\\\n|#[^\n{OPAQUE}]*)+")
# Most words: nothing in them and nothing right after them has a meaning of its own.
_PLAIN: Final = later(r"[ \t]*+([\w./:=@%+,-]++)(?=[ \t\n]|\Z)(?![ \t]*\()", re.ASCII)
_REDIRECT: Final = later(r"(\d*|\{\w+\})(&>>|&>|<<<|<<-|<<|<>|<&|>&|>>|>\||>(?!\()|<(?!\())")
_OPERATOR: Final = later(r"\|\||\|&|\||&&|&|;;&|;;|;&|;|\n")
_PARENTHESES: Final = later(r"[ \t]*\([ \t]*\)")
_ARRAY: Final = later(r"[A-Za-z_]\w*\+?=\Z")
_LINE: Final = later(r"([^\n]*)(?:\n|\Z)")


@dataclass(slots=True)
class Token:
    """One token. An operator's `text` is as written, a new line included; `word` and `redirect` go with their kinds."""

    kind: Kind
    start: int
    end: int
    text: str = ""
    word: Word | None = None
    redirect: Redirect | None = None


class Tokens:
    """Cuts a text into tokens, one at a time from any index on. `inner` reads the commands of a substitution."""

    def __init__(self, text: str, inner: Callable[[int, str], int]) -> None:
        self.text = text
        self.words = WordReader(text, inner)
        self.in_test = False  # between [[ and ]], where signs are no operators
        self._awaited: list[tuple[Redirect, bool]] = []  # here-documents that start after this line
        self.documents: dict[int, tuple[int, int]] = {}  # their texts, by the start of the redirection

    def next(self, index: int) -> Token:
        """The token at `index` or after the blanks there."""
        text = self.text
        plain = _PLAIN.match(text, index)
        if plain is not None:
            start, end = plain.span(1)
            raw = plain[1]
            word = Word(raw, raw, raw, start, end, False, False, (Chunk(raw, start, end - start),))
            return Token("word", start, end, "", word)
        blank = _BLANK.match(text, index)
        start = blank.end() if blank else index
        if start >= len(text):
            return Token("end", start, start)
        sign = text[start]
        if sign == OPAQUE:
            return Token("opaque", start, start + 1)
        if self.in_test and sign in "&|<>()":
            return Token("word", start, start + 1, word=_sign(sign, start))
        redirect = _REDIRECT.match(text, start)
        if redirect:
            return self._redirect(redirect)
        operator = _OPERATOR.match(text, start)
        if operator:
            end = self._read_documents(operator.end()) if operator.group() == "\n" else operator.end()
            return Token("operator", start, end, operator.group())
        if text.startswith("((", start) and (end := arithmetic_end(text, start + 2) or 0):
            return Token("arithmetic", start, end, word=_sign(text[start:end], start))
        if sign == "(":
            return Token("(", start, start + 1)
        if sign == ")":
            return Token(")", start, start + 1)
        if sign == "`" and self.words.backquoted:
            return Token("`", start, start + 1)
        return self._word(start)

    def _word(self, start: int) -> Token:
        word = self.words.read(start)
        if word.end == start:  # a sign that belongs nowhere
            return Token("word", start, start + 1, word=_sign(self.text[start], start))
        parentheses = _PARENTHESES.match(self.text, word.end)
        if parentheses and not word.quoted and word.value is not None:
            return Token("function", start, parentheses.end(), word=word)
        if self.text.startswith("(", word.end) and _ARRAY.match(word.raw):
            end = self._array_end(word.end + 1)
            elements = Chunk(self.text[word.end : end], word.end, end - word.end, known=False)
            word = make_word([*word.chunks, elements], self.text[start:end], start, end, quoted=False)
        return Token("word", start, word.end, word=word)

    def _array_end(self, index: int) -> int:
        text = self.text
        while index < len(text):
            blank = _BLANK_LINES.match(text, index)
            index = blank.end() if blank else index
            if text.startswith(")", index):
                return index + 1
            if text.startswith(OPAQUE, index):
                raise StopReadingError
            index = max(self.words.read(index).end, index + 1)
        return len(text)

    def _redirect(self, found: re.Match[str]) -> Token:
        descriptor, operator = found.groups()
        blank = _BLANK.match(self.text, found.end())
        target = self.words.read(blank.end() if blank else found.end())
        end = max(found.end(), target.end) if target.raw else found.end()
        word = target if target.raw else None
        redirect = Redirect(operator, word, descriptor, found.start(), end)
        if operator in ("<<", "<<-") and word is not None:
            self._awaited.append((redirect, operator == "<<-"))
        return Token("redirect", found.start(), end, redirect=redirect)

    def _read_documents(self, index: int) -> int:
        """The index after the here-documents that start at this line."""
        awaited, self._awaited = self._awaited, []
        for redirect, indented in awaited:
            delimiter = redirect.target.text if redirect.target is not None else ""
            start = index
            end: int | None = None
            while index < len(self.text):
                line = _LINE.match(self.text, index)
                if line is None:
                    break
                index = line.end()
                written = line[1].rstrip("\r")
                if (written.lstrip("\t") if indented else written) == delimiter:
                    end = line.start()
                    break
            if end is None and OPAQUE in self.text[start:]:
                raise StopReadingError
            self.documents[redirect.start] = (start, len(self.text) if end is None else end)
        return index


def _sign(text: str, start: int) -> Word:
    return make_word([Chunk(text, start, len(text))], text, start, start + len(text), quoted=False)


def unknown_word(index: int) -> Word:
    """A word of which only the place is known."""
    return make_word([Chunk(HOLE, index, 1, known=False)], "", index, index + 1, quoted=False)
