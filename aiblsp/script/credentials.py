"""Passwords and keys that a command is given as words: `docker login -p …`, `net user …`, `ConvertTo-SecureString …`.

Variables and placeholders are none. What is a secret by its looks, wherever it stands, is in `facts.secrets`. Sources:
the commands' manuals.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aiblsp.facts.secrets import is_placeholder
from aiblsp.record import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from aiblsp.script.command import Command, Word


@dataclass(frozen=True, slots=True)
class Credential:
    """A secret among the words of a command: what it is, as a noun, and where it stands in the script."""

    kind: str
    command: Command
    start: int
    end: int


# Options that take a secret, whatever the command.
_LONG: Final = (
    "--password", "--admin-password", "--client-secret", "--account-key", "--sas-token", "--access-token", "--api-key",
    "--http-password", "--ftp-password", "--proxy-password", "--registry-password", "--connection-string",
    "--passphrase",
)  # fmt: skip
_LOGINS: Final = frozenset({"docker", "podman", "nerdctl", "helm", "oras", "az", "oc", "skopeo", "buildah"})
_MYSQL: Final = frozenset({"mysql", "mysqldump", "mysqladmin", "mariadb", "mariadb-dump"})
_KEYTOOL: Final = ("-storepass", "-keypass", "-srcstorepass", "-deststorepass")
_SECURE_PARAMETERS: Final = ("password", "accountkey", "storageaccountkey", "sastoken", "accesstoken", "clientsecret")


def find_credentials(commands: Sequence[Command]) -> Iterator[Credential]:
    """The secrets among the words of commands. `commands` is a whole script, for pipes lead from one to another."""
    for command in commands:
        yield from _general(command)
        if command.language == "shell":
            yield from _of_shell(command, commands)
        else:
            yield from _of_windows(command)


def _general(command: Command) -> Iterator[Credential]:
    for name in _LONG:
        yield from _word(command, command.option(name), "a password or key", after=name)
    if command.name in _LOGINS and command.word("login") is not None:
        yield from _word(command, command.option("-p"), "a password")
    if command.name == "sshpass":
        yield from _word(command, command.option("-p"), "a password")
        yield from _attached(command, "-p", "a password")
    if command.name == "keytool":
        for name in _KEYTOOL:
            yield from _word(command, command.option(name), "a password")
    if command.name == "openssl":
        for word in command.args:
            if word.text.startswith("pass:"):
                yield from _part(command, word, len("pass:"), "a password")


def _of_shell(command: Command, commands: Sequence[Command]) -> Iterator[Credential]:
    if command.name in _MYSQL:
        yield from _attached(command, "-p", "a password")
    elif command.name == "curl":
        user = command.option("-u", "--user")
        if user is not None and ":" in user.text:
            yield from _part(command, user, user.text.index(":") + 1, "a password")
    elif command.name == "unzip":
        yield from _word(command, command.option("-P"), "a password")
    elif command.name in ("7z", "7za", "7zr"):
        yield from _attached(command, "-p", "a password")
    elif command.name in ("useradd", "usermod"):
        yield from _word(command, command.option("-p", "--password"), "a password hash")
    elif command.name == "chpasswd":
        for redirect in command.redirects:
            if redirect.operator == "<<<" and redirect.target is not None and ":" in redirect.target.text:
                start = redirect.target.text.index(":") + 1
                yield from _part(command, redirect.target, start, "a password")
    elif command.name in ("echo", "printf") and command.pipe_to is not None:
        yield from _echoed(command, commands[command.pipe_to])


def _echoed(command: Command, receiver: Command) -> Iterator[Credential]:
    """What echo writes into a command that reads a password."""
    word = next((each for each in command.args if not each.text.startswith("-")), None)
    if word is None:
        return
    if receiver.name == "chpasswd" and ":" in word.text:
        yield from _part(command, word, word.text.index(":") + 1, "a password")
    elif _reads_password(receiver):
        yield from _word(command, word, "a password")


def _reads_password(command: Command) -> bool:
    if command.name == "passwd":
        return command.word("--stdin") is not None
    if command.name in _LOGINS:
        return command.word("--password-stdin") is not None
    return any(option.text in ("-S", "--stdin") for option in command.sudo or ())


def _of_windows(command: Command) -> Iterator[Credential]:
    if command.name == "convertto-securestring" and _plain_text(command):
        words = command.parameter("string") or command.args[:1]
        yield from _word(command, words[0] if words and words[0].quoted else None, "a password")
    elif command.name == "net" and command.args[:1] == (command.word("user"),):
        plain = [word for word in command.args[1:] if not word.text.startswith("/")]
        if len(plain) == 2 and plain[1].text != "*":
            yield from _word(command, plain[1], "a password")
    elif command.name == "cmdkey":
        yield from _attached(command, "/pass:", "a password")
    elif command.name == "schtasks":
        yield from _after(command, "/rp", "a password")
    elif command.name in ("psexec", "psexec64"):
        yield from _after(command, "-p", "a password")
    elif command.name == "reg" and command.word("DefaultPassword") is not None:
        yield from _after(command, "/d", "a password")
    elif command.language == "powershell" and "-" in command.name:
        for name in _SECURE_PARAMETERS:
            given = command.parameter(name)
            if given:
                yield from _word(command, given[0], "a password or key")


def _plain_text(command: Command) -> bool:
    return command.parameter("asplaintext") is not None


def _after(command: Command, option: str, kind: str) -> Iterator[Credential]:
    """The word after an option whose case does not count."""
    found = command.word(option)
    if found is not None:
        at = command.args.index(found) + 1
        yield from _word(command, command.args[at] if at < len(command.args) else None, kind)


def _attached(command: Command, option: str, kind: str) -> Iterator[Credential]:
    """What stands in the same word as an option."""
    for word in command.args:
        if word.text.lower().startswith(option) and len(word.text) > len(option):
            yield from _part(command, word, len(option), kind)


def _word(command: Command, word: Word | None, kind: str, after: str = "") -> Iterator[Credential]:
    if word is None:
        return
    start = len(after) + 1 if after and word.text.startswith(f"{after}=") else 0
    yield from _part(command, word, start, kind)


def _part(command: Command, word: Word, start: int, kind: str) -> Iterator[Credential]:
    """The text of a word from an index on, unless it is a variable or stands for a secret only."""
    text = word.text[start:]
    if word.value is None or is_placeholder(text) or (not start and text.startswith("-")):
        return
    yield Credential(kind, command, *word.span(start, len(word.text)))
