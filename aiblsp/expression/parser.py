"""Parsing an expression into a tree, whatever was typed. Does not know which functions there are: see `check`.

Grammar (ARM): a function call, `name(…)` or `namespace.name(…)`, followed by any number of `.member` and `[index]`;
arguments are calls, 'strings' and integers. Iterative and linear; nesting is bounded by `MAX_DEPTH`.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from aiblsp.expression.check import check
from aiblsp.expression.form import is_expression as is_expression
from aiblsp.expression.form import unescape as unescape
from aiblsp.expression.functions import function
from aiblsp.expression.node import (
    MAX_DEPTH,
    MAX_LENGTH,
    Call,
    ExpressionError,
    Index,
    Integer,
    Member,
    Missing,
    Parsed,
    Text,
)
from aiblsp.expression.scanner import scan

if TYPE_CHECKING:
    from aiblsp.expression.node import Expression
    from aiblsp.expression.scanner import Token


_CACHED: Final = 1_000  # characters; longer ones are rare and would fill the memory


def parse(text: str) -> Parsed:
    """Parse a decoded string that starts with `[`; the closing `]` may be missing, as in half-typed text.

    Of syntax errors only the first is told, for the others mostly follow from it. Never raises.
    """
    if len(text) > MAX_LENGTH:
        message = f"this expression has {len(text):,} characters; Azure Resource Manager accepts {MAX_LENGTH:,}"
        return Parsed(text, None, (ExpressionError(0, len(text), message, "too-long"),))
    return _parse_cached(text) if len(text) <= _CACHED else _parse(text)


def _parse(text: str) -> Parsed:
    closed = len(text) > 1 and text.endswith("]")
    parser = _Parser(scan(text, min(1, len(text)), len(text) - closed), closed)
    root = parser.run()
    error = parser.error
    if error is None and not closed:
        error = ExpressionError(len(text), len(text), "`]` is missing at the end of this expression", insert="]")
    if error is not None:
        return Parsed(text, root, (error,))
    return Parsed(text, root, tuple(check(root)) if root is not None else ())


_parse_cached = lru_cache(maxsize=2048)(_parse)


class _Frame:
    """A bracket that is open: a call's parenthesis, or the bracket of an index (then `base` is set)."""

    __slots__ = ("args", "base", "commas", "depth", "name", "namespace", "opened")

    def __init__(self, opened: Token, base: Expression | None, depth: int) -> None:
        self.opened = opened
        self.base = base
        self.name: Token = opened
        self.namespace: Token | None = None
        self.args: list[Expression] = []
        self.commas: list[int] = []
        self.depth = depth  # of the deepest part so far


class _Parser:
    """One pass over the tokens. `value` is the operand just read, None where one is expected."""

    def __init__(self, tokens: list[Token], closed: bool) -> None:
        self.closed = closed
        self.tokens = tokens
        self.position = 0
        self.frames: list[_Frame] = []
        self.value: Expression | None = None
        self.depth = 0  # of `value`
        self.error: ExpressionError | None = None

    def run(self) -> Expression | None:
        while True:
            token = self.tokens[self.position]
            if token.kind == "end":
                break
            if self.depth + len(self.frames) >= MAX_DEPTH:
                message = f"this expression is nested more than {MAX_DEPTH} levels deep"
                self.error = ExpressionError(token.start, token.end, message, "too-deep")
                return None
            self.position += 1
            if self.value is None:
                self._operand(token)
            else:
                self._after(token)
        self._finish(token)
        return self.value

    def fail(self, start: int, end: int, message: str, insert: str | None = None, kind: str = "syntax") -> None:
        if self.error is None:
            self.error = ExpressionError(start, end, message, kind, insert)

    def _operand(self, token: Token) -> None:
        """A token where an operand is expected."""
        if token.kind == "name":
            self._name(token)
        elif token.kind == "text" or token.kind == "number":
            if not self.frames:
                message = (
                    "an expression must be a function call; "
                    "to mean this text as it stands in brackets, start it with `[[`"
                )
                self.fail(token.start, token.end, message, kind="not-a-call")
            self._set(self._text(token) if token.kind == "text" else self._number(token), 1)
        elif token.kind == ")" and self.frames and self.frames[-1].base is None:
            frame = self.frames[-1]
            if frame.commas:
                self.fail(frame.commas[-1], token.end, "an argument is missing after the comma")
                frame.args.append(Missing(token.start, token.start))
            self._close_call(token)
        elif token.kind == "," and self.frames and self.frames[-1].base is None:
            frame = self.frames[-1]
            self.fail(token.start, token.end, "an argument is missing before the comma")
            frame.args.append(Missing(token.start, token.start))
            frame.commas.append(token.start)
        elif token.kind == "]" and self.frames and self.frames[-1].base is not None:
            self.fail(token.start - 1, token.end, "an index or a member name is missing between the brackets")
            self._set(Missing(token.start, token.start), 1)
            self._close_index(token.end)
        else:
            self._unexpected(token)

    def _unexpected(self, token: Token) -> None:
        if token.text.startswith('"'):
            message = "strings in an expression are written in single quotes"
        elif not self.frames:
            message = (
                f"`{_short(token.text)}` cannot start an expression, which is a function call such as "
                "`parameters('name')`; to mean this text as it stands in brackets, start it with `[[`"
            )
            self.fail(token.start, token.end, message, kind="not-a-call")
        else:
            message = f"`{_short(token.text)}` is not expected here: write a function call, a 'string' or an integer"
        self.fail(token.start, token.end, message)

    def _name(self, token: Token) -> None:
        namespace = None
        following = self.tokens[self.position]
        if following.kind == "." and self.tokens[self.position + 1].kind == "name":
            after = self.tokens[self.position + 2].kind
            if after == "(" or function(token.text) is None:
                namespace, token = token, self.tokens[self.position + 1]
                self.position += 2
                following = self.tokens[self.position]
        start = token.start if namespace is None else namespace.start
        if following.kind == "(":
            self.position += 1
            frame = _Frame(following, None, 0)
            frame.name, frame.namespace = token, namespace
            self.frames.append(frame)
            return
        spoken = namespace.text if namespace is not None else None
        self._no_parenthesis(token, start, namespace is None)
        self._set(Call(token.text, (), spoken, start, token.end, token.start, token.end), 1)

    def _no_parenthesis(self, name: Token, start: int, builtin: bool) -> None:
        known = function(name.text) if builtin else None
        if known is not None and known.min_args == 0:
            message = f"`{known.name}` is a function: write `{known.name}()`"
            self.fail(start, name.end, message, "()")
        else:
            message = f"`(` is missing after `{_short(name.text)}`: a name alone is no expression"
            self.fail(start, name.end, message)

    def _text(self, token: Token) -> Text:
        closed = len(token.text) > 1 and token.text.count("'") % 2 == 0
        if not closed:
            self.fail(token.start, token.end, "`'` is missing at the end of this string")
        inner = token.text[1:-1] if closed else token.text[1:]
        return Text(inner.replace("''", "'"), token.start, token.end, closed)

    def _number(self, token: Token) -> Expression:
        if "." in token.text:
            message = f"expressions have no decimal numbers; write `json('{_short(token.text)}')`"
            self.fail(token.start, token.end, message)
            return Missing(token.start, token.end)
        if len(token.text) > 20 or not -(2**63) <= int(token.text) < 2**63:
            self.fail(token.start, token.end, "this integer does not fit into 64 bits")
            return Missing(token.start, token.end)
        return Integer(int(token.text), token.start, token.end)

    def _after(self, token: Token) -> None:
        """A token after a complete operand."""
        value = self.value
        assert value is not None
        frame = self.frames[-1] if self.frames else None
        if token.kind == ".":
            self._member(value, token)
        elif token.kind == "[":
            if isinstance(value, Text | Integer):
                self.fail(token.start, token.end, "only the result of a function has members or elements")
            self.frames.append(_Frame(token, value, self.depth))
            self.value = None
            self.depth = 0
        elif token.kind == "," and frame is not None and frame.base is None:
            self._argument(frame)
            frame.commas.append(token.start)
        elif token.kind == ")" and frame is not None:
            if frame.base is not None:
                self.fail(token.start, token.start, "`]` is missing before this `)`", "]")
                self._close_index(token.start)
                self.position -= 1  # look at the parenthesis again, now outside the index
            else:
                self._argument(frame)
                self._close_call(token)
        elif token.kind == "]" and frame is not None:
            if frame.base is not None:
                self._close_index(token.end)
            else:
                self.fail(token.start, token.start, f"`)` is missing: `{_short(frame.name.text)}(` is not closed", ")")
                if any(outer.base is not None for outer in self.frames):
                    self._argument(frame)
                    self._close_call(None, token.start)
                    self.position -= 1
        elif frame is None:
            if token.kind == ")":
                self.fail(token.start, token.end, "this `)` closes nothing")
            self.fail(token.start, self.tokens[-1].end, "there is text after the end of the expression")
            self.position = len(self.tokens) - 1
        elif frame.base is None and token.kind in ("name", "text", "number"):
            self.fail(value.start, value.end, "a comma is missing after this argument", ",")
            self._argument(frame)
            self.position -= 1
        else:
            self.fail(token.start, token.end, f"`{_short(token.text)}` is not expected here")

    def _member(self, value: Expression, dot: Token) -> None:
        following = self.tokens[self.position]
        if isinstance(value, Text | Integer):
            self.fail(dot.start, dot.end, "only the result of a function has members")
        if following.kind == "name":
            self.position += 1
            self._set(Member(value, following.text, value.start, following.end, following.start), self.depth + 1)
            return
        self.fail(dot.start, dot.end, "a member name is missing after the dot")
        self._set(Member(value, "", value.start, dot.end, dot.end), self.depth + 1)

    def _set(self, value: Expression, depth: int) -> None:
        self.value = value
        self.depth = depth

    def _argument(self, frame: _Frame) -> None:
        assert self.value is not None
        frame.args.append(self.value)
        frame.depth = max(frame.depth, self.depth)
        self.value = None
        self.depth = 0

    def _close_call(self, token: Token | None, end: int = 0) -> None:
        frame = self.frames.pop()
        name, namespace = frame.name, frame.namespace
        call = Call(
            name.text,
            tuple(frame.args),
            namespace.text if namespace is not None else None,
            namespace.start if namespace is not None else name.start,
            token.end if token is not None else end,
            name.start,
            name.end,
            frame.opened.end,
            token.start if token is not None else None,
            tuple(frame.commas),
        )
        self._set(call, frame.depth + 1)

    def _close_index(self, end: int) -> None:
        frame = self.frames.pop()
        assert frame.base is not None
        assert self.value is not None
        depth = max(frame.depth, self.depth) + 1
        self._set(Index(frame.base, self.value, frame.base.start, end), depth)

    def _finish(self, token: Token) -> None:
        """Close what is still open at the end of the text."""
        if not self.frames and self.value is None:
            message = "the expression is empty; to mean this text as it stands in brackets, start it with `[[`"
            self.fail(0, token.end + self.closed, message, kind="not-a-call")
        if self.frames:
            frame = self.frames[-1]
            if frame.base is None:
                missing, message = ")", f"`)` is missing: `{_short(frame.name.text)}(` is not closed"
            else:
                missing, message = "]", "`]` is missing: this index is not closed"
            self.fail(frame.opened.start, token.end, message, missing if len(self.frames) == 1 else None)
        while self.frames:
            frame = self.frames[-1]
            if frame.base is not None:
                if self.value is None:
                    self._set(Missing(token.start, token.start), 1)
                self._close_index(token.end)
                continue
            if self.value is not None:
                self._argument(frame)
            elif frame.commas:
                frame.args.append(Missing(token.start, token.start))
            self._close_call(None, token.end)


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"
