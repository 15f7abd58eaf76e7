"""Which files a command fills, and with what text, where the script says so. Other writers are in `script.writes`.

Sources: the manuals of the commands and the documentation of the PowerShell cmdlets.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aiblsp.record import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from aiblsp.script.command import Command, Word


@dataclass(frozen=True, slots=True)
class Filled:
    """A file that a command fills.

    path   the word that names it
    texts  the words that are written into it, as far as they are literal; `body` is the span of a here-document
    """

    path: Word
    texts: tuple[Word, ...] = ()
    body: tuple[int, int] | None = None


# Cmdlets, the parameter that names the file, and whether it is the first argument without a parameter.
_CMDLETS: Final = {
    "set-content": (("path", "literalpath"), 0),
    "add-content": (("path", "literalpath"), 0),
    "out-file": (("filepath", "literalpath"), 0),
    "tee-object": (("filepath", "literalpath"), 0),
    "new-item": (("path",), 0),
    "copy-item": (("destination",), 1),
    "move-item": (("destination",), 1),
    "invoke-webrequest": (("outfile",), None),
    "invoke-restmethod": (("outfile",), None),
    "start-bitstransfer": (("destination",), 1),
}
_SWITCHES: Final = frozenset(
    {
        *("-append", "-force", "-noclobber", "-nonewline", "-passthru", "-recurse", "-container", "-confirm"),
        *("-whatif", "-verbose", "-debug", "-asbytestream", "-usebasicparsing", "-asjob"),
    }
)
_METHODS: Final = {
    ".writealltext": (1, 2),
    ".appendalltext": (1, 2),
    ".writealllines": (1, 2),
    ".downloadfile": (2, None),
}
_ECHOES: Final = frozenset({"echo", "printf", "write-output", "write-host"})


def fills(commands: Sequence[Command], index: int) -> Iterator[Filled]:
    """The files that the command at `index` fills; of paths that are not known as far as they go."""
    command = commands[index]
    for redirect in command.redirects:
        if redirect.writes is not None and redirect.target is not None:
            body = next((each.body for each in command.redirects if each.body is not None), None)
            yield Filled(redirect.target, _echoed(command), body)
    if command.language == "shell":
        yield from _of_shell(commands, command)
    elif command.name in _CMDLETS:
        yield from _of_cmdlet(commands, command)
    elif command.name in _METHODS:
        at, text = _METHODS[command.name]
        if len(command.words) > at:
            texts = command.words[text : text + 1] if text is not None else ()
            yield Filled(command.words[at], tuple(texts))


def _of_shell(commands: Sequence[Command], command: Command) -> Iterator[Filled]:
    operands = [word for word in command.args if not word.text.startswith("-")]
    if command.name == "tee":
        source = commands[command.pipe_from] if command.pipe_from is not None else None
        holder = source or command
        body = next((each.body for each in holder.redirects if each.body is not None), None)
        for word in operands:
            yield Filled(word, _echoed(source) if source is not None else (), body)
    elif command.name in ("cp", "mv", "install") and len(operands) > 1:
        yield Filled(operands[-1])
    elif command.name in ("curl", "wget"):
        letter, name = ("o", "--output") if command.name == "curl" else ("O", "--output-document")
        bundle = command.short(letter)
        target = command.option(name, *([bundle.text] if bundle is not None and bundle.text.endswith(letter) else []))
        if target is not None:
            yield Filled(target)


def _of_cmdlet(commands: Sequence[Command], command: Command) -> Iterator[Filled]:
    names, place = _CMDLETS[command.name]
    given = command.parameter(*names)
    plain = positional(command)
    path = given[0] if given else plain.pop(place) if place is not None and len(plain) > place else None
    if path is None:
        return
    texts: tuple[Word, ...] = command.parameter("value") or ()
    if not texts and command.name in ("set-content", "add-content"):
        texts = tuple(plain[:1])
    if not texts and command.text_in is not None:
        texts = (command.text_in,)
    if not texts and command.pipe_from is not None:
        texts = _echoed(commands[command.pipe_from])
    yield Filled(path, texts)


def positional(command: Command) -> list[Word]:
    """The arguments of a cmdlet that no parameter takes. A parameter that is no known switch takes one value."""
    found: list[Word] = []
    taken = False
    for word in command.args:
        if word.listed:
            continue
        if not word.quoted and word.text.startswith("-") and word.text[1:2].isalpha():
            taken = word.text.lower() not in _SWITCHES and ":" not in word.text
            continue
        if not taken:
            found.append(word)
        taken = False
    return found


def _echoed(command: Command) -> tuple[Word, ...]:
    """What an echo writes."""
    if command.name not in _ECHOES:
        return ()
    return tuple(word for word in command.args if word.quoted or not word.text.startswith("-"))
