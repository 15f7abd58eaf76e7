"""Suppressions of findings as edits: a comment above the line, or one for the whole file.

Makes no comment where the tools read strict JSON, which is all but deployment templates; extends one that is there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aiblsp.diagnostic import Edit
from aiblsp.features.action import QUICK_FIX, Action, of
from aiblsp.jsonc import gaps
from aiblsp.jsonc.locate import locate
from aiblsp.suppress import suppressions

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from aiblsp.diagnostic import Diagnostic
    from aiblsp.document import Document

_ABOUT_COMMENTS: Final = "json-comment-in-raw-body"


def suppressions_for(document: Document, diagnostics: Sequence[Diagnostic]) -> Iterator[Action]:
    """For each rule that found something here: not to hear of it on this line, or in this file."""
    seen: set[tuple[str, int]] = set()
    for found in diagnostics:
        line = document.source.position(found.place.start)[0]
        if found.place.source is not document.source or (found.rule, line) in seen:
            continue
        seen.add((found.rule, line))
        # A comment that says not to speak of comments would be the next one to speak of.
        edit = _on_line(document, found) if found.rule != _ABOUT_COMMENTS else None
        if edit is not None:
            title = f"Suppress {found.rule} on this line"
            yield Action(title, QUICK_FIX, of(document.source, (edit,)), diagnostics=(found,))
    for rule in dict.fromkeys(found.rule for found in diagnostics if found.place.source is document.source):
        about = tuple(found for found in diagnostics if found.rule == rule)
        edit = _in_file(document, rule)
        if edit is not None:
            yield Action(f"Suppress {rule} in this file", QUICK_FIX, of(document.source, (edit,)), diagnostics=about)


def _on_line(document: Document, found: Diagnostic) -> Edit | None:
    """A comment on a line of its own, or another name in the one that is there; None within a string of many lines."""
    source = document.source
    for each in suppressions(document):
        if each.span is not None and each.node is None and each.fault is None and each.reaches(found.place.start):
            if not each.patterns:
                return None
            last = each.patterns[-1].end
            return Edit(last, last, f", {found.rule}")
    if document.template.kind != "deployment":
        return None
    start = source.line_starts[source.position(found.place.start)[0]]
    node = locate(document.tree, start).node
    if node is not None and node.kind == "string" and node.start < start < node.end:
        return None
    if any(comment.start < start < comment.end for comment in document.tree.comments):
        return None
    indent = gaps.indent(source.text, found.place.start)
    return Edit(start, start, f"{indent}// aiblsp: ignore[{found.rule}]{source.newline}")


def _in_file(document: Document, rule: str) -> Edit | None:
    for each in suppressions(document):
        if each.span is None and each.node is None and each.fault is None and each.patterns:
            last = each.patterns[-1].end
            return Edit(last, last, f", {rule}")
    if document.template.kind != "deployment":
        return None
    return Edit(0, 0, f"// aiblsp: ignore-file[{rule}]{document.source.newline}")
