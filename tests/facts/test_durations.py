"""Durations: what Go reads, and what people write instead."""

from __future__ import annotations

import pytest

from aiblsp.facts.durations import meant, seconds


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("5m", 300),
        ("2h", 7200),
        ("1h30m", 5400),
        ("90s", 90),
        ("0.5h", 1800),
        (".5h", 1800),
        ("1.m", 60),
        ("100ms", 0.1),
        ("0", 0),
        ("0s", 0),
        ("+5m", 300),
        ("-5m", -300),
    ],
)
def test_durations(text: str, expected: float) -> None:
    assert seconds(text) == pytest.approx(expected)


@pytest.mark.parametrize(
    "text", ["", "5", "5 m", "5M", "5min", "PT5M", "00:05:00", "1d", "m", "5m ", "--5m", "1.2.3m", "5m3"]
)
def test_no_durations(text: str) -> None:
    assert seconds(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("5 m", "5m"),
        ("5M", "5m"),
        ("5min", "5m"),
        ("5 minutes", "5m"),
        (" 1 hour and 30 minutes ", "1h30m"),
        ("1 hr, 5 sec", "1h5s"),
        ("PT1H30M", "1h30m"),
        ("pt5m", "5m"),
        ("00:05:00", "5m"),
        ("01:00:30", "1h30s"),
    ],
)
def test_what_was_meant(text: str, expected: str) -> None:
    assert meant(text) == expected
    assert seconds(expected) is not None


@pytest.mark.parametrize(
    "text", ["", "5", "1d", "5 fortnights", "PT", "00:00:00", "05:00", "soon", "5 m or so", "9" * 100]
)
def test_what_cannot_be_told(text: str) -> None:
    assert meant(text) is None
