"""Scripts that a command is given to run, as options, here-documents and arguments hold them.

Which option holds the script is known of each interpreter (source: their manuals); a script that is only known at run
time stays closed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aiblsp.record import dataclass
from aiblsp.script.relocate import Part, part_of_text, part_of_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aiblsp.script.command import Command, Language, Word

_SHELLS: Final = frozenset({"sh", "bash", "dash", "zsh", "ksh", "ash"})
_POWERSHELLS: Final = frozenset({"powershell", "pwsh"})
# Shortened as PowerShell lets them be: each start of a name from the shortest on.
_POWERSHELL_SWITCHES: Final = ("-nop", "-noni", "-nol", "-noe", "-sta", "-mta", "-login", "-l", "-i")
_POWERSHELL_CLOSED: Final = ("-e", "-f")  # an encoded command, a file


@dataclass(frozen=True, slots=True)
class Given:
    """A script that a command is given: its text with places, its language, and whether root runs it."""

    part: Part
    language: Language
    elevated: bool = False


def given_to(command: Command, text: str) -> Given | None:
    """The script that a command is given, if it is known."""
    name, args = command.name, command.args
    if name in _SHELLS:
        return _of_shell(command, text)
    if name in _POWERSHELLS:
        words = _of_powershell(name, args)
        return Given(part_of_words(words), "powershell") if words else None
    if command.language == "shell":
        if name == "eval" and args:
            return Given(part_of_words(args), "shell")
        if name in ("su", "runuser"):
            return _of_su(command, text)
        if not name and command.sudo:  # sudo -s, sudo -i
            return _document(command, text, elevated=True)
        return None
    if name == "cmd":
        at = next((place for place, word in enumerate(args) if word.text.lower() in ("/c", "/k", "/r")), None)
        return Given(part_of_words(args[at + 1 :]), "cmd") if at is not None and args[at + 1 :] else None
    if name == "wsl" and args:
        at = next((place for place, word in enumerate(args) if word.text in ("-e", "--exec", "--")), None)
        return Given(part_of_words(args[at + 1 :]), "shell") if at is not None else None
    if name == "invoke-expression":
        words = command.parameter("command") or args[:1]
        return Given(part_of_words(words), "powershell") if words and words[0].quoted else None
    return None


def _of_shell(command: Command, text: str) -> Given | None:
    args = command.args
    for index, word in enumerate(args):
        if word.text.startswith("-") and word.text[1:].isalpha() and "c" in word.text:
            script = next((each for each in args[index + 1 :] if not each.text.startswith("-")), None)
            return Given(part_of_words([script]), "shell") if script is not None else None
        if not word.text.startswith(("-", "+")) or word.text == "-s":
            break
    if all(word.text.startswith("-") for word in args) or any(word.text == "-s" for word in args):
        return _document(command, text, elevated=False)
    return None


def _of_su(command: Command, text: str) -> Given | None:
    script = command.option("-c", "--command")
    users = [word.text for word in command.args if not word.text.startswith("-") and word is not script]
    as_root = (users[:1] or ["root"]) == ["root"] and command.option("-u") is None
    if script is None:
        return _document(command, text, elevated=as_root)
    if script.text.startswith("--command="):
        return None
    return Given(part_of_words([script]), "shell", as_root)


def _document(command: Command, text: str, *, elevated: bool) -> Given | None:
    """What a shell reads from a here-document or a here-string."""
    for redirect in reversed(command.redirects):
        if redirect.body is not None:
            return Given(part_of_text(text, *redirect.body), "shell", elevated)
        if redirect.operator == "<<<" and redirect.target is not None:
            return Given(part_of_words([redirect.target]), "shell", elevated)
    return None


def _of_powershell(name: str, args: Sequence[Word]) -> Sequence[Word]:
    """The words of the command that powershell.exe or pwsh gets in its arguments; none for files and encoded ones."""
    index = 0
    while index < len(args):
        option = args[index].text.lower().replace("/", "-", 1) if args[index].text[:1] in "-/" else ""
        if not option:
            return args[index:] if name == "powershell" else ()
        if option == "-c" or (len(option) > 3 and "-command".startswith(option)):
            return args[index + 1 :]
        if option.startswith(_POWERSHELL_SWITCHES) and not option.startswith("-inp"):
            index += 1
        elif option.startswith(("-ex", "-ep")):
            index += 2
        elif option.startswith(_POWERSHELL_CLOSED):
            return ()
        else:
            index += 2
    return ()
