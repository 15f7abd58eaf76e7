"""Suppressions as they are read from a file: where they are found, what they name, how far they reach."""

from __future__ import annotations

import pytest

from aiblsp.document import analyze
from aiblsp.lint import Selection, lint
from aiblsp.suppress import Suppression, suppressions, without_comment
from aiblsp.text import Source

HEAD = '{"properties": {"source": {"type": "PlatformImage"}, "distribute": []},\n'


def read(body: str) -> list[Suppression]:
    return suppressions(analyze(Source(HEAD + body)))


def reach(body: str) -> list[str | None]:
    """The lines that the suppressions of a text reach."""
    text = HEAD + body
    found = suppressions(analyze(Source(text)))
    return [None if one.span is None else text[one.span[0] : one.span[1]] for one in found]


@pytest.mark.parametrize(
    ("comment", "names"),
    [
        ("// aiblsp: ignore[a-rule] why", ["a-rule"]),
        ("//aiblsp:ignore[a-rule]", ["a-rule"]),
        ("/// aiblsp: ignore [ a , b-* ,c ]", ["a", "b-*", "c"]),
        ("/* aiblsp: ignore[a\n b] */", ["a", "b"]),
        ("/** aiblsp: ignore */", []),
        ("// aiblsp: ignore", []),
        ("// aiblsp: ignore-file[a]", ["a"]),
        ("// aiblsp: ignore-file", []),
        ("// AIBLSP: Ignore[a]", ["a"]),
        ("// Aiblsp: IGNORE-FILE", []),
        ("// aiblsp: ignore see [ticket 12", []),
    ],
)
def test_directives(comment: str, names: list[str]) -> None:
    (one,) = read(f'{comment}\n"location": "x"}}')
    assert one.fault is None
    assert [pattern.text for pattern in one.patterns] == names
    text = HEAD + comment
    assert text[one.start : one.end] == comment
    assert [text[pattern.start : pattern.end] for pattern in one.patterns] == names


@pytest.mark.parametrize("comment", ["// aiblsp is good", "// see aiblsp: ignore", "// ignore[a]"])
def test_other_comments(comment: str) -> None:
    assert read(f'{comment}\n"location": "x"}}') == []


@pytest.mark.parametrize(
    "comment",
    [
        "// aiblsp: ignor[a]",
        "// aiblsp: disable",
        "// aiblsp:",
        "// aiblsp: ignore[]",
        "// aiblsp: ignore[ , ]",
        "// aiblsp: ignore[a",
        "// aiblsp: ignore-file [a why",
        "/* aiblsp: ignore[a\n*/",
    ],
)
def test_what_is_not_understood(comment: str) -> None:
    (one,) = read(f'{comment}\n"location": "x"}}')
    assert one.fault


def test_in_a_string_it_is_no_comment() -> None:
    assert read('"location": "// aiblsp: ignore"}') == []


def test_reach() -> None:
    assert reach('"location": "x", // aiblsp: ignore\n"tags": {}}') == ['"location": "x", // aiblsp: ignore']
    assert reach('// aiblsp: ignore\n\n  // more\n/* and\nmore */\n"location": "x"}') == ['"location": "x"}']
    assert reach('/* aiblsp: ignore */ "location": "x",\n"tags": {}}') == ['/* aiblsp: ignore */ "location": "x",']
    assert reach('"a": 1, /* aiblsp: ignore */\n"location": "x"}') == ['"a": 1, /* aiblsp: ignore */']
    assert reach('// aiblsp: ignore[a]\n// aiblsp: ignore[b]\n"location": "x"}') == ['"location": "x"}'] * 2
    assert reach('"location": "x"}\n// aiblsp: ignore') == ["// aiblsp: ignore"]
    assert reach('// aiblsp: ignore-file\n"location": "x"}') == [None]


def test_line_ends_do_not_matter() -> None:
    for newline in ("\r\n", "\r"):
        body = f'// aiblsp: ignore{newline}"location": "x",{newline}"tags": {{}}}}'
        assert reach(body) == ['"location": "x",']


def test_a_long_file_of_them_is_read_in_one_go() -> None:
    assert len(read("// aiblsp: ignore[a]\n" * 20_000 + '"location": "x"}')) == 20_000


@pytest.mark.parametrize(
    ("text", "comment", "left"),
    [
        ("{\n  // c\n  1\n}", "// c", "{\n  1\n}"),
        ("{\n  1 // c\n}", "// c", "{\n  1\n}"),
        ("{ /* c */ 1 }", "/* c */", "{ 1 }"),
        ("/* c */ {}", "/* c */", "{}"),
        ("{}\n// c", "// c", "{}\n"),
        ("{\r\n\t/* c\r\n\tc */\r\n}", "/* c\r\n\tc */", "{\r\n}"),
    ],
)
def test_removing_a_comment(text: str, comment: str, left: str) -> None:
    at = text.index(comment)
    start, end = without_comment(Source(text), at, at + len(comment))
    assert text[:start] + text[end:] == left


PARAMETER = """{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "contentVersion": "1.0.0.0",
  "resources": [
    {
      "type": "Microsoft.VirtualMachineImages/imagetemplates",
      "apiVersion": "2024-02-01",
      "name": "one"%s
    },
    {
      "type": "Microsoft.VirtualMachineImages/imagetemplates",
      "apiVersion": "2024-02-01",
      "name": "two"
    }
  ]%s
}
"""


def spoken(one: str = "", whole: str = "") -> int:
    text = PARAMETER % (one, whole)
    return len(lint(analyze(Source(text)), Selection(select=("type-casing",))))


def test_metadata_reaches_its_resource_or_the_file() -> None:
    metadata = ', "metadata": {"aiblsp": {"ignore": ["type-*"]}}'
    assert spoken() == 2
    assert spoken(one=metadata) == 1
    assert spoken(whole=metadata) == 0
    assert spoken(one=metadata.replace('"type-*"', '{"rule": "type-casing", "reason": "generated"}')) == 1
    assert spoken(one=metadata.replace('"type-*"', '"envelope"')) == 1, "a section"
    assert spoken(one=metadata.replace("type-*", "name-*")) == 2


def test_a_bare_suppression_does_not_silence_what_is_said_of_it() -> None:
    text = PARAMETER.replace("imagetemplates", "imageTemplates") % (" // aiblsp: ignore", "")
    assert "unused-suppression" in {one.rule for one in lint(analyze(Source(text)))}
    named = text + "// aiblsp: ignore-file[unused-suppression]"
    assert "unused-suppression" not in {one.rule for one in lint(analyze(Source(named)))}


def test_with_a_part_of_the_rules_a_glob_is_not_called_unused() -> None:
    text = HEAD + '"location": "westus2" // aiblsp: ignore[type-*]\n}'
    some = Selection(select=("type-casing", "unused-suppression"))
    assert lint(analyze(Source(text)), some) == []
    assert [one.rule for one in lint(analyze(Source(text)), Selection(select=("type-*", "meta")))] == [
        "unused-suppression"
    ]
