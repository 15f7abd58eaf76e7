"""A measured ratio beside its goal, and how both are printed."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from benchmarks.measure import Runs


@dataclass(frozen=True, slots=True)
class Outcome:
    """One comparison. Met where `ratio` is at most `goal`, or with `least` at least `goal`."""

    what: str
    ratio: float
    goal: float
    detail: str
    least: bool = False

    @property
    def met(self) -> bool:
        return self.ratio >= self.goal if self.least else self.ratio <= self.goal

    def __str__(self) -> str:
        sign = "≥" if self.least else "≤"
        verdict = "met" if self.met else "MISSED"
        return f"{verdict:6}  {self.what:56} {self.ratio:7.2f}×  (goal {sign} {self.goal:g}×)   {self.detail}"


def times(ours: Runs, theirs: Runs) -> str:
    """What two things took, on the wall and of the processor."""
    wall = f"{milliseconds(ours.median)} and {milliseconds(theirs.median)}"
    work = median(ours.processor), median(theirs.processor)
    return f"{wall}; of the processor {milliseconds(work[0])} and {milliseconds(work[1])}"


def milliseconds(seconds: float) -> str:
    return f"{seconds * 1000:.1f} ms" if seconds < 0.1 else f"{seconds * 1000:.0f} ms"


def megabytes(size: float) -> str:
    return f"{size / 2**20:.0f} MiB"
