"""Reserved words of a shell, where a command may start. Source: the manual page of bash."""

from __future__ import annotations

from typing import Final

# What they open, close and go on with.
OPENING: Final = {
    "if": "if",
    "while": "loop",
    "until": "loop",
    "for": "for",
    "select": "for",
    "case": "case",
    "{": "group",
}
CLOSING: Final = {"fi": ("if",), "done": ("loop", "for"), "esac": ("case",), "}": ("group",)}
MIDDLE: Final = {"then": "body", "do": "body", "else": "body", "elif": "test"}

RESERVED: Final = frozenset({*OPENING, *CLOSING, *MIDDLE, "!", "function"})
