"""What all parts of one reading of a file share: where more than plain JSON may stand, and what may still be spent.

Most of a template is plain, and what is plain is shared with the tree as written. So one search over the text notes
where expressions, placeholders, nulls, copy loops and unclosed strings may be, and a sub-tree without any such place is
never visited.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, Final

from aiblsp.expression.value import Budget
from aiblsp.template.placeholders import MARKS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aiblsp.expression.value import Value
    from aiblsp.jsonc.node import Node, Problem

# A string that starts with a bracket, perhaps without its quote, or with an escape, which may be a bracket;
# null; a member called copy. One after the other they are found ten times faster than as one pattern.
_MARKS: Final = tuple(
    map(re.compile, (r"\[(?:(?<=[\"']\[)|[A-Za-z_])", r"\\(?<=[\"']\\)", r"null", r"opy\"(?<=\"[Cc]opy\")"))
)
MAX_LEVELS: Final = 64  # of a value that expressions may work with


class Reading:
    """One reading of one text.

    marks    offsets of what may not be plain, in order
    may_hold_placeholders  whether some of them are of placeholders
    budget   what evaluating may cost, for all scopes together
    values   what nodes are worth, by the identity of their lists of children
    origins  the nodes that arrays and objects came from, by identity: what passes through an expression unchanged
             keeps the place where it is written
    """

    __slots__ = ("budget", "marks", "may_hold_placeholders", "origins", "values")

    def __init__(self, text: str, problems: Sequence[Problem] = ()) -> None:
        placeholders = [match.start() for mark in MARKS for match in mark.finditer(text)]
        self.may_hold_placeholders = bool(placeholders)
        unclosed = [problem.start for problem in problems if problem.kind == "missing-quote"]
        plain = [match.start() for mark in _MARKS for match in mark.finditer(text)]
        self.marks = sorted([*placeholders, *unclosed, *plain])
        self.budget = Budget(total=300_000 + 2 * len(text))
        self.values: dict[int, tuple[Node, Value]] = {}
        self.origins: dict[int, tuple[Value, Node]] = {}

    def marked(self, start: int, end: int) -> bool:
        """Whether anything but plain JSON may stand between two offsets."""
        index = bisect_left(self.marks, start)
        return index < len(self.marks) and self.marks[index] < end

    def spend(self, steps: int) -> bool:
        """Count work; False where there is no more to spend."""
        self.budget.remaining -= steps
        return self.budget.remaining >= 0
