"""SHA-256 checksums as templates want them (64 lower-case hexadecimal digits), and what else is found in their place.

Source: the reference, which makes them with `sha256sum` or Get-FileHash and demands lower case.
"""

from __future__ import annotations

import re
from typing import Final

from aiblsp.pattern import later

EMPTY_FILE: Final = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
"""The SHA-256 of no bytes at all: what a failed download hashes to."""

_HEX: Final = later(r"[0-9A-Fa-f]*\Z")
_WITHIN: Final = later(r"(?<![0-9A-Za-z])([0-9A-Fa-f]{64})(?![0-9A-Za-z])")
_BASE64: Final = re.compile(r"[A-Za-z0-9+/]{43}=\Z")
_OTHERS: Final = {
    32: "an MD5 hash",
    40: "a SHA-1 hash",
    56: "a SHA-224 hash",
    96: "a SHA-384 hash",
    128: "a SHA-512 hash",
}
_LONGEST: Final = 1000


def is_sha256(text: str) -> bool:
    """Whether the text is 64 hexadecimal digits, of either case."""
    return len(text) == 64 and _HEX.match(text) is not None


def problem(text: str) -> str | None:
    """What a text is that is no SHA-256, as a clause; None for 64 hexadecimal digits, of either case."""
    if is_sha256(text):
        return None
    stripped = text.strip()
    if not stripped:
        return "is empty"
    if is_sha256(stripped):
        return "has blanks around it"
    if _HEX.match(text):
        return f"looks like {_OTHERS[len(text)]}" if len(text) in _OTHERS else f"has {len(text)} digits instead of 64"
    if _BASE64.match(text):
        return "is written in Base64 instead of hexadecimal digits"
    return "has more than the checksum in it" if extract(text) else "is no SHA-256 checksum"


def extract(text: str) -> str | None:
    """The one checksum within a text such as `sha256:…` or `… file.sh`, in lower case; None where there is not one."""
    if len(text) > _LONGEST:
        return None
    found = set(_WITHIN.findall(text))
    return found.pop().lower() if len(found) == 1 else None


def is_dummy(text: str) -> bool:
    """Whether a checksum stands for no file: that of an empty one, or one digit over and over."""
    lowered = text.lower()
    return lowered == EMPTY_FILE or (len(lowered) == 64 and lowered == lowered[0] * 64 and is_sha256(text))
