"""Text on a terminal: how many cells a character takes, and a harmless stand-in for what would steer the terminal.

Widths follow East Asian Width (Unicode Annex 11) and the usual treatment of emoji sequences; letters that terminals
disagree about get what most of them do.
"""

from __future__ import annotations

from typing import Final

TAB: Final = "    "
_JOINER: Final = "\u200d"
_EMOJI_STYLE: Final = "\ufe0f"
# Direction marks reorder what stands around them: a reader would see other text than there is.
_DIRECTION: Final = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def cells(text: str) -> list[tuple[str, int]]:
    """For each character what to print, and how many cells that takes. Nothing printed can steer the terminal."""
    if text.isascii() and text.isprintable():
        return [(char, 1) for char in text]
    from unicodedata import category, east_asian_width

    row: list[tuple[str, int]] = []
    joined = False
    for char in text:
        if char == "\t":
            row.append((TAB, len(TAB)))
        elif char < " " or char == "\x7f":
            row.append((chr(0x2421) if char == "\x7f" else chr(0x2400 + ord(char)), 1))  # control pictures
        elif char in _DIRECTION or "\x80" <= char < "\xa0" or "\ud800" <= char <= "\udfff" or char in "\u2028\u2029":
            row.append(("\ufffd", 1))
        elif char == _EMOJI_STYLE and row and row[-1][1] == 1:
            row[-1] = (row[-1][0], 2)
            row.append((char, 0))
        elif joined or char == _JOINER or "\U0001f3fb" <= char <= "\U0001f3ff" or category(char) in ("Mn", "Me", "Cf"):
            row.append((char, 0))
        else:
            row.append((char, 2 if east_asian_width(char) in "WF" else 1))
        joined = char == _JOINER
    return row


def printable(text: str) -> str:
    """The text as it may be printed: control characters and direction marks made visible, no line end kept."""
    if text.isprintable():
        return text
    return "".join(shown for shown, _ in cells(text))
