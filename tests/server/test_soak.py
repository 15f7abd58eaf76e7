"""A short soak; the long one is `python -m benchmarks.soak`."""

from __future__ import annotations

import os

from benchmarks.soak import soak


def test_a_long_session_ends_with_the_answers_of_a_fresh_one() -> None:
    assert soak(int(os.environ.get("SOAK_STEPS", "400")), seed=1) == []
