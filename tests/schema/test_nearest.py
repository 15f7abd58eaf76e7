"""The word that somebody most likely meant."""

from __future__ import annotations

import pytest

from aiblsp.schema.nearest import nearest

CHOICES = ("artifactTags", "runOutputName", "inline", "name", "state", "stateful")


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("aritfactTags", "artifactTags"),  # neighbours swapped
        ("artifact_tags", "artifactTags"),
        ("runOutputname", "runOutputName"),
        ("inlin", "inline"),
        ("inlyne", "inline"),
        ("nam", "name"),
        ("nammo", None),  # two mistakes in a short word
        ("zebra", None),
        ("", None),
        ("x" * 10_000, None),
    ],
)
def test_nearest(word: str, meant: str | None) -> None:
    assert nearest(word, CHOICES) == meant


def test_a_tie_is_no_answer() -> None:
    assert nearest("cat", ("bat", "hat")) is None
    assert nearest("cat", ("bat", "hat", "Cat")) == "Cat"
