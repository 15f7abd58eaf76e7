"""Raises the API version of an image template, together with what the new version asks for."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from aiblsp import edit
from aiblsp.diagnostic import Edit
from aiblsp.document import analyze
from aiblsp.facts.versions import NEWEST_DOCUMENTED, VERSIONS
from aiblsp.features.action import REWRITE, Action, of
from aiblsp.lint.run import lint
from aiblsp.template.model import Image
from aiblsp.text import Source

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aiblsp.diagnostic import Diagnostic
    from aiblsp.document import Document
    from aiblsp.features.cursor import Cursor
    from aiblsp.jsonc.node import Node

_LARGEST: Final = 60_000  # characters; to lint a longer text twice takes longer than anybody waits for a menu


def raise_version(document: Document, place: Cursor) -> Iterator[Action]:
    """The newest documented API version for the template whose `apiVersion` the place is at.

    Names and values that the new version wants otherwise are changed with it; how many findings are left that it
    brings is told in the title.
    """
    node = place.location.node
    image = place.subject
    if not isinstance(image, Image) or node is None or node.key is None or len(place.chain) != 2:
        return
    if node.key.text.lower() != "apiversion" or node.kind != "string" or node.value not in VERSIONS:
        return
    if node.value >= NEWEST_DOCUMENTED:
        return
    source = document.source
    other = _other_findings(document, node) if len(source.text) <= _LARGEST else []
    raised = edit.replace(node, edit.quote(NEWEST_DOCUMENTED))
    shift = len(raised.text) - (raised.end - raised.start)
    edits = [raised]
    for change in _changes([each for each, _ in other]):
        moved = shift if change.start > raised.start else 0
        edits.append(Edit(change.start - moved, change.end - moved, change.text))
    left = sum(is_new and each.severity <= 2 and (each.fix is None or not each.fix.safe) for each, is_new in other)
    told = "" if not left else f" ({left} new {'finding' if left == 1 else 'findings'})"
    yield Action(f"Raise the API version to {NEWEST_DOCUMENTED}{told}", REWRITE, of(source, edits))


def _other_findings(document: Document, node: Node) -> list[tuple[Diagnostic, bool]]:
    """What is found with the raised version and not in these words before, in offsets of the text that has it.

    Each with whether it is new: else there was one of the same rule at the same place, and only its words differ.
    """
    raised = edit.replace(node, edit.quote(NEWEST_DOCUMENTED))
    text = edit.apply(document.source.text, (raised,))
    later = analyze(Source(text, document.source.path), document.options)
    shift = len(raised.text) - (raised.end - raised.start)
    before: Counter[tuple[str, int, str]] = Counter()
    for each in lint(document):
        if each.place.source is document.source:
            start = each.place.start
            before[each.rule, start + shift if start > raised.start else start, each.message] += 1
    other = []
    for each in lint(later):
        if each.place.source is not later.source:
            continue
        key = (each.rule, each.place.start, each.message)
        if before[key]:
            before[key] -= 1
        else:
            other.append(each)
    gone: Counter[tuple[str, int]] = Counter()
    for (rule, start, _), count in before.items():
        gone[rule, start] += count
    result = []
    for each in other:
        place = (each.rule, each.place.start)
        result.append((each, not gone[place]))
        gone[place] -= min(gone[place], 1)
    return result


def _changes(found: list[Diagnostic]) -> Iterator[Edit]:
    """The edits of safe fixes; of those that touch each other the first."""
    free = -1
    fixes = [each.fix for each in found if each.fix is not None and each.fix.safe and each.fix.edits]
    for fix in sorted(fixes, key=lambda fix: fix.edits[0].start):
        if fix.edits[0].start > free:
            yield from fix.edits
            free = max(change.end for change in fix.edits)
