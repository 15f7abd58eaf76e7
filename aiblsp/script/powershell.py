"""Reads the commands of a PowerShell script. Comments, strings and here-strings are no commands; nothing is ever run.

It tells the parts of a script where a word is a command from those where it is an expression, as PowerShell does by
the first sign of a statement. A text that is no PowerShell yields some words; nothing raises. `aiblsp.script.nested`
reads what `powershell -Command` and the like are given.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from aiblsp.pattern import later
from aiblsp.script.command import OPAQUE, Chunk, Redirect
from aiblsp.script.draft import DEEPEST, StopReadingError, freeze, make_word
from aiblsp.script.powershell_names import CONDITIONAL, DEFINING, LEAVING, PLAIN, TESTING
from aiblsp.script.powershell_plain import plain_lines
from aiblsp.script.powershell_state import Frame, State
from aiblsp.script.powershell_words import DOUBLE, SINGLE, WordReader

if TYPE_CHECKING:
    from aiblsp.script.command import Command

_SPACE: Final = later(r"(?:[ \t\r]|`\r?\n)+")
_COMMENT: Final = later(rf"#[^\n{OPAQUE}]*")
_REDIRECT: Final = later(r"([1-6*]?)(>>|>&|>)")
_SEPARATOR: Final = later(r"\|\||&&|\||;|\n")
_NUMBER: Final = later(r"\d+(?:\.\d+)?(?:[kmgtp]b|l|d)?(?![\w\\/:-]|\.(?!\.))", re.IGNORECASE)
_NAME: Final = later(r"[A-Za-z_]\w*")
_ATTRIBUTE: Final = later(r"\[[A-Za-z_][\w.]*\(")
_CALL: Final = later(r"(?:\.|::)([A-Za-z_]\w*)\(")
_MEMBER: Final = later(r"(?:\.|::)\w+|\[[^\[\]\n(){}'\"]*\]")
_VARIABLE: Final = later(r"[$@](?:\{[^}\n]*\}|(?:\w+:)?\w+|[$?^_])")
_TYPE: Final = later(r"\[[A-Za-z_][\w.,` +]*(?:\[[\w., ]*\])*\]")
_ASSIGN: Final = later(r"(?:[-+*/%]|\?\?)?=(?!=)")
_DASHED: Final = later(r"-[A-Za-z]+|\+\+|--")
_DOT: Final = later(r"\.[ \t'\"“${(]")
_TO_BLOCK: Final = later(r"\s*[{(]")
_VERBATIM: Final = later(rf"[^\n|{OPAQUE}]*")
_BLANK_FREE: Final = later(r"\S+")
_QUOTES: Final = frozenset(SINGLE + DOUBLE)
_STARTS_EXPRESSION: Final = frozenset("$([])@!+-,{") | _QUOTES


def read_powershell_commands(text: str) -> list[Command]:
    """The commands of a script, outer ones before those within them. Lines that are OPAQUE yield none.

    Takes time in proportion to the text.
    """
    commands: list[Command] = []
    index = plain_lines(text, 0, commands, "", sure=True)
    if index >= len(text):
        return commands
    reader = _Reader(text, commands)
    frame = Frame("script", 0, before=";" if index else "")
    try:  # noqa: SIM105 - contextlib takes longer to load than a script to read
        reader.read(index, frame)
    except StopReadingError:
        pass
    reader.settle()
    return commands


class _Reader:
    """Takes one token after the other, and tells the state what it means.

    `commands` are those that no later line says anything of; the state has what came after them.
    """

    def __init__(self, text: str, commands: list[Command]) -> None:
        self.text = text
        self.commands = commands
        self.state = State(text)
        self.words = WordReader(text, self._substitution)
        self.bases: list[int] = []  # how much was open where each `$(` in a word starts

    def read(self, index: int, frame: Frame) -> int:
        """Read until the frame is closed, at the top to the end; returns the index after it."""
        if len(self.bases) >= DEEPEST:
            raise StopReadingError
        state, base = self.state, len(self.state.open)
        self.bases.append(base)
        state.push(frame)
        while index < len(self.text) and len(state.open) > base:
            index = self._token(self._skip(index))
        while len(state.open) > base:
            state.close(len(self.text), len(self.text))
        self.bases.pop()
        return index

    def _plain(self, index: int) -> int:
        """The index after the plain lines at `index`. With nothing open, what is in front of them is done with."""
        self.settle()
        return plain_lines(self.text, index, self.commands, ";", sure=self.state.sure)

    def settle(self) -> None:
        """Finish with the drafts."""
        self.commands += freeze(self.state.drafts, "powershell", len(self.commands))
        self.state.drafts.clear()

    def _substitution(self, index: int) -> int:
        """The commands of a `$(` within a word or string."""
        return self.read(index, self.state.inner("group", index, in_word=True))

    def _skip(self, index: int) -> int:
        """The index after blanks and comments."""
        text = self.text
        while True:
            space = _SPACE.match(text, index)
            if space:
                index = space.end()
            if text.startswith("<#", index):
                end = text.find("#>", index + 2)
                if end < 0 and OPAQUE in text[index:]:
                    raise StopReadingError
                index = len(text) if end < 0 else end + 2
            elif text.startswith("#", index):
                comment = _COMMENT.match(text, index)
                index = comment.end() if comment else index + 1
            elif not space:
                return index

    def _token(self, index: int) -> int:
        """Act on the token at `index`; returns the index after it."""
        text, state = self.text, self.state
        if index >= len(text):
            return index
        frame, sign = state.open[-1], text[index]
        if sign == OPAQUE:
            state.opaque(frame, index)
            return index + 1
        separator = _SEPARATOR.match(text, index)
        if separator:
            # The block of a keyword may start on the next line.
            if sign != "\n" or not frame.keyword or not _TO_BLOCK.match(text, index):
                state.separate(frame, separator.group(), index)
                if sign == "\n" and state.fresh():
                    return self._plain(separator.end())
            return separator.end()
        if sign in ")}":
            return self._closing(sign, index)
        if sign == "&" and frame.mode != "start":
            state.separate(frame, "&", index)
            return index + 1
        if frame.mode == "command":
            return self._argument(frame, sign, index)
        return self._start(frame, sign, index) if frame.mode == "start" else self._expression(frame, sign, index)

    def _start(self, frame: Frame, sign: str, index: int) -> int:
        """The first token of a statement, or what stands between its keyword and the end of its block."""
        text, state = self.text, self.state
        frame.awaits = False
        if frame.keyword:
            return self._after_keyword(frame, sign, index)
        if not frame.called and frame.setting is None:
            frame.statement = index
        if sign == "&" or (sign == "." and _DOT.match(text, index)):
            frame.called = True
            return index + 1
        if frame.called and sign == "{":
            frame.mode, frame.called = "expression", False
            state.push(state.block(index, conditional=False))
            return index + 1
        if not frame.called and (sign in _STARTS_EXPRESSION or _NUMBER.match(text, index)):
            frame.mode = "expression"
            return self._expression(frame, sign, index)
        if frame.called and sign == "(":
            state.named_by(frame, index)
            state.push(state.inner("group", index))
            return index + 1
        if frame.kind == "hash" and not frame.called and frame.setting is None:
            frame.mode = "expression"  # a key
            return self._expression(frame, sign, index)
        word = self.words.argument(index, listed=False)
        if word.end == index:
            return index + 1
        plain = not (frame.called or frame.piped or word.quoted)
        written = word.raw.lower()
        if plain and (written in CONDITIONAL or written in DEFINING or written in PLAIN):
            frame.keyword = written
        elif plain and (written == "exit" or written in LEAVING):
            state.leave(frame, word)
        else:
            frame.mode, frame.called = "command", False
            state.word(frame, word)
        return word.end

    def _after_keyword(self, frame: Frame, sign: str, index: int) -> int:
        """The parenthesis and the block of a keyword; what stands between them, such as a name, does not matter."""
        keyword, state = frame.keyword, self.state
        if sign == "(":
            group = state.inner("group", index)
            group.tested = group.tested or keyword in TESTING
            state.push(group)
            if keyword == "param":
                frame.keyword = ""
            return index + 1
        if sign != "{":
            found = _NAME.match(self.text, index)
            return found.end() if found else index + 1
        block = state.block(index, conditional=keyword in CONDITIONAL or keyword in DEFINING)
        block.within = "function" if keyword in DEFINING else block.within
        frame.keyword = ""
        state.push(block)
        return index + 1

    def _argument(self, frame: Frame, sign: str, index: int) -> int:
        """A word of a command."""
        text, state = self.text, self.state
        if sign == ",":
            frame.listed = True
            return index + 1
        redirect = _REDIRECT.match(text, index)
        if redirect:
            return self._redirect(frame, redirect)
        if text.startswith("--%", index):
            return self._verbatim(frame, index + 3)
        if sign == "{":
            state.push(state.block(index, conditional=True))
            return index + 1
        opening = _opening(text, index)
        if opening:
            state.push(state.inner("hash" if text[opening - 1] == "{" else "group", index))
            return opening
        if text[index - 1] == ")":  # a member of what the parenthesis before gives
            call = _CALL.match(text, index)
            if call:
                state.call(frame, call[1], index, call.end(), in_word=True)
                return call.end()
            member = _MEMBER.match(text, index)
            if member:
                return member.end()
        word = self.words.here_string(index, listed=frame.listed) or self.words.argument(index, listed=frame.listed)
        if word.end > index:
            state.word(frame, word)
        return max(word.end, index + 1)

    def _expression(self, frame: Frame, sign: str, index: int) -> int:
        """A part of an expression: strings are data, parentheses and blocks may hold commands."""
        text, state = self.text, self.state
        frame.parts += 1
        here = self.words.here_string(index) if sign == "@" else None
        if here is not None or sign in _QUOTES:
            word = here or self.words.string(index)
            state.value(frame, word)
            return word.end
        assign = _ASSIGN.match(text, index)
        if assign:
            if frame.kind != "attribute":
                state.set_variable(frame, index)
            return assign.end()
        attribute = _ATTRIBUTE.match(text, index) if sign == "[" else None
        if attribute:  # of a parameter or function, such as [Parameter(Mandatory)]
            inner = state.inner("attribute", index)
            inner.mode = "expression"
            state.push(inner)
            return attribute.end()
        call = _CALL.match(text, index)
        if call:
            state.call(frame, call[1], index, call.end())
            return call.end()
        opening = _opening(text, index)
        if opening:
            state.push(state.inner("hash" if text[opening - 1] == "{" else "group", index))
            return opening
        if sign == "{":
            state.push(state.block(index, conditional=True))
            return index + 1
        found = _VARIABLE.match(text, index) or _NUMBER.match(text, index)
        if found:
            chunk = Chunk(found.group(), index, len(found.group()), known=sign not in "$@")
            state.value(frame, make_word([chunk], found.group(), index, found.end(), quoted=False))
            return found.end()
        other = _MEMBER.match(text, index) or _TYPE.match(text, index) or _DASHED.match(text, index)
        other = other or _NAME.match(text, index)
        if other and other.group().lower() == "in":
            frame.mode = "start"  # what a foreach goes through may be a command
        return other.end() if other else index + 1

    def _redirect(self, frame: Frame, found: re.Match[str]) -> int:
        descriptor, operator = found.groups()
        target = self.words.argument(self._skip(found.end()), listed=False)
        end = max(found.end(), target.end) if target.raw else found.end()
        if frame.draft is not None:
            draft = self.state.drafts[frame.draft]
            draft.redirects.append(Redirect(operator, target if target.raw else None, descriptor, found.start(), end))
            draft.end = end
        return end

    def _verbatim(self, frame: Frame, index: int) -> int:
        """What follows `--%`, up to the end of the line: words as the program gets them."""
        line = _VERBATIM.match(self.text, index)
        end = line.end() if line else index
        for found in _BLANK_FREE.finditer(self.text, index, end):
            chunk = Chunk(found.group(), found.start(), len(found.group()))
            self.state.word(frame, make_word([chunk], found.group(), found.start(), found.end(), quoted=False))
        return end

    def _closing(self, sign: str, index: int) -> int:
        """A closing parenthesis or brace: it ends the innermost frame of its kind, and what was left open in it."""
        state = self.state
        kinds = ("group", "call", "attribute") if sign == ")" else ("block", "hash")
        open_here = range(len(state.open) - 1, self.bases[-1] - 1, -1)
        at = next((place for place in open_here if state.open[place].kind in kinds), None)
        while at is not None and len(state.open) > at:
            state.close(index, index + 1)
        return index + 1


def _opening(text: str, index: int) -> int:
    """The index after a sign that opens a group or hash table; 0 where there is none."""
    if text[index] == "(":
        return index + 1
    if text[index] in "@$" and text.startswith("(", index + 1):
        return index + 2
    return index + 2 if text.startswith("@{", index) else 0
