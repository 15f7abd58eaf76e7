"""How a part refers to what holds it without keeping it: so what is made of a text has no cycles.

Then all of it is gone as soon as there is a newer text, and nobody need look for garbage among hundreds of thousands of
nodes. Whoever uses a part keeps its document, which keeps everything.
"""

from __future__ import annotations

from _weakref import ref  # `weakref` itself takes longer to load
from typing import TypeVar

__all__ = ["held", "ref"]

_T = TypeVar("_T")


def held(holder: ref[_T]) -> _T:
    """What a reference leads to. Raises ReferenceError where nobody keeps that any more."""
    found = holder()
    if found is None:
        raise ReferenceError("This part has outlived its document")
    return found
