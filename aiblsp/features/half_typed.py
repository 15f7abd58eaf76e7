"""Expressions whose string is not closed yet: what they will be once its quote is there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from aiblsp.document import analyze
from aiblsp.text import Source

if TYPE_CHECKING:
    from aiblsp.document import Document

_LINE: Final = re.compile(r"[^\r\n]*")
_BRACKETS: Final = re.compile(r"[)\]]*")


def closed(document: Document, offset: int) -> tuple[Document, int | None]:
    """A document whose expression at the cursor has the closing quote that it lacks, and where that was added."""
    text = document.source.text
    for problem in document.tree.problems:
        if problem.kind != "missing-quote" or not text.startswith('"[', problem.start) or problem.start >= offset:
            continue
        line = _LINE.match(text, problem.start)
        if line is None or line.end() < offset:
            continue
        at = offset if line.group()[offset - problem.start :].strip(" \t,)]") == "" else line.end()
        at += len(_BRACKETS.match(text, at)[0]) if at == offset else 0  # type: ignore[index]  # it matches always
        changed = Source(text[:at] + '"' + text[at:], document.source.path)
        return analyze(changed, document.options), at
    return document, None
