"""Did-you-mean: the candidates nearest to a word by edit distance; leaves it to the caller what to say of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

_LONGEST: Final = 128  # a longer word is no slip of the pen
_FAR: Final = 99


def nearest(word: str, candidates: Iterable[str]) -> str | None:
    """The candidate most like `word`, or None where none is near; case does not count. The word itself is none."""
    found = nearest_all(word, candidates, limit=1)
    return found[0] if found else None


def nearest_all(word: str, candidates: Iterable[str], limit: int = 3) -> tuple[str, ...]:
    """Up to `limit` candidates near `word`, nearest first; equally near ones in the order of the longest shared start.

    A candidate that differs in case only is at distance 0 and comes first; one that equals the word is left out.
    """
    lowered = word.lower()
    if not lowered or len(lowered) > _LONGEST:
        return ()
    bound = allowed_distance(len(lowered))
    ranked: list[tuple[int, int, int, str]] = []
    for order, candidate in enumerate(candidates):
        if candidate == word:
            continue
        other = candidate.lower()
        measured = distance(lowered, other, bound)
        # Two words of three letters at distance 2 share one letter: not a slip but another word.
        if measured <= bound and measured < max(len(lowered), len(other)) - 1:
            ranked.append((measured, -_shared_start(lowered, other), order, candidate))
    ranked.sort()
    return tuple(candidate for _, _, _, candidate in ranked[:limit])


def allowed_distance(length: int) -> int:
    """How many slips a word of this length may have and still be recognised."""
    if length < 3:
        return 0
    if length < 6:
        return 1
    return 2 if length < 12 else 3


def distance(left: str, right: str, bound: int) -> int:
    """The number of insertions, deletions, replacements and swaps of neighbours between two words.

    Anything above `bound` is told as some number above it. Takes time in proportion to length times bound.
    """
    if left == right:
        return 0
    if abs(len(left) - len(right)) > bound:
        return _FAR
    letters, others = set(left), set(right)
    if len(letters - others) > bound or len(others - letters) > bound:  # each takes a step of its own
        return _FAR
    width = len(right)
    before: list[int] = []
    previous = list(range(width + 1))
    for row, letter in enumerate(left, 1):
        first, last = max(1, row - bound), min(width, row + bound)
        current = [_FAR] * (width + 1)
        current[0] = row
        for column in range(first, last + 1):
            other = right[column - 1]
            cost = min(
                previous[column] + 1,
                current[column - 1] + 1,
                previous[column - 1] + (letter != other),
            )
            if row > 1 and column > 1 and letter == right[column - 2] and left[row - 2] == other:
                cost = min(cost, before[column - 2] + 1)
            current[column] = cost
        if min(current) > bound:
            return _FAR
        before, previous = previous, current
    return previous[width]


def _shared_start(left: str, right: str) -> int:
    for index, (one, other) in enumerate(zip(left, right, strict=False)):
        if one != other:
            return index
    return min(len(left), len(right))
