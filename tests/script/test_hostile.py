"""Texts made to hurt: 100 KB of each sign or construct that opens something, in every language. Nothing raises."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aiblsp.script.command import HOLE, OPAQUE
from aiblsp.script.lines import join
from aiblsp.script.read import read

if TYPE_CHECKING:
    from aiblsp.script.command import Language

SIZE = 100_000
LANGUAGES: tuple[Language, ...] = ("shell", "powershell", "cmd")
SIGNS = " \n'\"`$\\#({[<>|&,.=%^@-a1\ue000\ue001"
OPENING = (
    *("$(", "${", "$((", "`(", "<(", "<<E\n", "<<-E ", "((", "[[ ", "@'\n", '@"\n', "<#", "@{", "@(", "$'", "{ ", "( "),
    *('"$(', '"`', "'$(", "a() {", "if ", "if x; then ", "case x in ", "for x in ", "while ", "function f {", "[a["),
    *("if(a){", "$x=", "x=(", "&", "& ", "& (", ".(", "a.b(", "$a.b(", "::a(", "--% ", "param(", "foreach(", "else {"),
)
WHOLE = (
    *("a;", "a|", "a&&", "a||b\n", "a\\\n", "a `\n", "x=1 ", "> f ", "2>&1 ", "<<< a ", "$(a)", "`a`", "(a)", "{a}"),
    *("'a'", '"a"', "''", '""', "# a\n", "a,b", "[a]", "a[", "fi ", "done;", "esac ", "} ", ") ", "sudo ", "env a=b "),
    *("bash -c a\n", "bash -c 'a' ", "eval ", "sh <<E\na\nE\n", "find -exec ", "timeout 1 ", "cmd /c ", "iex 'a'\n"),
    *(
        "powershell -c ",
        "start-process a -argumentlist 'b c' ",
        "a -b:c ",
        "$a.b.c(d) ",
        "%a% ",
        "!a! ",
        "^a",
        '"%a%" ',
    ),
    *("1.1", "1..", "-cccc", "a=b;", "'a' | b\n", "(a).b | ", "a{b", "@a ", "$_", "a:b", "a\n\n", "in "),
)


@pytest.mark.parametrize(
    ("unit", "size"),
    [*((unit, SIZE) for unit in (*SIGNS, *OPENING)), *((unit, SIZE // 10) for unit in WHOLE)],
)
def test_repeated(unit: str, size: int) -> None:
    text = unit * (size // len(unit))
    for language in LANGUAGES:
        for command in read(text, language):
            assert 0 <= command.start <= command.end <= len(text)


@pytest.mark.parametrize(
    ("start", "unit"),
    [
        ("bash -c '", "a;"),
        ('bash -c "', "\\$"),
        ("bash -", "c"),
        ("echo ", "a "),
        ("a <<E\n", "x\n"),
        ("powershell -c '", "a;"),
        ('powershell -c "', "`n"),
        ("start-process a -argumentlist '", 'b "c" '),
        ("cmd /c ", '"a" '),
        ("iex '", "''"),
        ("$x = '", "''"),
        ("sudo -", "u "),
    ],
)
def test_long(start: str, unit: str) -> None:
    text = start + unit * (SIZE // 5 // len(unit)) + "!"
    for language in LANGUAGES:
        assert read(text, language) is not None


@given(st.text(alphabet="ab \n;|&(){}[]<>'\"`$\\#=@,.-%^!:\ue000\ue001" + "if fi do EOF sh -c", max_size=120))
def test_any_text_is_borne(text: str) -> None:
    for language in LANGUAGES:
        for command in read(text, language):
            assert 0 <= command.start <= command.end <= len(text)
            for word in command.words:
                assert 0 <= word.start <= word.end <= len(text)
                assert word.value is None or word.value == word.text
            for index in (command.parent, command.pipe_from, command.pipe_to):
                assert index is None or index >= 0


@given(st.lists(st.none() | st.text(alphabet="a;'\n\"", max_size=8), max_size=6), st.integers(0, 60), st.booleans())
def test_joined_places_lead_back(lines: list[str | None], index: int, complete: bool) -> None:
    joined = join(lines, complete=complete)
    for element, line in enumerate(lines):
        start = joined.starts[element]
        end = start + len(joined.parts[element])
        assert joined.text[start:end] == (OPAQUE if line is None else line)
        assert joined.locate(start, end) == (element, (0, end - start))
    if lines:
        element, (start, end) = joined.locate(index, index + 3)
        assert 0 <= start <= end <= max(len(lines[element] or HOLE), 1)
