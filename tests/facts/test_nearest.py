"""Did-you-mean: what counts as near, in which order, and that the distance agrees with the textbook."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aiblsp.facts.nearest import distance, nearest, nearest_all

WORDS = (
    "customize",
    "distribute",
    "source",
    "validate",
    "vmProfile",
    "vmSize",
    "tags",
    "artifactTags",
    "optimize",
    "name",
)


@pytest.mark.parametrize(
    ("word", "found"),
    [
        ("customise", "customize"),
        ("cusotmize", "customize"),
        ("Customize", "customize"),
        ("aritfactTags", "artifactTags"),
        ("VM_size", "vmSize"),
        ("vmprofile", "vmProfile"),
        ("nmae", "name"),
        ("tag", "tags"),
        ("customize", None),  # it is one of them: nothing to suggest
        ("inline", None),
        ("game", "name"),
        ("x", None),
        ("", None),
        ("c" * 1000, None),
    ],
)
def test_nearest(word: str, found: str | None) -> None:
    assert nearest(word, WORDS) == found


def test_order_is_distance_then_shared_start_then_place() -> None:
    assert nearest_all("westus4", ["eastus4", "westus", "westus2", "westus3", "WESTUS4"]) == (
        "WESTUS4",
        "westus",
        "westus2",
    )


def _textbook(left: str, right: str) -> int:
    rows = [[0] * (len(right) + 1) for _ in range(len(left) + 1)]
    for i in range(len(left) + 1):
        for j in range(len(right) + 1):
            if not i or not j:
                rows[i][j] = i + j
                continue
            rows[i][j] = min(
                rows[i - 1][j] + 1,
                rows[i][j - 1] + 1,
                rows[i - 1][j - 1] + (left[i - 1] != right[j - 1]),
            )
            if i > 1 and j > 1 and left[i - 1] == right[j - 2] and left[i - 2] == right[j - 1]:
                rows[i][j] = min(rows[i][j], rows[i - 2][j - 2] + 1)
    return rows[-1][-1]


@given(st.text("abc", max_size=9), st.text("abc", max_size=9), st.integers(0, 4))
def test_distance_agrees_with_the_textbook(left: str, right: str, bound: int) -> None:
    expected = _textbook(left, right)
    measured = distance(left, right, bound)
    assert measured == expected if expected <= bound else measured > bound
