"""Cutting an expression into tokens: what is text, number, name or mark. Judges nothing."""

from __future__ import annotations

import re
from typing import Final

# Possessive, so that a lost quote costs one pass and not one per quote.
_TOKEN: Final = (
    r"\s++"
    r"|(?P<text>'[^']*+(?:''[^']*+)*+'?+)"
    r"|(?P<number>[-+]?[0-9]++(?:\.[0-9]++)?+)"
    r"|(?P<name>[^\W0-9]\w*+)"
    r"|(?P<mark>[()\[\].,])"
    r"|(?P<other>[^\s'\w()\[\].,]++|.)"
)


class Token:
    """kind is text, number, name, end or other, or for a mark the mark itself."""

    __slots__ = ("end", "kind", "start", "text")

    def __init__(self, kind: str, text: str, start: int, end: int) -> None:
        self.kind = kind
        self.text = text
        self.start = start
        self.end = end


def scan(text: str, start: int, end: int) -> list[Token]:
    """The tokens of `text[start:end]`, then one of kind "end". White space is dropped."""
    tokens = []
    for match in re.compile(_TOKEN, re.DOTALL).finditer(text, start, end):
        kind = match.lastgroup
        if kind is not None:
            written = match.group()
            tokens.append(Token(written if kind == "mark" else kind, written, match.start(), match.end()))
    tokens.append(Token("end", "", end, end))
    return tokens
