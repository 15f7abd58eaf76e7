"""Which commands download, whether they check whom from, and which run what was downloaded. Fetches nothing.

Sources: the manuals of curl, wget, pip, apt and git, and the documentation of the PowerShell cmdlets.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aiblsp.facts import uris
from aiblsp.facts.access import find_addresses
from aiblsp.record import dataclass

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aiblsp.script.command import Command, Word

_SHELL: Final = frozenset({"curl", "wget", "aria2c", "fetch", "axel"})
_WINDOWS: Final = frozenset(
    {
        "invoke-webrequest",
        "invoke-restmethod",
        "start-bitstransfer",
        "bitsadmin",
        "curl",
        "wget",
        ".downloadfile",
        ".downloadstring",
        ".downloaddata",
        ".downloadfileasync",
        ".downloadfiletaskasync",
    }
)
_INTERPRETERS: Final = frozenset(
    {
        "sh",
        "bash",
        "dash",
        "zsh",
        "ksh",
        "ash",
        "python",
        "python3",
        "perl",
        "ruby",
        "node",
        "php",
        "pwsh",
        "powershell",
    }
)
_SHELLS: Final = frozenset({"sh", "bash", "dash", "zsh", "ksh", "ash"})
_PASSING: Final = frozenset({"tee", "cat", "tr", "sed", "gunzip", "zcat", "gzip", "base64", "out-string"})
_DEEPEST: Final = 8
_FIRST_WORDS: Final = 20  # the script is one of the first arguments


def downloads(command: Command) -> bool:
    """Whether a command is one that downloads."""
    return command.name in (_SHELL if command.language == "shell" else _WINDOWS)


def runs_download(commands: Sequence[Command], index: int) -> Command | None:
    """The command that runs what the command at `index` downloads, without a file in between; None without one."""
    command = commands[index]
    if not downloads(command):
        return None
    runner = _piped_into(commands, index)
    return runner if runner is not None else _given_to(commands, index)


def _piped_into(commands: Sequence[Command], index: int) -> Command | None:
    place = commands[index].pipe_to
    for _ in range(_DEEPEST):
        if place is None:
            return None
        command = commands[place]
        if command.name == "invoke-expression":
            return command
        if command.name in _INTERPRETERS:
            return command if _reads_script(command) else None
        if command.name not in _PASSING:
            return None
        place = command.pipe_to
    return None


def _reads_script(command: Command) -> bool:
    """Whether an interpreter reads its script from its input: it is given no file and no text to run."""
    for word in command.args:
        if word.text in ("-", "-s", "--", "/dev/stdin"):
            return True
        if not word.text.startswith("-"):
            return False
        if command.name not in _SHELLS and word.text in ("-c", "-m", "-e", "-n", "-p", "-ne", "-pe", "-r"):
            return False
        if command.name in _SHELLS and not word.text.startswith("--") and "c" in word.text:
            return False
    return True


def _given_to(commands: Sequence[Command], index: int) -> Command | None:
    """The command that gets the download as a text to run: `bash -c "$(…)"`, `bash <(…)`, `iex (…)`."""
    command = commands[index]
    place = command.parent
    for _ in range(_DEEPEST):
        if place is None or command.within != "substitution":
            return None
        command, inner = commands[place], command
        if command.name == "invoke-expression" or (command.name == ".create" and "scriptblock" in _around(command)):
            return command
        if command.name in ("eval", "source", "."):
            return command if command.language == "shell" else None
        if command.name in _INTERPRETERS and command.language == "shell":
            return command if _takes_as_script(command, inner) else None
        place = command.parent
    return None


def _around(command: Command) -> str:
    return "scriptblock" if command.words and command.words[0].text.lower().startswith("::create") else ""


def _takes_as_script(command: Command, inner: Command) -> bool:
    """Whether the word that a substitution stands in is the script, and not an argument for one."""
    args = command.words[1:_FIRST_WORDS]
    at = next((place for place, word in enumerate(args) if word.start <= inner.start < word.end), None)
    if at is None:
        return False
    if args[at].raw.startswith("<("):
        return all(word.text.startswith("-") for word in args[:at])
    before = args[at - 1].text if at else ""
    return before.startswith("-") and not before.startswith("--") and before.endswith("c")


@dataclass(frozen=True, slots=True)
class Unchecked:
    """A word that switches a check off: the command and the option, what is not checked, what the word's letter is.

    `letter` is set where the word is a bundle of options of which one letter counts.
    """

    word: Word
    what: str
    letter: str = ""


_TLS: Final = "the server's certificate"
_SIGNATURE: Final = "the packages' signatures"
_OPTIONS: Final = {
    "curl": (("--insecure", "--proxy-insecure"), _TLS),
    "wget": (("--no-check-certificate",), _TLS),
    "aria2c": (("--check-certificate=false",), _TLS),
    "pip": (("--trusted-host",), _TLS),
    "pip3": (("--trusted-host",), _TLS),
    "apt": (("--allow-unauthenticated", "--force-yes"), _SIGNATURE),
    "apt-get": (("--allow-unauthenticated", "--force-yes"), _SIGNATURE),
    "yum": (("--nogpgcheck",), _SIGNATURE),
    "dnf": (("--nogpgcheck",), _SIGNATURE),
    "zypper": (("--no-gpg-checks",), _SIGNATURE),
    "rpm": (("--nosignature",), _SIGNATURE),
    "apk": (("--allow-untrusted",), _SIGNATURE),
}


def unchecked(command: Command) -> Unchecked | None:
    """The option of a command that switches off the check of certificates or signatures; None without one."""
    name = command.name
    if name in ("invoke-webrequest", "invoke-restmethod"):
        # curl in Windows PowerShell is this cmdlet, so the whole name is asked for.
        word = next((each for each in command.args if each.text.lower() == "-skipcertificatecheck"), None)
        return Unchecked(word, _TLS) if word is not None and not _asks_itself(command) else None
    options = _OPTIONS.get(name)
    if options is None:
        return None
    names, what = options
    for word in command.args:
        if word.text in names or any(word.text.startswith(f"{each}=") for each in names):
            return None if _asks_itself(command) else Unchecked(word, what)
    if name == "curl":
        bundle = command.short("k", valued="AbcCdDeEFhHKmoPQrTtuUwxXyYz")
        return Unchecked(bundle, _TLS, "k") if bundle is not None and not _asks_itself(command) else None
    return None


def _asks_itself(command: Command) -> bool:
    """Whether a command names addresses, all on the machine that it runs on: nobody is on that way."""
    found = [uris.split(address.text) for word in command.args for address in find_addresses(word.text)]
    return found != [] and all(uri is not None and uris.is_loopback(uri.host) for uri in found)
