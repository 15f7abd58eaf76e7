"""What bash understands and a POSIX shell such as dash does not. Judges nothing; knows no distribution.

Sources: the manual pages of dash and bash. Constructs that dash reads as something else without a complaint (brace
expansion, `echo -e`) are left out: they are no errors.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aiblsp.pattern import later
from aiblsp.record import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from aiblsp.script.command import Command, Word

_BUILTINS: Final = frozenset(
    {"shopt", "declare", "typeset", "let", "pushd", "popd", "mapfile", "readarray", "function", "select"}
)
_OTHER_SHELLS: Final = frozenset({"bash", "zsh", "ksh", "su", "runuser", ""})
_EXPANSION: Final = later(r"\$\{!?\w+(?:\[[^\]]*\])?(,|\^|/|:(?![-=?+]))|\$\{#?\w+\[|\$\{!\w")


@dataclass(frozen=True, slots=True)
class Bashism:
    """One construct: where it stands, how to call it, and what to write in its place (None where that depends).

    `mended` is the text for the whole span.
    """

    start: int
    end: int
    what: str
    instead: str | None = None
    mended: str | None = None


def bashisms(commands: Sequence[Command]) -> Iterator[Bashism]:
    """The constructs of a script that is run by `sh`; what the script hands to bash itself is left out."""
    for command in commands:
        if not _for_bash(commands, command):
            yield from _of_command(command)


def _for_bash(commands: Sequence[Command], command: Command) -> bool:
    """Whether another shell than the script's own reads the command."""
    while command.parent is not None:
        parent = commands[command.parent]
        if command.within not in ("substitution", "process") and parent.name in _OTHER_SHELLS:
            return True
        command = parent
    return False


def _of_command(command: Command) -> Iterator[Bashism]:
    name = command.name
    if name == "[[":
        yield Bashism(command.start, command.end, "[[ … ]]", "`[ … ]`")
    elif name == "((":
        yield Bashism(command.start, command.end, "(( … ))", "`[ … ]` or `$(( … ))`")
    elif name == "source":
        word = command.words[0]
        plain = len(command.words) == 2 and "/" in command.words[1].text
        yield Bashism(word.start, word.end, "source", "`.`", "." if plain else None)
    elif name in _BUILTINS:
        yield Bashism(command.start, command.words[0].end, name)
    elif name == "set" and any(word.text in ("pipefail", "errtrace", "functrace") for word in command.args):
        yield Bashism(command.start, command.end, "set -o pipefail")
    elif name in ("[", "test"):
        for word in command.args:
            if word.raw == "==":
                yield Bashism(word.start, word.end, "==", "`=`", "=")
    for assignment in command.assignments:
        if assignment.array:
            yield Bashism(assignment.start, assignment.end, "an array")
    for redirect in command.redirects:
        if redirect.operator == "<<<":
            yield Bashism(redirect.start, redirect.end, "<<<", "a pipe")
        elif redirect.operator in ("&>", "&>>") and redirect.target is not None:
            append = ">>" if redirect.append else ">"
            yield Bashism(
                redirect.start, redirect.end, "&>", f"`{append} file 2>&1`", f"{append} {redirect.target.raw} 2>&1"
            )
    for word in command.words:
        yield from _of_word(word)


def _of_word(word: Word) -> Iterator[Bashism]:
    if word.value is not None:
        return
    for chunk in word.chunks:
        if chunk.known:
            continue
        if chunk.text.startswith(("<(", ">(")):
            yield Bashism(chunk.start, chunk.start + chunk.length, "<( … )")
        elif chunk.text.startswith("${") and _EXPANSION.match(chunk.text[:200]):
            yield Bashism(chunk.start, chunk.start + chunk.length, "this expansion")
