"""All safe fixes of a text at once, as edits that touch no more than they must."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Final

from aiblsp.diagnostic import Edit
from aiblsp.fix import fix_all
from aiblsp.server.plans import plan_of

if TYPE_CHECKING:
    from aiblsp.diagnostic import Diagnostic
    from aiblsp.document import Document
    from aiblsp.server.buffers import Buffer
    from aiblsp.server.session import Session
    from aiblsp.text import Source

_MOST_LINES: Final = 3_000  # to compare more would take longer than anybody waits


def mended(session: Session, buffer: Buffer, document: Document) -> tuple[tuple[Source, Edit], ...]:
    """The edits of a text after which nothing is left that can be fixed safely. Its parameter files are left alone."""
    plan = plan_of(session, buffer)

    def lint(changed: Document) -> list[Diagnostic]:
        return [each for each in plan.findings(changed) if each.place.source is changed.source]

    after = fix_all(document, lint, unsafe=False).document.source.text
    return tuple((document.source, edit) for edit in differences(document.source.text, after))


def differences(before: str, after: str) -> list[Edit]:
    """Edits that make one text of another, by whole lines where those are few, else in one piece."""
    if before == after:
        return []
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    first = 0
    while first < min(len(old), len(new)) and old[first] == new[first]:
        first += 1
    last = 0
    while last < min(len(old), len(new)) - first and old[-1 - last] == new[-1 - last]:
        last += 1
    old_end, new_end = len(old) - last, len(new) - last
    offset = sum(map(len, old[:first]))
    if max(old_end, new_end) - first > _MOST_LINES:
        return [Edit(offset, len(before) - sum(map(len, old[old_end:])), "".join(new[first:new_end]))]
    old, new = old[first:old_end], new[first:new_end]
    starts = [offset]
    for line in old:
        starts.append(starts[-1] + len(line))
    return [
        Edit(starts[i], starts[j], "".join(new[k:m]))
        for tag, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
        if tag != "equal"
    ]
