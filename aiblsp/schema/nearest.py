"""Finds the word that somebody most likely meant. Knows nothing of what the words are for."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def nearest(word: str, choices: Iterable[str]) -> str | None:
    """The one choice within a third of the word's length in typing mistakes; None where there is none or a tie.

    Letter case and separators do not count. A swap of neighbours is one mistake.
    """
    if len(word) > 64:
        return None
    plain = _plain(word)
    limit = 1 if len(plain) < 6 else 2 if len(plain) < 12 else 3
    best: list[str] = []
    for choice in choices:
        distance = _distance(plain, _plain(choice), limit)
        if distance < limit or (distance == limit and not best):
            best, limit = [choice], distance
        elif distance == limit:
            best.append(choice)
    return best[0] if len(best) == 1 else None


def _plain(word: str) -> str:
    return word.lower().replace("_", "").replace("-", "").replace(" ", "")


def _distance(left: str, right: str, limit: int) -> int:
    """Optimal string alignment distance, or `limit` + 1 where it is greater than `limit`."""
    if abs(len(left) - len(right)) > limit:
        return limit + 1
    before: list[int] = []
    row = list(range(len(right) + 1))
    for i, a in enumerate(left, 1):
        two_before, before, row = before, row, [i]
        for j, b in enumerate(right, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == right[j - 2] and left[i - 2] == b:
                cost = min(cost, two_before[j - 2] + 1)
            row.append(cost)
        if min(row) > limit:
            return limit + 1
    return row[-1]
