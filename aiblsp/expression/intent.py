"""Whether broken text in brackets was meant to be an expression, or is a script that happens to look like one."""

from __future__ import annotations

from typing import Final

from aiblsp.expression.functions import function
from aiblsp.expression.parser import parse
from aiblsp.pattern import later

_READ: Final = ("unknown-function", "argument-count")  # it was read, but it makes no sense
_START: Final = later(r"\[\s*([A-Za-z_]\w*)\s*[(]")


def is_script(text: str) -> bool:
    """Whether the text, which stands where a script may stand, cannot be read and does not start like an expression.

    `[ -d /opt ] && [ -d /srv ]` is one; `[concat('a'` is an expression that was not finished.
    """
    errors = parse(text).errors
    if not errors or errors[0].kind in _READ:
        return False
    start = _START.match(text)
    return start is None or function(start[1]) is None


def is_meant(text: str) -> bool:
    """Whether the text is an expression beyond doubt: it starts with the call of a known function, and can be read."""
    start = _START.match(text) if text.endswith("]") else None
    return start is not None and function(start[1]) is not None and not parse(text).errors
