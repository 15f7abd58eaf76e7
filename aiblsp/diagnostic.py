"""What a user is told: severities, diagnostics, related places and fixes. Plain data in offsets; no rule, no output."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

from aiblsp.record import dataclass, field

if TYPE_CHECKING:
    from aiblsp.text import Source


class Severity(IntEnum):
    """How bad a finding is; a smaller number is worse, as in the Language Server Protocol."""

    ERROR = 1
    WARNING = 2
    INFO = 3
    HINT = 4

    @property
    def label(self) -> str:
        """The lower-case word that users write and read."""
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class Place:
    """A span of one source: offsets `start` to `end` (exclusive)."""

    source: Source
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Related:
    """A second place that belongs to a diagnostic, and what is to be seen there."""

    place: Place
    message: str


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace the offsets `start` to `end` (exclusive) of the diagnostic's own source by `text`."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Fix:
    """Edits that mend a finding. `safe`: the meaning is certain; otherwise the title says what is assumed.

    The edits do not overlap and are sorted by `start`.
    """

    title: str
    edits: tuple[Edit, ...]
    safe: bool = True


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One thing that a user is told about one place. `url` is the rule's page."""

    rule: str
    severity: Severity
    place: Place
    message: str
    url: str = ""
    related: tuple[Related, ...] = ()
    fix: Fix | None = None
    tags: frozenset[str] = field(default_factory=frozenset)  # "unnecessary", "deprecated"
