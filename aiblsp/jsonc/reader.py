"""The state of one parse and its small steps: trivia, problems, opening and closing containers. Makes no guesses."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from aiblsp.jsonc.node import Comment, Node, Problem

if TYPE_CHECKING:
    from aiblsp.jsonc.layout import Layout

BLANK = r"[ \t\r\n]"

_TRIVIA = re.compile(rf"{BLANK}*+(?:(//[^\r\n]*+)|(/\*))?")
_LINE = re.compile(r"[^\r\n]*+")


class Reader:
    """What a parse has come to.

    stack      the open containers; the first is a holder around the root
    expecting  whether a member or element may start here, or a comma or closing bracket
    gap        where the last token ended, before the blanks and comments that were skipped
    quiet      the end of something that a problem was recorded for: what is missing right there is no second problem
    surplus    per bracket kind, how many more opening than closing brackets there are
    guesses    how many brackets were made up or passed over
    doubtful   containers up to this depth may hold too much or too little
    """

    __slots__ = (
        "comments",
        "doubtful",
        "expecting",
        "gap",
        "guesses",
        "layout",
        "made_up",
        "no_comment_end",
        "objects",
        "opened",
        "pos",
        "problems",
        "quiet",
        "stack",
        "surplus",
        "text",
        "unclosed",
    )

    def __init__(self, text: str, layout: Layout | None = None) -> None:
        self.text = text
        self.layout = layout
        self.pos = 0
        self.gap = 0
        self.expecting = True
        self.stack = [Node("array", 0, len(text), None, None, [])]
        self.objects: list[Node] = []
        self.comments: list[Comment] = []
        self.problems: list[Problem] = []
        self.unclosed: set[int] = set()
        self.made_up: set[Node] = set()
        self.opened = {"object": 0, "array": 0}
        self.surplus = {"object": 0, "array": 0}
        self.guesses = 0
        self.doubtful = 0
        self.quiet = -1
        self.no_comment_end = False

    def skip_trivia(self) -> None:
        """Pass blanks and comments; a comment that is not closed ends with its line."""
        text = self.text
        self.gap = self.pos
        while True:
            match = _TRIVIA.match(text, self.pos)
            if match is None:  # cannot be: the pattern matches nothing, too
                return
            self.pos = match.end()
            if match.lastindex is None:
                return
            start = match.start(match.lastindex)
            if match.lastindex == 2:
                end = -1 if self.no_comment_end else text.find("*/", start + 2)
                self.no_comment_end = end < 0
                self.pos = self.line_end(start) if end < 0 else end + 2
                if end < 0:
                    self.problem("unclosed-comment", start, start + 2, "This comment has no closing `*/`")
            self.comments.append(Comment(start, self.pos, text[start : self.pos]))

    def line_end(self, offset: int) -> int:
        """The end of the line that `offset` is on, without its line end."""
        match = _LINE.match(self.text, offset)
        return match.end() if match else offset

    def problem(self, kind: str, start: int, end: int, message: str, insert: str | None = None) -> None:
        """Record what is wrong with the token that is being read; what is missing right behind it is no news."""
        self.add(kind, start, end, message, insert)
        self.quiet = end

    def add(self, kind: str, start: int, end: int, message: str, insert: str | None = None) -> None:
        """Record what is wrong with something read before."""
        self.problems.append(Problem(kind, start, end, message, insert))

    def open(self, node: Node) -> None:
        """Put an object or array among the children of the container, and go into it."""
        self.stack[-1].children.append(node)
        self.enter(node)

    def enter(self, node: Node) -> None:
        self.stack.append(node)
        self.opened[node.kind] += 1
        if node.kind == "object":
            self.objects.append(node)
        if self.layout is not None:
            self.layout.enter(node)
        self.expecting = True

    def leave(self, end: int) -> Node:
        """Close the innermost container."""
        node = self.stack.pop()
        node.end = end
        self.opened[node.kind] -= 1
        depth = len(self.stack)
        if depth <= self.doubtful:
            node.incomplete = True
            self.doubtful = depth - 1
        if self.layout is not None:
            self.layout.leave()
        self.expecting = False
        return node

    def leave_unclosed(self, end: int) -> None:
        """Close the innermost container without a bracket."""
        self.guess(self.stack[-1].kind, 1)
        self.unclosed.add(self.leave(end).start)

    def guess(self, kind: str, surplus: int) -> None:
        """Note that a bracket was made up or passed over: of the open containers none is certain to be whole."""
        self.guesses += 1
        self.surplus[kind] += surplus if self.layout is None else -surplus
        self.doubtful = len(self.stack) - 1
