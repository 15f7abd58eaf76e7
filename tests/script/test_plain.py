"""Plain lines are read by a shorter way. Here every script is read both ways: what is found must be the same."""

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
from aiblsp.script.command import HOLE, OPAQUE
from aiblsp.script.draft import in_order
from aiblsp.script.nested import read_with_nested

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
