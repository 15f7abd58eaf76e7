"""Fixes put into effect: the edits of many findings on one text, and rounds of lint and mend until nothing is left.

Works on texts in memory; writing files is the business of the command.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aiblsp.document import analyze
from aiblsp.record import dataclass, replace
from aiblsp.text import Source

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from aiblsp.diagnostic import Diagnostic, Edit, Fix
    from aiblsp.document import Document

MOST_ROUNDS: Final = 20
_MOST_GROWTH: Final = 100_000  # characters; a fix that adds more is feeding on itself


@dataclass(frozen=True, slots=True)
class Fixed:
    """A document after all rounds, what is still to be said of it, and how many fixes were put into effect.

    `broken` names the rules whose fixes made the JSON worse and were taken back: a bug of ours, to be shown.
    """

    document: Document
    diagnostics: tuple[Diagnostic, ...]
    count: int
    broken: tuple[str, ...] = ()


def apply(source: Source, fixes: Iterable[Fix]) -> tuple[Source, int]:
    """The text with the edits of as many fixes as fit together, each wholly or not at all; and how many those were.

    A fix that touches an earlier one waits for the next round: the other one may have changed what it is about.
    """
    taken: list[Edit] = []
    count = 0
    free = -1  # edits must start after this offset
    for fix in sorted(fixes, key=_first):
        if not fix.edits or _first(fix) <= free:
            continue
        taken += fix.edits
        free = max(edit.end for edit in fix.edits)
        count += 1
    pieces: list[str] = []
    offset = 0
    for edit in taken:
        pieces += (source.text[offset : edit.start], edit.text)
        offset = edit.end
    text = "".join((*pieces, source.text[offset:]))
    return Source(text, source.path, encoding=source.encoding, bom=source.bom), count


def _first(fix: Fix) -> int:
    return fix.edits[0].start if fix.edits else 0


def fix_all(document: Document, lint: Callable[[Document], list[Diagnostic]], *, unsafe: bool) -> Fixed:
    """Mend what has a fix, in the document and its parameter files, until nothing more is to be mended."""
    diagnostics = lint(document)
    count = 0
    for _ in range(MOST_ROUNDS):
        wanted = [each for each in diagnostics if each.fix is not None and (unsafe or each.fix.safe)]
        mended, done = _round(document, wanted)
        if not done:
            break
        if _worse(mended, document):
            return Fixed(document, tuple(diagnostics), count, tuple(dict.fromkeys(each.rule for each in wanted)))
        document = mended
        count += done
        diagnostics = lint(document)
    return Fixed(document, tuple(diagnostics), count)


def _round(document: Document, diagnostics: list[Diagnostic]) -> tuple[Document, int]:
    sources = [document.source, *document.options.parameters]
    changed: list[Source] = []
    total = 0
    for source in sources:
        fixes = [each.fix for each in diagnostics if each.place.source is source and each.fix is not None]
        # Text that was not decoded whole cannot be written back.
        after, count = apply(source, fixes) if fixes and source.malformed is None else (source, 0)
        changed.append(after)
        total += count if after.text != source.text else 0
    if not total:
        return document, 0
    first, *others = changed
    return analyze(first, replace(document.options, parameters=tuple(others))), total


def _worse(mended: Document, document: Document) -> bool:
    """Whether the JSON is more broken than before, an image template got lost, or the text grows without end."""
    if len(mended.source.text) > 2 * len(document.source.text) + _MOST_GROWTH:
        return True
    return len(mended.tree.problems) > len(document.tree.problems) or len(mended.images) < len(document.images)
