"""Plain lines are read by a shorter way, and first looks spare reading: here every script is read the long way too.

What is found must be the same, and nothing be there that a first look denies.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aiblsp.jsonc.parser import parse
from aiblsp.script import powershell, shell
from aiblsp.script.asking import asks_in_shell, may_ask
from aiblsp.script.command import HOLE, OPAQUE
from aiblsp.script.draft import in_order
from aiblsp.script.installers import INSTALLING, installs
from aiblsp.script.installing import LEAVING, leaves_work
from aiblsp.script.lines import join
from aiblsp.script.nested import read_with_nested
from aiblsp.script.packages import package_command
from aiblsp.script.privilege import needs_root
from aiblsp.script.shell_plain import is_behind_sudo
from aiblsp.script.writes import is_protected, redirects, writes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aiblsp.jsonc.node import Node
    from aiblsp.script.command import Command, Language

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared" / "corpus"
_CASE = re.compile(r"^```(shell|powershell)\n(.*?)```\n", re.MULTILINE | re.DOTALL)

NAMES = (
    *("apt-get", "./a.sh", "/usr/bin/env", "sudo", "sudo X=1", "sudo -E", "env", "X=1", "if", "then", "fi", "while"),
    *("done", "for x in", "do", "case x in", "esac", "function f", "f()", "{", "}", "!", "[[", "[", "time", "bash -c"),
    *("find . -exec", "2", "a/", "exit", "return", "Get-Item", "C:\\a\\b.exe", ".\\a.ps1", "& a", ". a", "iwr", "%"),
    *("$x =", "$env:X =", "$x +=", "[int]$x =", "foreach", "try", "else", "begin", "throw", "class", "param", "'a'"),
    *(f"${'x' * 220} =", f"$x{' ' * 220}=", "1", "?"),
)
WORDS = (
    *("a", "-y", "--a=b", "--%", "#a", "a#b", "'a b'", '"a b"', '"a $x"', '"$(a)"', "$x", "${x}", "${x:-a}", "$(a b)"),
    *("'a", '"', "a'b'c", "'a''b'", "$'a'", '$"a"', "$", "$#", "$$", "`a`", "\\a", "a\\", "a\\ b", ">a", "> a", "2>a"),
    *("12>a", "2>&1", ">&", ">>a", ">|a", "&>a", "<a", "<<E", "<<<a", "{x}>a", "é", "@a", "@'", "@{a=1}", "(a)", "a,b"),
    *(",", "a,", "{a}", "a{", "=", "X=1", "X=", "[[", "]]", "a:b", "1.5", "-a:b", "*", "~", "!", OPAQUE, HOLE, "“a”"),
    "\u00a0",
)
ENDINGS = (
    *(
        "\n",
        "\n\n",
        "\r\n",
        " \n",
        "\\\n",
        "`\n",
        " | ",
        "|",
        "||",
        " && ",
        "|&",
        " |\n",
        "&&\n",
        ";",
        " ; ",
        "&",
        " &\n",
    ),
    *(" # a\n", "\nE\n", f"\n{OPAQUE}\n", "", " )", "}", ",\n"),
)
PIECE = st.tuples(
    st.sampled_from(("", "", "", " ", "\t")),
    st.sampled_from(NAMES),
    st.lists(st.sampled_from(WORDS), max_size=3).map(" ".join),
    st.sampled_from(ENDINGS),
).map(lambda piece: f"{piece[0]}{piece[1]} {piece[2]}{piece[3]}")
LANGUAGES: tuple[Language, ...] = ("shell", "powershell")


def _read(text: str, language: Language) -> list[Command]:
    """Not through the door of the room, which may remember what it read."""
    return in_order(read_with_nested(text, language))


def _the_long_way(text: str, language: Language) -> list[Command]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(shell, "plain_lines", lambda _, index, *__, **___: index)
        patch.setattr(powershell, "plain_lines", lambda _, index, *__, **___: index)
        return _read(text, language)


def _strings(node: Node) -> Iterator[str]:
    waiting = [node]
    while waiting:
        each = waiting.pop()
        waiting += each.children
        if each.key is not None and each.key.text.lower() == "inline":
            lines = [line.value for line in (each.children or [each]) if line.kind == "string"]
            yield "\n".join(lines)
            yield from lines


def _scripts() -> list[str]:
    """Every script of the tests, the examples and the corpus."""
    found: dict[str, None] = {}
    for path in sorted(ROOT.glob("tests/**/*.md")):
        text = path.read_text("utf-8")
        found |= dict.fromkeys(case[2] for case in _CASE.finditer(text))
        for block in re.findall(r'"inline": (\[[^\]]*\])', text):
            try:
                found["\n".join(line for line in json.loads(block) if isinstance(line, str))] = None
            except ValueError:
                continue
    for path in (*sorted(ROOT.glob("tests/**/*.json")), *sorted(SHARED.rglob("*.json"))):
        root = parse(path.read_text("utf-8", errors="replace")).root
        found |= dict.fromkeys(_strings(root)) if root is not None else {}
    return list(found)


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_scripts_that_there_are(language: Language) -> None:
    scripts = _scripts()
    assert len(scripts) > 100
    for text in scripts:
        assert _read(text, language) == _the_long_way(text, language), text


@settings(max_examples=400)
@given(st.lists(PIECE, min_size=1, max_size=6).map("".join))
def test_scripts_that_nobody_wrote(text: str) -> None:
    for language in LANGUAGES:
        assert _read(text, language) == _the_long_way(text, language)


@settings(max_examples=400)
@given(st.text("ab \t\r\n-=#$'\"`\\|&;<>(){}[],.@:%!*~1é" + OPAQUE + HOLE, max_size=40))
def test_any_text(text: str) -> None:
    for language in LANGUAGES:
        for script in (text, f"sudo a {text}", f"$a = {text}\nb"):
            assert _read(script, language) == _the_long_way(script, language)


CALLS = (
    *("sudo apt-get install -y a", "apt-get install -y a", "apt-get update", "apt install", "apt-get -y install a"),
    *("DEBIAN_FRONTEND=noninteractive", "aptitude upgrade", "dnf install b", "snap install c", "read x", "vi f"),
    *("sudo", "sudo -u a", "sudo -E", "doas", "env", "sudo env", "bash -c", "sudo bash -c", "sudo find . -exec"),
    *("sudo su -c", "echo", "set -e", "cd", "export A=1", "systemctl restart x", "useradd", "mkfs.ext4", "tee"),
    *(
        "cp a",
        "/usr/sbin/useradd",
        "Install-WindowsFeature",
        "saps x.msi",
        "start x.msi",
        "msiexec /i a",
        "passwd",
        "eval",
    ),
    *("Start-Process", "setup.exe", "choco install", "cmd /c", "powershell -c", "iex", "wsl -e", "nano", "y +"),
    *("dism /enable-feature", "mkdir"),
)
TARGETS = ("> /dev/null", "2>&1", "> /etc/a", ">/dev/nul", ">> /dev/null", "&> /opt/a", "> '/etc/b'", ">\\\n/a", "")
JOINTS = (
    *("\n", " && ", "; ", " | ", "|| ", "&", "'", '"', "\\", "\\\n", "`", "^", "$", "''", " # ", "(", ")"),
    *("{", "}", " ", "\n# ", "/etc/c"),
)
_call, _target, _joint = (st.sampled_from(signs) for signs in (CALLS, TARGETS, JOINTS))
CALLED = st.one_of(
    st.lists(st.tuples(_call, _target, st.sampled_from(("\n", "&&", ";", "|"))).map(" ".join), min_size=1, max_size=4),
    st.lists(st.one_of(_call, _joint, _target, _joint), min_size=1, max_size=9),
)
TEXTS = st.one_of(CALLED.map(" ".join), CALLED.map("".join))
_PLAIN_NAME = re.compile(r"[a-z0-9./-]+")


def _holds(text: str) -> None:
    """Nothing is there that a first look denies."""
    commands = _the_long_way(text, "shell")
    if is_behind_sudo(text):
        assert not any(_lacks_root(command) for command in commands)
    if not redirects(text):
        assert not any(is_protected(each.writes or "") for command in commands for each in command.redirects)
    if not may_ask(text):
        assert not any(asks_in_shell(command) or _asks(command) for command in commands)
    for language in LANGUAGES:
        commands = _the_long_way(text, language)
        for mentioned in {word.value.lower() for command in commands for word in command.words if word.value}:
            assert not _PLAIN_NAME.fullmatch(mentioned) or join([text]).mentions(mentioned)
        assert join([text]).mentions(*INSTALLING) or not any(map(installs, commands))
        assert join([text]).mentions(*LEAVING) or leaves_work(commands) is None


def _lacks_root(command: Command) -> bool:
    if command.elevated or command.sudo is not None or command.within == "process":
        return False
    return needs_root(command) or any(is_protected(write.path) for write in writes(command))


def _asks(command: Command) -> bool:
    packages = package_command(command)
    return packages is not None and packages.asks


def test_first_looks_at_all_scripts_that_there_are() -> None:
    for text in _scripts():
        _holds(text)


@settings(max_examples=300)
@given(TEXTS)
def test_first_looks_at_scripts_that_nobody_wrote(text: str) -> None:
    _holds(text)


@pytest.mark.parametrize(
    ("text", "spared"),
    [
        (
            "set -e\nsudo apt-get update && sudo apt-get install -y git\necho a | sudo tee /opt/a > /dev/null\n# end",
            True,
        ),
        ("echo 'apt-get' | cat 2>&1", True),
        ("apt-get update", False),
        ("sudo bash -c useradd", False),
        ("sudo find . -exec sudo -u a bash -c 'useradd b' +", False),
        ("echo a > /etc/a", False),
    ],
)
def test_the_usual_script_is_spared(text: str, spared: bool) -> None:
    assert is_behind_sudo(text) is spared
    _holds(text)


def test_other_first_looks() -> None:
    assert not may_ask("sudo apt-get update\nsudo apt-get install -y git")
    assert may_ask("sudo ap't'-get install git")
    assert not redirects("a 2>&1 > /dev/null")
    assert redirects("a > /etc/b")
    assert join(["D\\is`m"]).mentions("dism")
    assert not join(["dis m"]).mentions("dism")
