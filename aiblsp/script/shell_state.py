"""How far the reading of a shell script has come: what is open, and the commands so far. Knows no signs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aiblsp.record import dataclass
from aiblsp.script.draft import MOST_OPEN, Draft, StopReadingError, program
from aiblsp.script.shell_names import CLOSING, MIDDLE, OPENING
from aiblsp.script.shell_tokens import Token, Tokens, unknown_word
from aiblsp.script.wrappers import base_name, runs_as_root, unwrap

if TYPE_CHECKING:
    from aiblsp.script.command import Redirect, Within, Word

_PARTS: Final = {"if": "test", "loop": "test", "for": "head", "case": "head", "group": "body", "subshell": "body"}
_OPTIONAL: Final = frozenset({"if", "loop", "for", "case"})  # compounds whose body may not run
_GOES_ON: Final = frozenset({"|", "|&", "&&", "||"})


@dataclass(slots=True)
class _Compound:
    """A compound that is open. What is in it takes over the fields from `conditional` on.

    kind   if, loop, for, case, group, subshell; script for what is around all others
    part   head (of for and case), wait (for the do of a for), test, pattern, body
    first  how many commands there were before it
    chained  whether && or || stands in front of it
    """

    kind: str
    part: str
    first: int
    chained: bool
    conditional: bool
    tested: bool
    fed: bool
    within: Within
    pipe_from: int | None

    @property
    def optional(self) -> bool:
        return self.conditional or (self.part == "body" and self.kind in _OPTIONAL)


class Script:
    """What the levels of one script share. `sure` is False after a line that is not known."""

    def __init__(self, tokens: Tokens) -> None:
        self.tokens = tokens
        self.drafts: list[Draft] = []
        self.sure = True


class Level:
    """The commands between one pair of `$(` and `)`, or of the whole script."""

    def __init__(self, script: Script, closer: str, parent: int | None) -> None:
        conditional = parent is not None and script.drafts[parent].conditional
        within: Within = "substitution" if closer else ""
        self.script = script
        self.parent = parent
        self.open = [_Compound("script", "body", 0, False, conditional, False, False, within, None)]
        self.closed: _Compound | None = None  # the compound that just ended: redirections may follow it
        self.draft: int | None = None  # the command whose words are being read
        self.last: int | None = None  # the one before, of which a pipe or && speaks
        self.before = ""
        self.chained = False  # whether && or || stands in front, in this list
        self.negated = False
        self.defines = False  # whether the next compound is the body of a function
        self.pipe_from: int | None = None

    def fresh(self) -> bool:
        """Whether nothing is open and nothing in front matters to what follows."""
        return (
            len(self.open) == 1
            and self.before == ";"
            and not (self.chained or self.negated or self.defines)
            and self.draft is None
            and self.closed is None
        )

    def closes(self) -> bool:
        """Whether a closing sign ends this level, and not a subshell or a pattern in it."""
        return self.open[-1].part != "pattern" and all(compound.kind != "subshell" for compound in self.open)

    def owner(self, index: int) -> int | None:
        """The command that a substitution at `index` is part of."""
        if self.draft is None and self.open[-1].part in ("head", "pattern"):
            return self.parent
        return self._open_draft(index)

    def take(self, token: Token) -> None:
        """Go on by one token."""
        if token.kind == "operator":
            self._operator(token.text)
        elif token.kind == "opaque":
            self._opaque(token.start)
        elif self.draft is None and self.open[-1].part in ("head", "pattern"):
            self._head(token)
        elif token.redirect is not None:
            self._redirect(token.redirect)
        elif token.kind == "(":
            if self.draft is None:  # elsewhere it is a mistake, or the script of some other shell
                self._push("subshell")
        elif token.kind in (")", "`"):
            self._pop(("subshell",))
        elif token.word is not None:
            self._word(token.word, is_function=token.kind == "function")

    def finish(self) -> None:
        """End the command that is being read."""
        self.closed = None
        self.script.tokens.in_test = False
        if self.draft is None:
            return
        draft = self.script.drafts[self.draft]
        _resolve(draft)
        if draft.words or draft.assignments:
            self.last = self.draft
            if draft.pipe_from is not None and self.script.drafts[draft.pipe_from].pipe_to is None:
                self.script.drafts[draft.pipe_from].pipe_to = self.draft
        self.draft = self.pipe_from = None

    def _open_draft(self, index: int) -> int:
        if self.draft is not None:
            return self.draft
        compound = self.open[-1]
        draft = Draft(
            index,
            index,
            before=self.before,
            conditional=compound.optional or self.chained,
            tested=compound.tested or compound.part == "test" or self.negated,
            fed=compound.fed or self.pipe_from is not None,
            pipe_from=compound.pipe_from if self.pipe_from is None else self.pipe_from,
            parent=self.parent,
            within=compound.within,
            sure=self.script.sure,
        )
        self.script.drafts.append(draft)
        self.draft = len(self.script.drafts) - 1
        return self.draft

    def _operator(self, operator: str) -> None:
        compound = self.open[-1]
        if compound.part in ("head", "pattern") and self.draft is None:
            if compound.kind == "for":
                compound.part = "wait"
            return
        nothing_since = self.draft is None and self.closed is None
        if self.draft is not None:
            self.script.drafts[self.draft].background = operator == "&"
        self.finish()
        if operator == "\n" and nothing_since and self.before in _GOES_ON:
            return  # a pipe or && at the end of a line goes on in the next one
        if operator not in ("|", "|&"):
            self.negated = False
            if operator in ("&&", "||") and self.last is not None:
                self.script.drafts[self.last].tested = True
            self.chained = operator in ("&&", "||")
        self.pipe_from = self.last if operator in ("|", "|&") else None
        self.before = operator if operator in ("&&", "||", "&") else "|" if operator in ("|", "|&") else ";"
        if operator not in _GOES_ON:
            self.last = None
        if operator in (";;", ";&", ";;&") and compound.kind == "case":
            compound.part = "pattern"

    def _opaque(self, index: int) -> None:
        """A line that is not known: it may go on with the command before it, and may open or close anything."""
        if self.draft is not None:
            draft = self.script.drafts[self.draft]
            draft.words.append(unknown_word(index))
            draft.end = index + 1
        self.finish()
        self.script.sure = self.chained = self.negated = False
        self.before, self.pipe_from, self.last = ";", None, None

    def _head(self, token: Token) -> None:
        """What stands between `for` and `do`, or between `case` and its first command."""
        compound = self.open[-1]
        written = token.word.raw if token.word is not None else ""
        if compound.kind == "for":
            compound.part = "body" if written == "do" else compound.part
        elif compound.part == "head":
            compound.part = "pattern" if written == "in" else "head"
        elif written == "esac":
            self._pop(("case",))
        elif token.kind == ")":
            compound.part = "body"
            self.before = ";"

    def _redirect(self, redirect: Redirect) -> None:
        if self.draft is None and self.closed is not None and redirect.operator.startswith("<"):
            for draft in self.script.drafts[self.closed.first :]:
                draft.fed = True
            return
        closed = self.closed
        draft = self.script.drafts[self._open_draft(redirect.start)]
        draft.redirects.append(redirect)
        draft.end = redirect.end
        draft.fed = draft.fed or redirect.operator.startswith("<")
        self.closed = closed

    def _word(self, word: Word, *, is_function: bool) -> None:
        self.closed = None
        draft = None if self.draft is None else self.script.drafts[self.draft]
        if (draft is None or draft.empty) and self._reserved(word.raw):
            return
        if is_function and (draft is None or draft.empty):
            self.defines = True
            return
        draft = self.script.drafts[self._open_draft(word.start)]
        if word.raw in ("[[", "]]"):
            self.script.tokens.in_test = word.raw == "[[" and not draft.words
        draft.words.append(word)
        draft.end = word.end
        if draft.words[0].raw == "function" and len(draft.words) == 2:
            self.finish()
            self.defines = True

    def _reserved(self, written: str) -> bool:
        """Act on a reserved word where a command may start; False for any other word."""
        if written == "!":
            self.negated = True
        elif written in OPENING:
            self._push(OPENING[written])
        elif written in CLOSING:
            self._pop(CLOSING[written])
        elif written in MIDDLE:
            compound = self.open[-1]
            if compound.kind == "if" or (written == "do" and compound.kind in ("loop", "for")):
                compound.part = MIDDLE[written]
            self.before, self.chained, self.last = ";", False, None
        else:
            return False
        return True

    def _push(self, kind: str) -> None:
        if len(self.open) >= MOST_OPEN:
            raise StopReadingError
        outer = self.open[-1]
        within = "function" if self.defines else "subshell" if kind == "subshell" else outer.within
        self.open.append(
            _Compound(
                kind,
                _PARTS[kind],
                len(self.script.drafts),
                self.chained,
                outer.optional or self.chained or self.defines,
                outer.tested or outer.part == "test" or self.negated,
                outer.fed or self.pipe_from is not None,
                within,
                outer.pipe_from if self.pipe_from is None else self.pipe_from,
            )
        )
        self.before, self.chained, self.negated, self.defines = ";", False, False, False
        self.pipe_from = self.last = self.closed = None

    def _pop(self, kinds: tuple[str, ...]) -> None:
        """Close the innermost compound of these kinds, and what was left open in it; without one nothing happens."""
        self.finish()
        at = next((index for index in range(len(self.open) - 1, 0, -1) if self.open[index].kind in kinds), None)
        if at is None:
            return
        compound = self.open[at]
        del self.open[at:]
        self.closed, self.chained = compound, compound.chained
        count = len(self.script.drafts)
        self.last = count - 1 if count > compound.first else None


def _resolve(draft: Draft) -> None:
    """Tell variables, wrappers and name apart, now that all words are there."""
    draft.finished = True
    if draft.words:
        draft.start = min(draft.words[0].start, *(each.start for each in draft.redirects), draft.words[0].start)
    unwrapped = unwrap(draft.words)
    draft.words = unwrapped.words
    draft.assignments = unwrapped.assignments
    draft.wrappers = tuple(unwrapped.wrappers)
    draft.sudo = unwrapped.sudo
    draft.elevated = unwrapped.sudo is not None and runs_as_root(unwrapped.sudo)
    if draft.words:
        first = draft.words[0]
        draft.name = "((" if first.raw.startswith("((") else base_name(program(first))
