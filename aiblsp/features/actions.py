"""Code actions: fixes of findings, fixes of all of a kind, suppressions, and other ways to write what is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp.features import cursor
from aiblsp.features.action import EXTRACT, FIX_ALL, QUICK_FIX, REWRITE, Action, of
from aiblsp.features.extract_parameter import extract_parameter
from aiblsp.features.raise_version import raise_version
from aiblsp.features.refactor import add_missing, convert_regions, rename_script, reshape_inline
from aiblsp.features.suppress_here import suppressions_for
from aiblsp.features.wrap_body import wrap_body

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from aiblsp.diagnostic import Diagnostic, Edit
    from aiblsp.document import Document

__all__ = ["Action", "actions", "fix_all"]


def actions(
    document: Document,
    start: int,
    end: int,
    diagnostics: Sequence[Diagnostic],
    *,
    kinds: Sequence[str] | None = None,
    everything: Sequence[Diagnostic] = (),
) -> list[Action]:
    """What can be done about the offsets `start` to `end`, preferred fixes first.

    `diagnostics` are the findings there, `everything` those of the whole file: for the fixes of all of a rule. `kinds`
    are those the client asks for, with all below them; None is all but source actions.
    """
    found: list[Action] = []
    if _wanted(QUICK_FIX, kinds):
        found += _fixes(diagnostics)
        found += _fixes_of_rule(document, diagnostics, everything)
        found += suppressions_for(document, diagnostics)
    if kinds is not None and _wanted(FIX_ALL, kinds):
        edits = fix_all(document, everything or diagnostics)
        if edits:
            title = "Fix all that aiblsp can fix safely"
            found.append(Action(title, FIX_ALL, of(document.source, edits)))
    if document.template.kind is None:
        return found
    titles = {action.title for action in found}
    found += (action for action in _refactorings(document, start, end, kinds) if action.title not in titles)
    return found


def fix_all(document: Document, diagnostics: Sequence[Diagnostic], rule: str | None = None) -> tuple[Edit, ...]:
    """The edits of the document's safe fixes, of one rule or of all; of fixes that touch each other the first only."""
    fixes = [
        found.fix
        for found in diagnostics
        if found.fix is not None
        and found.fix.safe
        and found.fix.edits
        and found.place.source is document.source
        and rule in (None, found.rule)
    ]
    taken: list[Edit] = []
    free = -1
    for fix in sorted(fixes, key=lambda fix: fix.edits[0].start):
        if fix.edits[0].start > free:
            taken += fix.edits
            free = max(edit.end for edit in fix.edits)
    return tuple(taken)


def _wanted(kind: str, kinds: Sequence[str] | None) -> bool:
    return kinds is None or any(not each or kind == each or kind.startswith(f"{each}.") for each in kinds)


def _fixes(diagnostics: Sequence[Diagnostic]) -> list[Action]:
    made = []
    for found in diagnostics:
        fix = found.fix
        if fix is not None and fix.edits:
            edits = of(found.place.source, fix.edits)
            made.append(Action(fix.title, QUICK_FIX, edits, preferred=fix.safe, diagnostics=(found,)))
    return sorted(made, key=lambda action: not action.preferred)


def _fixes_of_rule(
    document: Document, diagnostics: Sequence[Diagnostic], everything: Sequence[Diagnostic]
) -> Iterator[Action]:
    """For each rule that has a safe fix here and another one elsewhere in the file: all of them at once."""
    for rule in dict.fromkeys(found.rule for found in diagnostics if found.fix is not None and found.fix.safe):
        alike = tuple(
            found
            for found in everything
            if found.rule == rule and found.fix is not None and found.place.source is document.source
        )
        edits = fix_all(document, alike, rule)
        if len(alike) > 1 and edits:
            yield Action(f"Fix all {rule} in this file", QUICK_FIX, of(document.source, edits), diagnostics=alike)


def _refactorings(document: Document, start: int, end: int, kinds: Sequence[str] | None) -> Iterator[Action]:
    place = cursor.at(document, start)
    if _wanted(EXTRACT, kinds):
        yield from extract_parameter(document, place)
    if _wanted(REWRITE, kinds):
        yield from reshape_inline(document, place)
        yield from convert_regions(document, place)
        yield from rename_script(document, place)
        yield from add_missing(document, place)
        yield from raise_version(document, place)
        yield from wrap_body(document, place)
