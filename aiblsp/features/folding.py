"""What can be folded away: objects, arrays and comments over several lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from aiblsp.record import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aiblsp.document import Document


@dataclass(frozen=True, slots=True)
class Fold:
    """A fold by 0-based lines: the line that stays and the last one that goes."""

    start_line: int
    end_line: int
    kind: Literal["region", "comment"]


def folds(document: Document) -> list[Fold]:
    """The folds of a document; none of JSON that is not ours: there the editor's own are enough."""
    if document.template.kind is None or document.tree.root is None:
        return []
    return sorted({*_containers(document), *_comments(document)}, key=lambda fold: (fold.start_line, -fold.end_line))


def _containers(document: Document) -> Iterator[Fold]:
    source = document.source
    root = document.tree.root
    for node in root.walk() if root is not None else ():
        if node.kind not in ("object", "array") or not node.children:
            continue
        first = source.position(node.start)[0]
        last = source.position(node.end)[0]
        # The closing bracket stays to be seen where it stands on a line of its own.
        if source.line(last).lstrip()[:1] in ("}", "]"):
            last -= 1
        if last > first:
            yield Fold(first, last, "region")


def _comments(document: Document) -> Iterator[Fold]:
    source = document.source
    run: list[int] = []
    for comment in document.tree.comments:
        first = source.position(comment.start)[0]
        last = source.position(comment.end)[0]
        if not source.text.startswith("//", comment.start):
            if last > first:
                yield Fold(first, last, "comment")
            continue
        alone = source.line(first).lstrip().startswith("//")
        if run and (not alone or first != run[-1] + 1):
            if len(run) > 1:
                yield Fold(run[0], run[-1], "comment")
            run = []
        if alone:
            run.append(first)
    if len(run) > 1:
        yield Fold(run[0], run[-1], "comment")
