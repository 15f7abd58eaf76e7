"""From a finding about a node to a diagnostic about a place: knows where values are written, and which fixes hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp.diagnostic import Diagnostic, Place, Related
from aiblsp.expression.form import is_expression
from aiblsp.jsonc.locate import locate
from aiblsp.jsonc.strings import document_offset

if TYPE_CHECKING:
    from aiblsp.diagnostic import Edit, Fix, Severity
    from aiblsp.document import Document
    from aiblsp.jsonc.node import Node
    from aiblsp.rule import Finding, Rule

USED_HERE = "used here"


def to_diagnostic(document: Document, rule: Rule, finding: Finding, severity: Severity | None) -> Diagnostic:
    """The diagnostic for a finding; `severity` is what the user made of it, or None.

    A value that came through a parameter or a variable is reported where it is written, the place that uses it is
    related. A fix that could not be applied as it is meant is left out.
    """
    related = [Related(_value_place(document, node), message) for node, message in finding.related]
    node = finding.node
    if node is not None and node.via is not None and finding.on == "value" and finding.span is None:
        related.append(Related(Place(document.source, node.via.start, node.via.end), USED_HERE))
    place = _place(document, finding)
    return Diagnostic(
        rule.name,
        severity or finding.severity or rule.severity,
        place,
        finding.message,
        rule.url,
        tuple(related),
        _fix(document, place, finding),
        finding.tags,
    )


def _place(document: Document, finding: Finding) -> Place:
    if finding.span is not None:
        return Place(document.source, *finding.span)
    node = finding.node
    if node is None:
        return Place(document.source, 0, 0)
    if finding.on == "key" and node.key is not None:
        # The name belongs to the place that uses the value, wherever the value itself is written.
        source = document.source if node.via is not None else node.source or document.source
        return Place(source, node.key.start, node.key.end)
    if finding.part is None or is_computed(document, node):
        return _value_place(document, node)
    source = node.source or document.source
    start, end = (document_offset(source.text, node, index) for index in finding.part)
    return Place(source, start, end)


def _value_place(document: Document, node: Node) -> Place:
    return Place(node.source or document.source, node.start, node.end)


def is_computed(document: Document, node: Node) -> bool:
    """Whether the node is the value of an expression: its span is that of the expression, its text is not there."""
    if node.source is not None or document.template.kind != "deployment":
        return False
    text = document.source.text
    if node.kind not in ("string", "unknown"):
        return text.startswith('"', node.start)
    return is_expression(text[node.start + 1 : node.end - 1]) and not _is_raw(document, node)


def _is_raw(document: Document, node: Node) -> bool:
    path = locate(document.tree, node.start).path
    return any(passed is node for passed in path)


def _fix(document: Document, place: Place, finding: Finding) -> Fix | None:
    fix = finding.fix
    if fix is None or not fix.edits:
        return None
    end = 0
    for edit in fix.edits:
        if edit.start < end or edit.end < edit.start or edit.end > len(place.source.text):
            return None
        end = edit.end
    if all(place.source.text[edit.start : edit.end] == edit.text for edit in fix.edits):
        return None
    node = finding.node
    if place.source is not document.source:
        inside = node is not None and node.start <= fix.edits[0].start and fix.edits[-1].end <= node.end
        return fix if inside else None
    if any(_hits_expression(document, edit, node) for edit in fix.edits):
        return None
    return fix


def _hits_expression(document: Document, edit: Edit, node: Node | None) -> bool:
    """Whether an edit changes the inside of an expression that the rule saw the value of, not the text."""
    if document.template.kind != "deployment":
        return False
    path = locate(document.tree, edit.start).path
    if not path:
        return False
    raw = path[-1]
    if raw is node or raw.kind != "string" or not is_expression(raw.value):
        return False
    if edit.start == edit.end:
        return raw.start < edit.start < raw.end
    return raw.start <= edit.start and edit.end <= raw.end
