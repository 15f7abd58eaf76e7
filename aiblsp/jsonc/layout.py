"""Columns and indentation of open containers: to which of them a line belongs. For documents with brackets amiss."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aiblsp.jsonc.node import Kind, Node

_MOST_TIMES = 1_000  # deeper than anything that is written by hand


class Layout:
    """How the open containers are laid out, innermost last.

    gated    close no more containers than the balance of brackets asks for
    refused  offsets at which the layout decides nothing, because it was wrong there before
    decided  offsets at which it decided something
    misfits  how many lines were not where they should be
    column   of the first token on the line that was read last
    indents  per container, the column of the line that opens it
    columns  per container, the column of the first child that starts a line; -1 as long as there is none
    """

    __slots__ = (
        "_by_column",
        "_by_indent",
        "_kinds",
        "_text",
        "_times",
        "column",
        "columns",
        "decided",
        "gated",
        "indents",
        "misfits",
        "refused",
    )

    def __init__(self, text: str, gated: bool, refused: set[int]) -> None:
        self._text = text
        self.gated = gated
        self.refused = refused
        self.decided: list[int] = []
        self.misfits = 0
        self._times = 0
        self.column = 0
        self.indents = [-1]
        self.columns = [-1]
        self._kinds: list[Kind] = ["array"]
        # Depths of the open containers, so that finding one does not walk the whole stack.
        self._by_indent: dict[tuple[Kind, int], list[int]] = {}
        self._by_column: dict[tuple[Kind, int], list[int]] = {}

    def decide(self, offset: int) -> bool:
        """Note that the layout decides something at this offset; False where it must not."""
        if offset in self.refused:
            return False
        # Containers that end here are left one by one; but what is left must not be gone into again for ever.
        self._times = self._times + 1 if self.decided and self.decided[-1] == offset else 0
        if self._times > _MOST_TIMES:
            return False
        self.decided.append(offset)
        return True

    def enter(self, node: Node) -> None:
        self._by_indent.setdefault((node.kind, self.column), []).append(len(self.indents))
        self.indents.append(self.column)
        self.columns.append(-1)
        self._kinds.append(node.kind)

    def leave(self) -> None:
        kind = self._kinds.pop()
        self._by_indent[kind, self.indents.pop()].pop()
        column = self.columns.pop()
        if column >= 0:
            self._by_column[kind, column].pop()

    def look(self, gap: int, offset: int) -> int:
        """The column of the token at `offset` if it starts its line, else -1; `gap` is where the token before ended."""
        line = self._text.rfind("\n", gap, offset)
        if line < 0:
            line = self._text.rfind("\r", gap, offset)
            if line < 0 and gap > 0:
                return -1
        self.column = offset - line - 1
        return self.column

    def settle(self, column: int) -> bool:
        """Take `column` as that of a child of the innermost container; False where an outer one may be meant."""
        known = self.columns[-1]
        if known == column:
            return True
        if known >= 0:
            self.misfits += 1
            return column > known
        if column <= self.indents[-1]:
            return False
        self._set(column)
        return True

    def owner(self, column: int, kind: Kind) -> int:
        """The depth of the innermost outer container of this kind with children at `column`; -1 if there is none."""
        depths = self._by_column.get((kind, column))
        if depths:
            return depths[-1]
        if self.columns[-1] < 0:
            self._set(column)
        return -1

    def opener(self, column: int, kind: Kind) -> int:
        """The depth of the innermost container of this kind that was opened on a line at `column`; -1 if none was."""
        depths = self._by_indent.get((kind, column))
        return depths[-1] if depths else -1

    def retype(self, kind: Kind) -> None:
        """The innermost container turned out to be of another kind."""
        depth = len(self._kinds) - 1
        indent, column = self.indents[-1], self.columns[-1]
        self._by_indent[self._kinds[-1], indent].pop()
        self._by_indent.setdefault((kind, indent), []).append(depth)
        if column >= 0:
            self._by_column[self._kinds[-1], column].pop()
            self._by_column.setdefault((kind, column), []).append(depth)
        self._kinds[-1] = kind

    def _set(self, column: int) -> None:
        self.columns[-1] = column
        self._by_column.setdefault((self._kinds[-1], column), []).append(len(self.columns) - 1)
