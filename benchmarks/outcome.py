"""A measured ratio beside its goal, and how both are printed."""

from __future__ import annotations

from dataclasses import dataclass


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


def milliseconds(seconds: float) -> str:
    return f"{seconds * 1000:.1f} ms" if seconds < 0.1 else f"{seconds * 1000:.0f} ms"


def megabytes(size: float) -> str:
    return f"{size / 2**20:.0f} MiB"
