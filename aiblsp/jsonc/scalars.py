"""Numbers and words of strict JSON: how they are written, and their values. Knows nothing of slips: see `words`."""

from __future__ import annotations

NUMBER = r"-?(?:0|[1-9][0-9]*+)(?:\.[0-9]++)?(?:[eE][-+]?[0-9]++)?"
WORDS = {"true": True, "false": False, "null": None}


def to_number(raw: str) -> int | float:
    """The value of a JSON number; an integer too long for Python's limit on digits becomes a float."""
    try:
        return int(raw)
    except ValueError:
        return float(raw)
