"""Commands whose arguments are another command (sudo, env, timeout …): what they run, and how. Shell only."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aiblsp.pattern import later
from aiblsp.record import dataclass, field
from aiblsp.script.command import Assignment
from aiblsp.script.draft import program, tail

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aiblsp.script.command import Word


@dataclass(frozen=True, slots=True)
class _Wrapper:
    """Which options take a value in the next word, how many words stand before the command, whether it sets variables.

    `queries` are options with which it runs nothing.
    """

    valued: frozenset[str] = frozenset()
    before: int = 0
    assigns: bool = False
    queries: frozenset[str] = frozenset()


def _of(valued: str = "", before: int = 0, *, assigns: bool = False, queries: str = "") -> _Wrapper:
    return _Wrapper(frozenset(valued.split()), before, assigns, frozenset(queries.split()))


# Sources: the manual pages of the commands.
_SUDO: Final = _of(
    "-u --user -g --group -h --host -p --prompt -C --close-from -r --role -t --type -T --command-timeout -U "
    "--other-user -D --chdir -R --chroot",
    assigns=True,
    queries="-l --list -v --validate -K --remove-timestamp -e --edit -V --version",
)
WRAPPERS: Final = {
    "sudo": _SUDO,
    "doas": _of("-u -C"),
    "env": _of("-u --unset -C --chdir", assigns=True),
    "nohup": _of(),
    "time": _of("-f -o"),
    "nice": _of("-n --adjustment"),
    "ionice": _of("-c -n -p --class --classdata", queries="-p"),
    "timeout": _of("-k --kill-after -s --signal", before=1),
    "stdbuf": _of("-i -o -e"),
    "setsid": _of(),
    "exec": _of("-a"),
    "command": _of(queries="-v -V"),
    "builtin": _of(),
    "eatmydata": _of(),
    "flock": _of("-w --timeout -E", before=1),
    "xargs": _of("-a -d -E -I -L -n -P -s --arg-file --delimiter --max-lines --max-args --max-procs --max-chars"),
    "retry": _of("-t -d -m --times --delay --tries"),
}
_ASSIGNMENT: Final = later(r"([A-Za-z_]\w*)(?:\[[^\]'\"]*\])?\+?=")


@dataclass(slots=True)
class Unwrapped:
    """What is left of a command without what only runs it."""

    words: list[Word]
    wrappers: list[str] = field(default_factory=list)
    assignments: list[Assignment] = field(default_factory=list)
    sudo: tuple[Word, ...] | None = None


def assignment(word: Word) -> Assignment | None:
    """The variable that a word sets, or None for any other word."""
    found = _ASSIGNMENT.match(word.raw)
    if found is None:
        return None
    value = tail(word, found.end())
    return Assignment(found[1], value, word.start, word.end, array=value.raw.startswith("("))


def unwrap(words: Sequence[Word]) -> Unwrapped:
    """Strip variables and wrappers in front. A wrapper that runs nothing stays as the command."""
    result = Unwrapped([])
    index = _assignments(words, 0, result)
    while index < len(words):
        name = base_name(program(words[index]))
        wrapper = WRAPPERS.get(name)
        if wrapper is None:
            break
        after = _skip_options(words, index + 1, wrapper)
        if after is None:
            break
        options = tuple(words[index + 1 : after])
        after = min(after + wrapper.before, len(words))
        if wrapper.assigns:
            after = _assignments(words, after, result)
        if after >= len(words) and not (name == "sudo" and options):
            break
        result.wrappers.append(name)
        if name == "sudo" and result.sudo is None:
            result.sudo = options
        index = after
    result.words = list(words[index:])
    return result


def runs_as_root(options: tuple[Word, ...]) -> bool:
    """Whether sudo with these options makes root of the user: unless -u names another one."""
    for index, word in enumerate(options):
        if word.text in ("-u", "--user"):
            return index + 1 < len(options) and options[index + 1].value in ("root", "#0")
        if word.text.startswith("--user="):
            return word.text == "--user=root"
        if word.text.startswith("-u") and len(word.text) > 2:
            return word.text == "-uroot"
    return True


def base_name(path: str) -> str:
    """The last part of a path, as shells name commands."""
    return path.rsplit("/", 1)[-1]


def _assignments(words: Sequence[Word], index: int, result: Unwrapped) -> int:
    while index < len(words):
        found = assignment(words[index])
        if found is None:
            break
        result.assignments.append(found)
        index += 1
    return index


def _skip_options(words: Sequence[Word], index: int, wrapper: _Wrapper) -> int | None:
    """The index after a wrapper's options; None where it only answers a question."""
    while index < len(words):
        text = words[index].text
        if not text.startswith("-") or text == "-":
            break
        index += 1
        if text in wrapper.queries:
            return None
        if text == "--":
            break
        if text in wrapper.valued:
            index += 1
    return min(index, len(words))
