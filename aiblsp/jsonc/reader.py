"""The state of one parse and its small steps: trivia, problems, opening and closing containers. Makes no guesses."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from aiblsp.jsonc.node import Comment, Node, Problem

if TYPE_CHECKING:
    from aiblsp.jsonc.layout import Layout

_TRIVIA = re.compile(r"[ \t\r\n]*+(?:(//[^\r\n]*+)|(/\*))?")
_LINE = re.compile(r"[^\r\n]*+")

# Blanks that JSON does not know, and two characters that are as little to be seen. No pattern: it is slow to compile.
_ODD_BLANKS = frozenset(
    "\v\f\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
    "\u200b\ufeff"
)


class Reader:
    """What a parse has come to.

    stack      the open containers; the first is a holder around the root
    expecting  whether a member or element may start here, else a comma or closing bracket
    gap        where the last token ended, before the blanks and comments that were skipped
    quiet      the end of what the last problem was about: what is missing right behind it is no second problem
    opened     per kind of container, how many are open
    surplus    per kind of container, how many more opening than closing brackets there are; with a layout, how many of
               these are still unexplained
    guesses    how many brackets were made up, passed over or taken for others
    doubtful   open containers up to this depth may hold too much or too little
    told       the start of the last comment or odd blank that was recorded: what is read again is not told again
    made_up    containers without an opening bracket
    unclosed   the starts of containers without a closing bracket
    objects    all objects, in the order in which they were opened
    """

    __slots__ = (
        "comments",
        "doubtful",
        "expecting",
        "gap",
        "guesses",
        "layout",
        "made_up",
        "no_comment_ends",
        "objects",
        "opened",
        "pos",
        "problems",
        "quiet",
        "stack",
        "surplus",
        "text",
        "told",
        "unclosed",
    )

    def __init__(self, text: str, layout: Layout | None, surplus: dict[str, int]) -> None:
        self.text = text
        self.layout = layout
        self.surplus = dict(surplus)
        self.pos = 0
        self.gap = 0
        self.expecting = True
        self.quiet = -1
        self.stack = [Node("array", 0, len(text), None, None, [])]
        self.objects: list[Node] = []
        self.comments: list[Comment] = []
        self.problems: list[Problem] = []
        self.unclosed: set[int] = set()
        self.made_up: set[Node] = set()
        self.opened = {"object": 0, "array": 0}
        self.guesses = 0
        self.told = -1
        self.doubtful = 0
        self.no_comment_ends = False

    def skip_trivia(self) -> None:
        """Pass blanks and comments; a comment that is not closed ends with its line."""
        text = self.text
        self.gap = self.pos
        while True:
            match = _TRIVIA.match(text, self.pos)
            if match is None:  # it cannot be: the pattern matches nothing, too
                return
            self.pos = match.end()
            if match.lastindex is None:
                char = text[self.pos : self.pos + 1]
                if char == "#" and text[self.pos + 1 : self.pos + 2] != "{":  # `#{` opens a token of a pipeline
                    self._hash_comment()
                    continue
                if char not in _ODD_BLANKS:
                    return
                self._odd_blanks()
                continue
            start = match.start(match.lastindex)
            new = self._is_new(start)
            if match.lastindex == 2:
                self._block_comment(start, new)
            if new:
                self.comments.append(Comment(start, self.pos, text[start : self.pos]))

    def _is_new(self, start: int) -> bool:
        new = start > self.told
        self.told = max(start, self.told)
        return new

    def _block_comment(self, start: int, new: bool) -> None:
        end = -1 if self.no_comment_ends else self.text.find("*/", start + 2)
        if end < 0:
            self.no_comment_ends = True  # look only once: the next one would search to the end again
            self.pos = self.line_end(start)
            if new:
                self.add("unclosed-comment", start, start + 2, "This comment has no closing `*/`")
        else:
            self.pos = end + 2

    def _hash_comment(self) -> None:
        text, start = self.text, self.pos
        self.pos = self.line_end(start)
        line = text[start : self.pos]
        marks = len(line) - len(line.lstrip("#"))
        certain = line[marks : marks + 1] in ("", " ", "\t")
        message = "A comment starts with `//` here, not with `#`"
        if self._is_new(start):
            self.add("hash-comment", start, start + marks, message, "//" if certain else None)

    def _odd_blanks(self) -> None:
        text, start = self.text, self.pos
        while text[self.pos : self.pos + 1] in _ODD_BLANKS:
            self.pos += 1
        if self.pos == 1 and text[0] == "\ufeff":  # a byte order mark
            return
        message = f"This blank (U+{ord(text[start]):04X}) is not one that JSON allows: type a space"
        if self._is_new(start):
            self.add("odd-blank", start, self.pos, message, " " * (self.pos - start))

    def line_end(self, offset: int) -> int:
        """The end of the line that `offset` is on, without its line end."""
        match = _LINE.match(self.text, offset)
        return match.end() if match else offset

    def on_same_line(self) -> bool:
        """Whether no line ends in the blanks and comments that were skipped last."""
        return self.text.find("\n", self.gap, self.pos) < 0 and self.text.find("\r", self.gap, self.pos) < 0

    def problem(self, kind: str, start: int, end: int, message: str, insert: str | None = None) -> None:
        """Record what is wrong with the last token; that something is missing right behind it is no news then."""
        self.add(kind, start, end, message, insert)
        self.quiet = end

    def add(self, kind: str, start: int, end: int, message: str, insert: str | None = None) -> None:
        """Record a problem that explains no other."""
        self.problems.append(Problem(kind, start, end, message, insert))

    def open(self, node: Node) -> None:
        """Put an object or array among the children of the innermost container, and go into it."""
        self.stack[-1].children.append(node)
        self.enter(node)

    def enter(self, node: Node) -> None:
        """Go into an object or array."""
        self.stack.append(node)
        self.opened[node.kind] += 1
        if node.kind == "object":
            self.objects.append(node)
        if self.layout is not None:
            self.layout.enter(node)
        self.expecting = True

    def leave(self, end: int) -> Node:
        """Close the innermost container at `end`."""
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

    def read_again(self, *, expecting: bool) -> None:
        """Go back to where the last token ended: the containers have changed."""
        self.pos = self.gap
        self.expecting = expecting

    def guess(self, kind: str, surplus: int) -> None:
        """Note a bracket that is not where it should be: none of the open containers is certain to be whole.

        `surplus` is what it adds to the surplus of opening brackets: 1 where a closing one is missing.
        """
        self.guesses += 1
        self.surplus[kind] += surplus if self.layout is None else -surplus
        self.doubtful = len(self.stack) - 1
