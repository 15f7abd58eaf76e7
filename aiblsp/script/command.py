"""What reading a script yields: words and commands with their places. Data and small questions; it reads nothing.

All starts and ends are indexes into the text that was read, end exclusive.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Literal

from aiblsp.record import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

Language = Literal["shell", "powershell", "cmd"]
Within = Literal["", "subshell", "substitution", "function", "block", "string", "process"]

OPAQUE: Final = "\ue000"
"""Stands for a whole line that is not known; readers take it for a line of its own that may do anything."""
HOLE: Final = "\ue001"
"""Stands for a part of a word that is not known, such as what an outer script fills in."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """A stretch of a word's text that stands in the script as it is, from `start` on; `length` is written length.

    For an escape the text is one character and the length two. `known` is False for an expansion.
    """

    text: str
    start: int
    length: int
    known: bool = True


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a command.

    text    the word without its quotes and escapes; expansions stay as they are written
    value   the same where the word has no expansion and is thus known, else None
    raw     as written
    quoted  whether some of it was in quotes
    listed  whether a comma joins it to the word before (PowerShell)
    """

    text: str
    value: str | None
    raw: str
    start: int
    end: int
    quoted: bool = False
    listed: bool = False
    chunks: tuple[Chunk, ...] = ()

    @property
    def prefix(self) -> str:
        """The text up to the first part that is not known."""
        if self.value is not None:
            return self.value
        known = []
        for chunk in self.chunks:
            if not chunk.known:
                break
            known.append(chunk.text)
        return "".join(known).split(HOLE, 1)[0]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where the characters `start` to `end` of `text` are written in the script."""
        if not self.chunks:
            return self.start, self.end
        found_start, found_end = self.start, self.end
        at = 0
        for chunk in self.chunks:
            size = len(chunk.text)
            same = size == chunk.length
            if at <= start < at + size:
                found_start = chunk.start + (start - at if same else 0)
            if at < end <= at + size:
                found_end = chunk.start + (end - at if same else chunk.length)
                break
            at += size
        return found_start, max(found_start, found_end)


@dataclass(frozen=True, slots=True)
class Assignment:
    """A variable that is set: `NAME=value` in a shell, `$name = value` in PowerShell (name in lower case, with `$`).

    `value` is None where it is not a single word or string; start and end span name and value.
    """

    name: str
    value: Word | None
    start: int
    end: int
    array: bool = False


@dataclass(frozen=True, slots=True)
class Redirect:
    """A redirection. `operator` is without the descriptor: `>`, `>>`, `<`, `<<`, `<<<`, `&>`, `>&` …

    `body` is the span of a here-document's text.
    """

    operator: str
    target: Word | None
    descriptor: str
    start: int
    end: int
    body: tuple[int, int] | None = None

    @property
    def append(self) -> bool:
        return self.operator.endswith(">>")

    @property
    def writes(self) -> str | None:
        """The file that this writes to, as far as its text goes; None for input and for copies of descriptors."""
        if self.target is None or self.operator not in (">", ">>", ">|", "&>", "&>>", "*>", "*>>"):
            return None
        return self.target.text


@dataclass(frozen=True)
class Command:
    """One simple command. `words[0]` is its name; there are no words where it only sets variables.

    Readers may put off what takes time until somebody asks for it (see `put_off`).

    name        what to compare: without folders; in PowerShell and cmd in lower case, aliases resolved, without `.exe`.
                A method call is `.name`, with its literal arguments as words. Empty where the name is not known
    before      the operator in front: "", ";" (also for a new line), "&&", "||", "|", "&"
    wrappers    names of commands in front that only run this one (sudo, env, nohup, timeout …)
    sudo        the words of sudo's options, or None without sudo
    elevated    whether sudo runs this as root, or what this is part of
    conditional whether it may not run: in the body of an if, case, loop or function, in a catch, or after && and ||
    tested      whether its failure is looked at: as a condition, before && or ||, or with `!`
    fed         whether its input comes from a pipe, a file or a here-document
    pipe_from, pipe_to  the neighbours in the pipe, as indexes into the list of commands
    text_in     the string that is piped in where no command but a string stands in front (PowerShell)
    parent      the index of the command that this is part of: of the `bash -c`, the `$(…)`, the script block
    within      what kind of part that is
    sure        False after a line that is not known
    """

    name: str
    words: tuple[Word, ...]
    start: int
    end: int
    language: Language
    assignments: tuple[Assignment, ...] = ()
    redirects: tuple[Redirect, ...] = ()
    before: str = ""
    wrappers: tuple[str, ...] = ()
    sudo: tuple[Word, ...] | None = None
    elevated: bool = False
    conditional: bool = False
    tested: bool = False
    background: bool = False
    fed: bool = False
    pipe_from: int | None = None
    pipe_to: int | None = None
    text_in: Word | None = None
    parent: int | None = None
    within: Within = ""
    sure: bool = True

    if not TYPE_CHECKING:

        def __getattr__(self, name):
            # Asked only for what is not there: a field that was put off.
            if name not in _MAY_BE_PUT_OFF:
                raise AttributeError(name)
            for field, value in self._read(name).items():
                object.__setattr__(self, field, value)
            return vars(self)[name]

    @property
    def args(self) -> tuple[Word, ...]:
        """The words after the name."""
        return self.words[1:]

    @property
    def unconditional(self) -> bool:
        """Whether it surely runs, in the script itself and not in a part that it starts."""
        return self.sure and not self.conditional and self.within in ("", "block")

    def word(self, *values: str) -> Word | None:
        """The first argument that is one of `values`; case counts in a shell only."""
        if self.language == "shell":
            return next((word for word in self.args if word.value in values), None)
        lowered = {value.lower() for value in values}
        return next((word for word in self.args if word.value is not None and word.value.lower() in lowered), None)

    def short(self, letter: str, valued: str = "") -> Word | None:
        """The argument that holds the one-letter option, alone or in a bundle such as -fsSL.

        `valued` names the options that take a value: what follows one of them in its bundle is no option.
        """
        for word in self.args:
            bundle = word.value
            if bundle is None or len(bundle) < 2 or bundle[0] != "-" or bundle[1] == "-":
                continue
            for sign in bundle[1:]:
                if sign == letter:
                    return word
                if sign in valued or not sign.isalpha():
                    break
        return None

    def option(self, *names: str) -> Word | None:
        """The word that holds the value of an option: the next one, or the same one in `--name=value`."""
        args = self.args
        for index, word in enumerate(args):
            if word.text in names:
                return args[index + 1] if index + 1 < len(args) else None
            if any(name.startswith("--") and word.text.startswith(f"{name}=") for name in names):
                return word
        return None

    def parameter(self, *names: str) -> tuple[Word, ...] | None:
        """The values of a PowerShell parameter, or () for a switch; None where it is not given.

        Names come in lower case without the hyphen. A shortened name of three letters or more counts.
        """
        args = self.args
        for index, word in enumerate(args):
            given, colon, _ = word.text[1:].lower().partition(":")
            if not word.raw.startswith("-") or not _means(given, names):
                continue
            values = [word] if colon and not word.text.endswith(":") else []
            values += _values(args[index + 1 :]) if not values else ()
            return tuple(values)
        return None


_MAY_BE_PUT_OFF: Final = frozenset({"words", "assignments", "redirects"})
_delete, _set = object.__delattr__, object.__setattr__


def put_off(command: Command, fields: Iterable[str], read: Callable[[str], dict[str, Any]]) -> Command:
    """Let a new command do without some fields until one of them is asked for.

    The fields are words, assignments or redirects. `read` gets the name of one and returns it, perhaps with others.
    Rules look at the names of most commands and at nothing else: not to read the rest is several times faster.
    """
    for name in fields:
        _delete(command, name)
    _set(command, "_read", read)
    return command


def _means(given: str, names: tuple[str, ...]) -> bool:
    return given in names or (len(given) > 2 and any(name.startswith(given) for name in names))


def _values(words: tuple[Word, ...]) -> Iterator[Word]:
    """The words that belong to a parameter: the first one unless it is a parameter, and those that commas add."""
    for index, word in enumerate(words):
        if index and not word.listed:
            return
        if not index and word.raw.startswith("-") and word.text[1:2].isalpha():
            return
        yield word
