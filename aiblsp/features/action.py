"""A code action as plain data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aiblsp.record import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable

    from aiblsp.diagnostic import Diagnostic, Edit
    from aiblsp.text import Source

QUICK_FIX: Final = "quickfix"
EXTRACT: Final = "refactor.extract"
REWRITE: Final = "refactor.rewrite"
FIX_ALL: Final = "source.fixAll.aiblsp"


@dataclass(frozen=True, slots=True)
class Action:
    """Something that can be done to the text.

    kind       as in the protocol: quickfix, refactor.extract, refactor.rewrite, source.fixAll.aiblsp
    edits      of the document or one of its parameter files; those of one file do not overlap and are in order
    preferred  the one to take without asking
    diagnostics  the findings that are gone after it
    disabled   why it cannot be done here; empty where it can
    """

    title: str
    kind: str
    edits: tuple[tuple[Source, Edit], ...]
    preferred: bool = False
    diagnostics: tuple[Diagnostic, ...] = ()
    disabled: str = ""


def of(source: Source, edits: Iterable[Edit]) -> tuple[tuple[Source, Edit], ...]:
    """Edits of one file, in order."""
    return tuple((source, edit) for edit in sorted(edits, key=lambda edit: (edit.start, edit.end)))
