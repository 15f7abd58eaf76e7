"""Reads the commands of a POSIX or bash script. Comments and here-documents are no commands; nothing is ever run.

It knows as much grammar as it takes to tell commands from data and to say whether one runs for sure. A text that is no
shell script yields some words; nothing raises. `aiblsp.script.nested` reads what `bash -c` and the like are given.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp.record import replace
from aiblsp.script.draft import DEEPEST, StopReadingError, freeze
from aiblsp.script.shell_plain import plain_lines
from aiblsp.script.shell_state import Level, Script
from aiblsp.script.shell_tokens import Tokens

if TYPE_CHECKING:
    from aiblsp.script.command import Command


def read_shell_commands(text: str) -> list[Command]:
    """The commands of a script, outer ones before those within them. Lines that are OPAQUE yield none.

    Takes time in proportion to the text.
    """
    commands: list[Command] = []
    index = plain_lines(text, 0, commands, "", sure=True)
    if index >= len(text):
        return commands
    reader = _Reader(text, commands)
    try:  # noqa: SIM105 - contextlib takes longer to load than a script to read
        reader.read(index, "", None)
    except StopReadingError:
        pass
    reader.settle()
    return commands


class _Reader(Script):
    """Hands each token to the level that it belongs to.

    `commands` are those that no later line says anything of, `drafts` what came after them.
    """

    def __init__(self, text: str, commands: list[Command]) -> None:
        super().__init__(Tokens(text, self._substitution))
        self.text = text
        self.commands = commands
        self.levels: list[Level] = []

    def _substitution(self, index: int, closer: str) -> int:
        in_test, self.tokens.in_test = self.tokens.in_test, False
        end = self.read(index, closer, self.levels[-1].owner(index))
        self.tokens.in_test = in_test
        return end

    def read(self, index: int, closer: str, parent: int | None) -> int:
        """Read commands up to the closing sign, at the top to the end; returns the index after it."""
        if len(self.levels) >= DEEPEST:
            raise StopReadingError
        level = Level(self, closer, parent)
        self.levels.append(level)
        if not closer and index:
            level.before = ";"
        while True:
            token = self.tokens.next(index)
            index = token.end
            if token.kind == "end" or (token.kind == closer and level.closes()):
                break
            level.take(token)
            if token.text == "\n" and not closer and level.fresh():
                index = self._plain(level, index)
        level.finish()
        self.levels.pop()
        return index

    def _plain(self, level: Level, index: int) -> int:
        """The index after the plain lines at `index`. With nothing open, what is in front of them is done with."""
        self.settle()
        return plain_lines(self.text, index, self.commands, level.before, sure=self.sure)

    def settle(self) -> None:
        """Finish with the drafts."""
        for draft in self.drafts:
            if any(redirect.operator.startswith("<<") for redirect in draft.redirects):
                found = self.tokens.documents
                draft.redirects = [replace(each, body=found.get(each.start)) for each in draft.redirects]
        self.commands += freeze(self.drafts, "shell", len(self.commands))
        self.drafts.clear()
