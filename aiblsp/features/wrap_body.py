"""Makes a deployment template of a bare resource body: puts the envelope around it, indents, escapes brackets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp import edit
from aiblsp.diagnostic import Edit
from aiblsp.facts.versions import NEWEST_DOCUMENTED
from aiblsp.features.action import REWRITE, Action, of
from aiblsp.features.cursor import expressions
from aiblsp.features.envelope import IMAGE, SCHEMA
from aiblsp.jsonc import gaps

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aiblsp.document import Document
    from aiblsp.features.cursor import Cursor
    from aiblsp.jsonc.node import Node

_MOST_LINES = 20_000


def wrap_body(document: Document, place: Cursor) -> Iterator[Action]:
    """The whole file as a deployment template, where it is a bare body that can be read; at its outermost members.

    Editors ask at every move of the cursor, and to work out the edits takes a walk over the whole file.
    """
    if len(place.location.path) > 2:
        return
    root = document.tree.root
    if document.template.kind != "bare" or root is None or document.tree.problems:
        return
    source = document.source
    if len(source.line_starts) > _MOST_LINES:
        return
    unit = gaps.indent_unit(source.text, root)
    edits = [*_envelope(document, root, unit), *_indented(document, root, unit * 2), *_escaped(root)]
    yield Action("Wrap in a deployment template", REWRITE, of(source, edits))


def _envelope(document: Document, root: Node, unit: str) -> Iterator[Edit]:
    newline = document.source.newline
    head = newline.join(
        (
            "{",
            f'{unit}"$schema": {edit.quote(SCHEMA)},',
            f'{unit}"contentVersion": "1.0.0.0",',
            f'{unit}"resources": [',
            f"{unit * 2}{{",
        )
    )
    has = {name: root.get(name) is not None for name in ("type", "apiVersion", "name")}
    wanted = {
        "type": IMAGE,
        "apiVersion": document.images[0].api_version or NEWEST_DOCUMENTED,
        "name": "image-template",
    }
    lines = [f"{unit * 3}{edit.quote(name)}: {edit.quote(wanted[name])}" for name in wanted if not has[name]]
    comma = "," if root.children else ""
    added = (newline + ("," + newline).join(lines) + comma) if lines else ""
    yield Edit(root.start, root.start + 1, head + added)
    yield Edit(root.end, root.end, f"{newline}{unit}]{newline}}}")


def _indented(document: Document, root: Node, blanks: str) -> Iterator[Edit]:
    """More indentation for each line within the body; lines within a string or comment stay."""
    source = document.source
    inside = [(node.start, node.end) for node in root.walk() if node.kind == "string"]
    inside += [(comment.start, comment.end) for comment in document.tree.comments]
    inside = sorted(span for span in inside if "\n" in source.text[span[0] : span[1]])
    for start in source.line_starts:
        if not root.start < start < root.end or source.text[start : start + 1] in ("\r", "\n"):
            continue
        if not any(first < start < last for first, last in inside):
            yield Edit(start, start, blanks)


def _escaped(root: Node) -> Iterator[Edit]:
    """A second bracket for texts that would be expressions in a deployment template."""
    for node in expressions(root):
        yield Edit(node.start + 1, node.start + 1, "[")
