"""Questions to words and commands, and the way back from them to the lines of a step."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from aiblsp.document import analyze
from aiblsp.script.read import read_powershell, read_shell
from aiblsp.text import Source

if TYPE_CHECKING:
    from aiblsp.script.command import Command


def shell(text: str) -> Command:
    return read_shell(text)[0]


def powershell(text: str) -> Command:
    return read_powershell(text)[0]


def values(words: tuple[object, ...] | None) -> list[str] | None:
    return None if words is None else [getattr(word, "text", "") for word in words]


@pytest.mark.parametrize(
    ("text", "prefix", "value"),
    [
        ("echo /etc/motd", "/etc/motd", "/etc/motd"),
        ('echo "/etc/$NAME/x"', "/etc/", None),
        ("echo $NAME/x", "", None),
        ("echo 'a'\"b\"c$(d)e", "abc", None),
        ("echo ''", "", ""),
    ],
)
def test_prefix(text: str, prefix: str, value: str | None) -> None:
    word = shell(text).args[0]
    assert (word.prefix, word.value) == (prefix, value)


@pytest.mark.parametrize(
    ("text", "part", "written"),
    [
        ("curl https://a", "https", "https"),
        ("curl 'https://a'", "https", "https"),
        ('curl "x\\"https://a"', "https", "https"),
        ('curl "x\\"https://a"', '"', '\\"'),
        ("curl ht'tps'://a", "https", "ht'tps"),
        ("bash -c 'curl https://a'", "https", "https"),
        ('bash -c "curl \\"https://a\\""', "https", "https"),
    ],
)
def test_span_of_a_part(text: str, part: str, written: str) -> None:
    command = next(each for each in read_shell(text) if each.name == "curl")
    word = command.args[0]
    at = word.text.index(part)
    start, end = word.span(at, at + len(part))
    assert text[start:end] == written


def test_words() -> None:
    command = shell("apt-get install -y nginx")
    assert (found := command.word("-y", "--yes")) is not None
    assert found.start == 16
    assert command.word("-Y") is None
    assert command.word("apt-get") is None  # the name is no argument
    assert powershell("msiexec /I a /QN").word("/qn") is not None


@pytest.mark.parametrize(
    ("text", "letter", "valued", "found"),
    [
        ("curl -k x", "k", "", "-k"),
        ("curl -fsSLk x", "k", "", "-fsSLk"),
        ("curl -fsSL x", "k", "", None),
        ("curl --insecure-k x", "k", "", None),
        ("curl -ok x", "k", "o", None),
        ("curl -Hkey x", "k", "H", None),
        ("curl -- -", "k", "", None),
        ("curl $K -k", "k", "", "-k"),
        ("apt-get -qqy install", "y", "", "-qqy"),
    ],
)
def test_short(text: str, letter: str, valued: str, found: str | None) -> None:
    word = shell(text).short(letter, valued)
    assert (word.text if word else None) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("curl -o file x", "file"),
        ("curl --output file x", "file"),
        ("curl --output=file x", "--output=file"),
        ("curl x -o", None),
        ("curl x", None),
    ],
)
def test_option(text: str, found: str | None) -> None:
    word = shell(text).option("-o", "--output")
    assert (word.text if word else None) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Start-Process a -ArgumentList '/i', 'b c' -Wait", ["/i", "b c"]),
        ("Start-Process a -Arg '/i'", ["/i"]),
        ("Start-Process a -ArgumentList:'/i'", ["-ArgumentList:/i"]),
        ("Start-Process a -ArgumentList '-x'", ["-x"]),
        ("Start-Process a -ArgumentList -Wait", []),
        ("Start-Process a -Wait", None),
        ("Start-Process a '-ArgumentList' b", None),
        ("Start-Process a -A b", None),
    ],
)
def test_parameter(text: str, found: list[str] | None) -> None:
    assert values(powershell(text).parameter("argumentlist")) == found


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("exit 1", True),
        ("a; exit 1", True),
        ("{ exit 1; }", True),
        ("a || exit 1", False),
        ("if a; then exit 1; fi", False),
        ("(exit 1)", False),
        ("x=$(exit 1)", False),
        ("bash -c 'exit 1'", False),
        ("f() { exit 1; }", False),
    ],
)
def test_unconditional(text: str, runs: bool) -> None:
    assert next(command for command in read_shell(text) if command.name == "exit").unconditional == runs


@pytest.mark.parametrize(
    ("text", "path"),
    [("echo x > /a", "/a"), ("echo x >> '/a b'", "/a b"), ("echo x > $F", "$F"), ("cat < /a", None), ("a 2>&1", None)],
)
def test_writes(text: str, path: str | None) -> None:
    assert shell(text).redirects[0].writes == path


TEMPLATE = """{
  "properties": {
    "customize": [
      {"type": "Shell", "name": "a", "inline": [
        "sudo apt-get update &&", "apt-get install nginx", 7, "echo \\"x\\""
      ]},
      {"type": "PowerShell", "name": "b", "inline": "Restart-Computer -Force"},
      {"type": "WindowsRestart", "name": "c"},
      {"type": "Shell", "name": "d"},
      {"type": "Shell", "name": "e", "inline": []}
    ]
  },
  "type": "Microsoft.VirtualMachineImages/imageTemplates"
}"""


def test_a_step_reads_its_lines() -> None:
    steps = analyze(Source(TEMPLATE)).images[0].customizers
    assert [[command.name for command in step.commands] for step in steps] == [
        ["apt-get", "apt-get", "echo"],
        ["restart-computer"],
        [],
        [],
        [],
    ]


def test_a_step_leads_back_to_its_lines() -> None:
    shell_step, powershell_step, *_ = analyze(Source(TEMPLATE)).images[0].customizers
    install, echo = shell_step.commands[1:]
    assert install.before == "&&"
    assert not echo.sure
    for part, line, text in (
        (install, 1, "apt-get install nginx"),
        (install.args[1], 1, "nginx"),
        (echo.args[0], 3, '"x"'),
    ):
        node, (start, end) = shell_step.locate(part)
        assert node is shell_step.lines[line]
        assert node.value[start:end] == text
    at = shell_step.script.text.index("nginx")
    assert shell_step.locate(at, at + 5) == (shell_step.lines[1], (16, 21))
    node, span = powershell_step.locate(powershell_step.commands[0].args[0])
    assert (node is powershell_step.lines[0], span) == (True, (17, 23))
