"""Words of a POSIX or bash script: quotes, escapes, expansions. What `$(…)` holds is read by the caller's function."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from aiblsp.pattern import later
from aiblsp.script.command import OPAQUE, Chunk, Word
from aiblsp.script.draft import StopReadingError, make_word

if TYPE_CHECKING:
    from collections.abc import Callable

_PLAIN: Final = later(rf"[^ \t\r\n\\'\"`$|&;()<>{OPAQUE}]+")
_IN_DOUBLE: Final = later(rf"[^\\\"`${OPAQUE}]+")
_IN_SINGLE: Final = later(rf"[^'{OPAQUE}]*")
_IN_ANSI: Final = later(rf"\\(.)|[^\\'{OPAQUE}]+|['{OPAQUE}]", re.DOTALL)
_IN_BRACE: Final = later(rf"[^\\{{}}'\"{OPAQUE}]+")
_PARENTHESES: Final = later(r"[()\n]")
_VARIABLE: Final = later(r"\$(?:[A-Za-z_]\w*|[0-9@*#?$!-])")
_LONGEST_ARITHMETIC: Final = 1000  # looking further for its end at each pair of parentheses would cost too much
_ENDS: Final = frozenset(" \t\r\n|&;()<>" + OPAQUE)
_ESCAPED_IN_DOUBLE: Final = frozenset('$`"\\')
_ANSI: Final = {"n": "\n", "t": "\t", "r": "\r", "\\": "\\", "'": "'", '"': '"', "e": "\x1b", "a": "\a"}


class WordReader:
    """Reads words from a text. `inner` reads the commands of a substitution, from an index up to its closing sign; it
    returns the index after that sign.
    """

    def __init__(self, text: str, inner: Callable[[int, str], int]) -> None:
        self.text = text
        self.inner = inner
        self.backquoted = 0  # how many backquoted substitutions are open: a backquote then closes the innermost

    def read(self, start: int) -> Word:
        """The word at `start`; its text is empty where nothing there can be part of a word."""
        text, index, length = self.text, start, len(self.text)
        chunks: list[Chunk] = []
        quoted = False
        while index < length:
            plain = _PLAIN.match(text, index)
            if plain:
                chunks.append(Chunk(plain.group(), index, plain.end() - index))
                index = plain.end()
                continue
            sign = text[index]
            if sign in "<>" and text.startswith("(", index + 1) and index == start:
                end = self.inner(index + 2, ")")
                chunks.append(Chunk(text[index:end], index, end - index, known=False))
                index = end
            elif sign in _ENDS or (sign == "`" and self.backquoted):
                break
            elif sign == "\\":
                index = self._escape(index, chunks)
            elif sign == "'":
                quoted = True
                index = self._single(index + 1, chunks)
            elif sign == '"':
                quoted = True
                index = self._double(index + 1, chunks)
            else:
                quoted = quoted or text[index + 1 : index + 2] in ("'", '"')
                index = self._expansion(index, chunks, in_double=False)
        return make_word(chunks, text[start:index], start, index, quoted=quoted)

    def _escape(self, index: int, chunks: list[Chunk]) -> int:
        """A backslash outside quotes: it takes the next sign as it is; at the end of a line both vanish."""
        escaped = self.text[index + 1 : index + 2]
        if escaped == "\r" and self.text.startswith("\n", index + 2):
            return index + 3
        if escaped == "\n":
            return index + 2
        if not escaped or escaped == OPAQUE:
            chunks.append(Chunk("\\", index, 1))
            return index + 1
        chunks.append(Chunk(escaped, index, 2))
        return index + 2

    def _single(self, index: int, chunks: list[Chunk]) -> int:
        found = _IN_SINGLE.match(self.text, index)
        end = found.end() if found else index
        if self.text.startswith(OPAQUE, end):
            raise StopReadingError
        if end > index:
            chunks.append(Chunk(self.text[index:end], index, end - index))
        return min(end + 1, len(self.text))

    def _double(self, index: int, chunks: list[Chunk]) -> int:
        text, length = self.text, len(self.text)
        while index < length:
            plain = _IN_DOUBLE.match(text, index)
            if plain:
                chunks.append(Chunk(plain.group(), index, plain.end() - index))
                index = plain.end()
                continue
            sign = text[index]
            if sign == '"':
                return index + 1
            if sign == OPAQUE:
                raise StopReadingError
            if sign == "`" and self.backquoted:
                return index
            if sign != "\\":
                index = self._expansion(index, chunks, in_double=True)
                continue
            escaped = text[index + 1 : index + 2]
            if escaped == "\n":
                index += 2
            elif escaped and escaped in _ESCAPED_IN_DOUBLE:
                chunks.append(Chunk(escaped, index, 2))
                index += 2
            else:
                chunks.append(Chunk("\\", index, 1))
                index += 1
        return length

    def _expansion(self, index: int, chunks: list[Chunk], *, in_double: bool) -> int:
        """What starts with a dollar sign or a backquote."""
        text = self.text
        if text[index] == "`":
            self.backquoted += 1
            end = self.inner(index + 1, "`")
            self.backquoted -= 1
        elif text.startswith("$((", index) and (closed := arithmetic_end(text, index + 3)) is not None:
            end = closed
        elif text.startswith("$(", index):
            outer, self.backquoted = self.backquoted, 0
            end = self.inner(index + 2, ")")
            self.backquoted = outer
        elif text.startswith("${", index):
            end = _brace_end(text, index + 2)
        elif text.startswith("$'", index) and not in_double:
            return self._ansi(index + 2, chunks)
        elif text.startswith('$"', index) and not in_double:
            return self._double(index + 2, chunks)
        else:
            variable = _VARIABLE.match(text, index)
            if variable is None:
                chunks.append(Chunk("$", index, 1))
                return index + 1
            end = variable.end()
        chunks.append(Chunk(text[index:end], index, end - index, known=False))
        return end

    def _ansi(self, index: int, chunks: list[Chunk]) -> int:
        text = self.text
        for found in _IN_ANSI.finditer(text, index):
            if found.group() == "'":
                return found.end()
            if found.group() == OPAQUE:
                raise StopReadingError
            escaped = found[1]
            read = _ANSI.get(escaped, escaped) if escaped else found.group()
            chunks.append(Chunk(read, found.start(), len(found.group())))
        return len(text)


def arithmetic_end(text: str, index: int) -> int | None:
    """Where an arithmetic expansion ends whose `((` lies before `index`; None where it is none, but two parentheses."""
    depth = 0
    for found in _PARENTHESES.finditer(text, index, index + _LONGEST_ARITHMETIC):
        if found.group() == "(":
            depth += 1
        elif found.group() == ")" and depth:
            depth -= 1
        elif found.group() == ")":
            return found.end() + 1 if text.startswith(")", found.end()) else None
        elif not depth:
            return None  # arithmetic over several lines is rarer than two parentheses at the start of a subshell
    return None


def _brace_end(text: str, index: int) -> int:
    """Where `${…}` ends; quotes and braces within count."""
    depth, length, quote = 1, len(text), ""
    while index < length:
        plain = _IN_BRACE.match(text, index)
        if plain:
            index = plain.end()
            continue
        sign = text[index]
        index += 1
        if sign == OPAQUE:
            raise StopReadingError
        if sign == "\\":
            index += 1
        elif quote:
            quote = "" if sign == quote else quote
        elif sign == "'" or sign == '"':
            quote = sign
        elif sign == "{":
            depth += 1
        elif sign == "}":
            depth -= 1
            if not depth:
                return index
    return length
