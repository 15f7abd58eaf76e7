"""Durations such as `5m` and `1h30m`, as `restartTimeout` wants them, and what other forms were meant to say.

Sources: the reference (a number and a unit) and Go's `time.ParseDuration`, which Packer reads it with.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from aiblsp.pattern import later

_SECONDS: Final = {"ns": 1e-9, "us": 1e-6, "µs": 1e-6, "μs": 1e-6, "ms": 1e-3, "s": 1.0, "m": 60.0, "h": 3600.0}
_PIECE: Final = later(r"([0-9]{1,18}(?:\.[0-9]{0,18})?|\.[0-9]{1,18})(ns|us|µs|μs|ms|s|m|h)")
_WORDS: Final = {
    **dict.fromkeys(("s", "sec", "secs", "second", "seconds"), "s"),
    **dict.fromkeys(("m", "min", "mins", "minute", "minutes"), "m"),
    **dict.fromkeys(("h", "hr", "hrs", "hour", "hours"), "h"),
}
_SPOKEN: Final = later(r"([0-9]{1,6}) ?([a-z]{1,7})\b,? ?(?:and )?")
_CLOCK: Final = later(r"([0-9]{1,3}):([0-5][0-9]):([0-5][0-9])\Z")
_ISO: Final = later(r"pt(?:([0-9]{1,6})h)?(?:([0-9]{1,6})m)?(?:([0-9]{1,6})s)?\Z")


@lru_cache(maxsize=256)  # templates share their few
def seconds(text: str) -> float | None:
    """How long a duration is; None for text that is none. A bare `0` is one, and so is one with a sign."""
    sign = -1 if text[:1] == "-" else 1
    rest = text[1:] if text[:1] in ("+", "-") else text
    if rest == "0":
        return 0.0
    total, at = 0.0, 0
    while at < len(rest):
        piece = _PIECE.match(rest, at)
        if piece is None:
            return None
        total += float(piece[1]) * _SECONDS[piece[2]]
        at = piece.end()
    return sign * total if rest else None


def meant(text: str) -> str | None:
    """The duration that text in another form surely means (`5 min`, `PT5M`, `00:05:00`); None where it is not sure."""
    lowered = text.strip().lower()
    if len(lowered) > 60:
        return None
    clock = _CLOCK.match(lowered) or _ISO.match(lowered)
    if clock is not None:
        return _compose(*(int(part or 0) for part in clock.groups()))
    return _spoken(lowered)


def _spoken(text: str) -> str | None:
    pieces, at = [], 0
    while at < len(text):
        piece = _SPOKEN.match(text, at)
        if piece is None or piece[2] not in _WORDS:
            return None
        pieces.append(f"{int(piece[1])}{_WORDS[piece[2]]}")
        at = piece.end()
    return "".join(pieces) or None


def _compose(hours: int, minutes: int, rest: int) -> str | None:
    parts = ((hours, "h"), (minutes, "m"), (rest, "s"))
    return "".join(f"{count}{unit}" for count, unit in parts if count) or None
