"""Reads the commands of a line for cmd.exe, as restartCommand and `cmd /c` have it. Nothing is ever run."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from aiblsp.pattern import later
from aiblsp.script.command import OPAQUE, Chunk, Redirect, Word
from aiblsp.script.draft import Draft, freeze, make_word, program
from aiblsp.script.powershell_names import program_name

if TYPE_CHECKING:
    from aiblsp.script.command import Command

_BLANK: Final = later(r"[ \t\r,;=()@]+")
_OPERATOR: Final = later(r"&&|\|\||[&|\n]")
_REDIRECT: Final = later(r"(\d?)(>>|>&|>|<)[ \t]*")
# A variable, a caret with what it escapes, a quoted part, or plain text.
_PART: Final = later(rf"(%[^%\s]*%|![^!\s]*!)|\^(.)|\"([^\"{OPAQUE}]*)\"?|([^ \t\r\n&|<>\"^%!()]+)|([%!()])", re.DOTALL)
_REMARK: Final = later(r"(?:rem(?=\s|\Z)|::)[^\n]*", re.IGNORECASE)
_RUNS_ANOTHER: Final = frozenset({"call", "start"})


def read_cmd_commands(text: str) -> list[Command]:
    """The commands of a line or batch script in order. Takes time in proportion to the text; never raises."""
    drafts: list[Draft] = []
    draft: Draft | None = None
    before, index = "", 0
    while index < len(text):
        blank = _BLANK.match(text, index)
        if blank:
            index = blank.end()
            continue
        operator = _OPERATOR.match(text, index)
        if operator or text[index] == OPAQUE:
            before = operator.group() if operator and operator.group() not in "&\n" else ";"
            if draft is not None:
                draft.tested = before in ("&&", "||")
            draft = None
            index = operator.end() if operator else index + 1
            continue
        remark = _REMARK.match(text, index) if draft is None else None
        if remark:
            index = remark.end()
            continue
        if draft is None:
            draft = Draft(index, index, before=before, conditional=before in ("&&", "||"), finished=True)
            draft.fed = before == "|"
            if before == "|" and drafts:
                draft.pipe_from = len(drafts) - 1
                drafts[-1].pipe_to = len(drafts)
            drafts.append(draft)
        redirect = _REDIRECT.match(text, index)
        if redirect:
            word = _word(text, redirect.end())
            target = word if word.raw else None
            index = max(word.end, redirect.end())
            draft.redirects.append(Redirect(redirect[2], target, redirect[1], redirect.start(), index))
        else:
            word = _word(text, index)
            index = max(word.end, index + 1)
            if word.raw:
                draft.words.append(word)
        draft.end = index
    for each in drafts:
        _name(each)
    return freeze(drafts, "cmd")


def _word(text: str, start: int) -> Word:
    chunks: list[Chunk] = []
    quoted, index = False, start
    while part := _PART.match(text, index):
        variable, escaped, inner, plain, single = part.groups()
        if inner is not None:
            quoted = True
            if inner:
                chunks.append(Chunk(inner, part.start() + 1, len(inner), "%" not in inner))
        elif variable is not None:
            chunks.append(Chunk(variable, index, len(variable), known=False))
        else:
            written = escaped or plain or single or ""
            chunks.append(Chunk(written, index, part.end() - index))
        index = part.end()
    return make_word(chunks, text[start:index], start, index, quoted=quoted)


def _name(draft: Draft) -> None:
    """Name the command; `call` and `start` run another one."""
    while len(draft.words) > 1 and program_name(program(draft.words[0])) in _RUNS_ANOTHER:
        starter = program_name(program(draft.words.pop(0)))
        draft.wrappers += (starter,)
        if starter == "start" and draft.words[0].raw.startswith('"') and len(draft.words) > 1:
            draft.words.pop(0)  # the title of the window
        while starter == "start" and len(draft.words) > 1 and draft.words[0].text.startswith("/"):
            draft.words.pop(0)
    if draft.words:
        draft.name = program_name(program(draft.words[0]))
