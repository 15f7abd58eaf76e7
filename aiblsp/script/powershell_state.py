"""How far the reading of a PowerShell script has come: what is open, and the commands so far. Knows no signs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from aiblsp.pattern import later
from aiblsp.record import dataclass
from aiblsp.script.command import HOLE, Assignment, Chunk
from aiblsp.script.draft import MOST_OPEN, Draft, StopReadingError, make_word, program
from aiblsp.script.powershell_names import command_name

if TYPE_CHECKING:
    from aiblsp.script.command import Within, Word

Mode = Literal["start", "command", "expression"]

_CAST: Final = later(r"(?:\[[^\[\]]*\]\s*)+(?=\$)")
_GOES_ON: Final = frozenset({"|", "||", "&&"})
_LONGEST_TARGET: Final = 200  # what is longer is no variable


@dataclass(slots=True)
class Frame:
    """What is open: the script, a block, a parenthesis or a call; and how far its statement has come.

    kind     script; block for `{`; hash for `@{`; group for `(`, `@(` and `$(`; call for the arguments of a method;
             attribute for those of `[Parameter(…)]`
    start    where it opens
    in_word  whether it is a part of a word, which tells of it itself
    mode     start where a statement may start, then command or expression
    draft    the command (or call) whose words are being read
    keyword  the keyword whose block comes next
    called   whether `&` or `.` stands in front: the next word is a command, even in quotes
    awaits   whether a pipe, && or an equals sign came last: the statement goes on in the next line
    last     the last command of the pipeline; `final` that of the last statement
    literal  the string that an expression consists of so far; `parts` counts what it consists of
    setting  the variable that the statement sets, as the index of its draft
    """

    kind: str
    start: int
    parent: int | None = None
    within: Within = ""
    conditional: bool = False
    tested: bool = False
    in_word: bool = False
    mode: Mode = "start"
    draft: int | None = None
    keyword: str = ""
    called: bool = False
    listed: bool = False
    awaits: bool = False
    before: str = ""
    chained: bool = False
    piped: bool = False
    pipe_from: int | None = None
    text_in: Word | None = None
    last: int | None = None
    final: int | None = None
    statement: int = 0
    literal: Word | None = None
    parts: int = 0
    setting: int | None = None


class State:
    """The stack of what is open and the commands so far. `open[-1]` is where reading goes on."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.drafts: list[Draft] = []
        self.open: list[Frame] = []
        self.sure = True

    def push(self, frame: Frame) -> None:
        if len(self.open) >= MOST_OPEN:
            raise StopReadingError
        frame.statement = frame.start
        self.open.append(frame)

    def fresh(self) -> bool:
        """Whether nothing is open and nothing in front matters to what follows."""
        frame = self.open[-1]
        return (
            len(self.open) == 1
            and frame.mode == "start"
            and frame.before == ";"
            and not (frame.keyword or frame.called or frame.listed or frame.awaits or frame.chained or frame.piped)
            and frame.draft is None
            and frame.setting is None
        )

    def inner(self, kind: str, start: int, *, in_word: bool = False) -> Frame:
        """A frame for what opens at `start` within the innermost one."""
        frame = self.open[-1]
        owned = frame.draft is not None
        return Frame(
            kind,
            start,
            parent=frame.draft if owned else frame.parent,
            within="substitution" if owned else frame.within,
            conditional=frame.conditional or frame.chained,
            tested=frame.tested,
            in_word=in_word,
        )

    def block(self, start: int, *, conditional: bool) -> Frame:
        """A frame for a block that opens at `start`: a command's argument, or what a keyword governs."""
        block = self.inner("block", start)
        block.conditional = block.conditional or conditional
        if self.open[-1].draft is not None:
            block.within = "block"
        return block

    def word(self, frame: Frame, word: Word) -> None:
        """The next word of the command that is being read; the first one is its name."""
        draft = self._open_draft(frame, word.start)
        if not draft.words:
            draft.name = command_name(program(word))
        draft.words.append(word)
        draft.end = word.end
        frame.listed = False

    def named_by(self, frame: Frame, start: int) -> None:
        """A parenthesis at `start` that gives the name of a command."""
        frame.mode, frame.called = "command", False
        self._open_draft(frame, start)

    def call(self, frame: Frame, name: str, start: int, end: int, *, in_word: bool = False) -> None:
        """A call of a method, written from `start` to before `end`; what it is called on counts as piped into it."""
        inner = self.inner("call", end, in_word=in_word)
        inner.mode = "expression"
        inner.pipe_from = frame.last if frame.draft is None else None
        self.push(inner)
        draft = self._open_draft(inner, start)
        draft.words.append(_known(self.text[start : end - 1], start))
        draft.name = f".{name.lower()}"
        draft.end = end

    def leave(self, frame: Frame, word: Word) -> None:
        """exit, return and the like. What follows exit and throw is their argument, not a command."""
        self.word(frame, word)
        self.drafts[frame.draft or 0].name = word.raw.lower()
        if word.raw.lower() in ("exit", "throw"):
            frame.mode = "expression"
        else:
            self._finish(frame)

    def value(self, frame: Frame, word: Word) -> None:
        """A literal or variable: an argument of the call or keyword that is being read, or the whole expression."""
        if frame.draft is not None:
            self.word(frame, word)
        elif frame.parts == 1 and word.quoted:
            frame.literal = word

    def set_variable(self, frame: Frame, index: int) -> None:
        """An equals sign at `index`: what follows is a statement again."""
        target = self.text[frame.statement : index].strip() if index - frame.statement < _LONGEST_TARGET else ""
        if frame.draft is not None or not target:
            return
        if frame.setting is None:
            draft = self._draft(frame, frame.statement)
            name = _CAST.sub("", target, count=1).strip("'\"").lower()
            draft.assignments.append(Assignment(name, None, frame.statement, index))
            frame.setting = len(self.drafts) - 1
        frame.mode, frame.awaits = "start", True
        frame.literal, frame.parts = None, 0

    def opaque(self, frame: Frame, index: int) -> None:
        """A line that is not known: it may go on with the command before it, and may open or close anything."""
        if frame.draft is not None:
            draft = self.drafts[frame.draft]
            draft.words.append(_unknown(HOLE, "", index, index + 1))
            draft.end = index + 1
        self.end(index)
        self.sure = False

    def separate(self, frame: Frame, sign: str, index: int) -> None:
        """The end of a command: by a pipe, by && and ||, or of the whole statement."""
        if sign == "\n" and (frame.listed or frame.awaits or frame.kind in ("call", "attribute")):
            return
        if sign not in _GOES_ON:
            if sign == "&" and frame.draft is not None:
                self.drafts[frame.draft].background = True
            self.end(index)
            frame.before = "&" if sign == "&" else ";"
            return
        literal = frame.literal if frame.mode == "expression" and frame.parts == 1 else None
        self._finish(frame)
        frame.piped = sign == "|"
        frame.pipe_from = frame.last if frame.piped else None
        frame.text_in = literal if frame.piped else None
        if not frame.piped:
            if frame.last is not None:
                self.drafts[frame.last].tested = True
            frame.chained = True
            frame.last = None
        frame.before, frame.awaits = sign, True
        frame.mode, frame.literal, frame.parts = "start", None, 0

    def end(self, index: int) -> None:
        """The end of the innermost frame's statement."""
        frame = self.open[-1]
        if frame.setting is not None:
            draft = self.drafts[frame.setting]
            value = frame.literal if frame.parts == 1 else None
            set_to = draft.assignments[0]
            draft.assignments[0] = Assignment(set_to.name, value, set_to.start, index)
            draft.end = index
            draft.finished = True
        self._finish(frame)
        frame.final = frame.last if frame.last is not None else frame.final
        frame.setting = frame.literal = frame.pipe_from = frame.text_in = frame.last = None
        frame.parts, frame.before, frame.keyword, frame.mode = 0, ";", "", "start"
        frame.called = frame.listed = frame.awaits = frame.chained = frame.piped = False

    def close(self, index: int, end: int) -> None:
        """End the innermost frame at `index` and go on in what is around it, from `end` on."""
        self.end(index)
        closed = self.open.pop()
        if not self.open:
            return
        frame = self.open[-1]
        if frame.draft is None:
            if frame.mode == "expression" and closed.final is not None:
                frame.last = closed.final
            return
        self.drafts[frame.draft].end = end
        if not closed.in_word:
            self.drafts[frame.draft].words.append(
                _unknown(self.text[closed.start : end], None, closed.start, end, listed=frame.listed)
            )
            frame.listed = False

    def _finish(self, frame: Frame) -> None:
        """End the command that is being read."""
        if frame.draft is None:
            return
        draft = self.drafts[frame.draft]
        draft.finished = True
        if draft.pipe_from is not None and self.drafts[draft.pipe_from].pipe_to is None:
            self.drafts[draft.pipe_from].pipe_to = frame.draft
        frame.last, frame.draft = frame.draft, None
        frame.pipe_from, frame.piped, frame.text_in = None, False, None

    def _open_draft(self, frame: Frame, index: int) -> Draft:
        if frame.draft is not None:
            return self.drafts[frame.draft]
        draft = self._draft(frame, index)
        draft.fed = frame.piped
        draft.pipe_from = frame.pipe_from
        draft.text_in = frame.text_in
        draft.before = "|" if frame.piped else frame.before
        frame.draft = len(self.drafts) - 1
        return draft

    def _draft(self, frame: Frame, index: int) -> Draft:
        draft = Draft(
            index,
            index,
            before=frame.before,
            conditional=frame.conditional or frame.chained,
            tested=frame.tested,
            parent=frame.parent,
            within=frame.within,
            sure=self.sure,
        )
        self.drafts.append(draft)
        return draft


def _known(text: str, start: int) -> Word:
    return make_word([Chunk(text, start, len(text))], text, start, start + len(text), quoted=False)


def _unknown(text: str, raw: str | None, start: int, end: int, *, listed: bool = False) -> Word:
    chunk = Chunk(text, start, end - start, known=False)
    return make_word([chunk], text if raw is None else raw, start, end, quoted=False, listed=listed)
