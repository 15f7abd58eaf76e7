"""Which strings of a template are expressions, told by their brackets alone. Parses nothing."""

from __future__ import annotations


def is_expression(text: str) -> bool:
    """Whether a decoded template string is an expression: `[` first, `]` last, and not `[[` at the start."""
    return text.startswith("[") and text.endswith("]") and not text.startswith("[[")


def unescape(text: str) -> str:
    """The literal that a string stands for which is no expression: `[[…]` loses its first bracket, all else stays."""
    return text[1:] if text.startswith("[[") and text.endswith("]") else text
