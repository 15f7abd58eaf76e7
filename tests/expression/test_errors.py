"""What is said of a wrong expression, and where: syntax/errors.txt draws it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from aiblsp.expression.node import MAX_LENGTH, walk
from aiblsp.expression.parser import is_expression, parse, unescape

FILE = Path(__file__).parent / "syntax" / "errors.txt"


def draw(text: str) -> str:
    """An expression with its errors below it."""
    lines = [text]
    for error in parse(text).errors:
        carets = "^" * max(1, error.end - error.start)
        insert = f" (insert {error.insert})" if error.insert else ""
        lines.append(f"{' ' * error.start}{carets} {error.kind}: {error.message}{insert}")
    return "\n".join(lines)


def test_errors() -> None:
    written = FILE.read_text("utf-8")
    head, *blocks = written.strip().split("\n\n")
    drawn = "\n\n".join([head, *(draw(block.splitlines()[0]) for block in blocks)]) + "\n"
    if os.environ.get("UPDATE"):
        FILE.write_text(drawn, "utf-8")
    assert drawn == written


@pytest.mark.parametrize(
    "text",
    [
        "[a.b(1).c['d'].e[0]]",
        "[ concat ( 'a' , 'b' ) . c [ 0 ] ]",
        "[concat(\n  'a\nb',\r\n\t'c')]",
        "[concat('it''s', '''', '')]",
        "[add(-1, 0)]",
        "[sys.concat('a')]",
        "[AZ.ResourceGroup().Location]",
        "[concat('[', ']', '(', ',')]",
        "[listFooBar('a', 'b').c]",
        "[concat('" + "a" * (MAX_LENGTH - 12) + "')]",
        "[concat(" + "'a'," * 6_000 + "'a')]",
        "[" + "concat(" * 150 + "'a'" + ")" * 150 + "]",
        "[parameters('a')" + ".b" * 150 + "]",
    ],
    ids=lambda text: text[:20],
)
def test_no_error(text: str) -> None:
    assert parse(text).errors == ()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("[concat('" + "a" * MAX_LENGTH + "')]", "too-long"),
        ("[" + "a(" * 5_000 + ")" * 5_000 + "]", "too-deep"),
        ("[" + "a(" * 5_000, "too-deep"),
        ("[a()" + ".b" * 5_000 + "]", "too-deep"),
        ("[a()" + "[b()" * 5_000 + "]", "too-deep"),
        ("[a()" + "[0]" * 5_000 + "]", "too-deep"),
        ("[a('" + "''" * 10_000 + "]", "syntax"),
        ("[" + "(" * 10_000 + "]", "not-a-call"),
        ("[concat(" + "]" * 10_000 + "]", "syntax"),
        ("[concat(" + "," * 10_000 + ")]", "syntax"),
        ("[" + "9" * 10_000 + "]", "not-a-call"),
        ("[concat(" + "9" * 10_000 + ")]", "syntax"),
    ],
    ids=lambda text: text[:12],
)
def test_absurd_texts_end_with_one_error(text: str, kind: str) -> None:
    errors = parse(text).errors
    assert [error.kind for error in errors] == [kind]
    assert 0 <= errors[0].start <= errors[0].end <= len(text)


def test_a_thousand_unknown_functions_are_all_told() -> None:
    errors = parse("[concat(" + "resourceGrup()," * 1_000 + "'a')]").errors
    assert len(errors) == 1_000
    assert "did you mean" in errors[0].message


@pytest.mark.parametrize(
    ("text", "expression", "literal"),
    [
        ("[a()]", True, "[a()]"),
        ("[]", True, "[]"),
        ("[a\nb]", True, "[a\nb]"),
        ("[[a]", False, "[a]"),
        ("[[a]]", False, "[a]]"),
        ("[[", False, "[["),
        ("[[a", False, "[[a"),
        ("[a", False, "[a"),
        ("[a] b", False, "[a] b"),
        (" [a]", False, " [a]"),
        ("[a] ", False, "[a] "),
        ("[", False, "["),
        ("", False, ""),
        ("a]", False, "a]"),
    ],
)
def test_what_is_an_expression(text: str, expression: bool, literal: str) -> None:
    assert is_expression(text) is expression
    assert unescape(text) == literal


def test_spans_cut_out_what_was_written() -> None:
    text = "[ns.f('a''b', parameters( 'x' ).y['z'])]"
    root = parse(text).root
    assert root is not None
    assert [text[node.start : node.end] for node in walk(root)] == [
        "ns.f('a''b', parameters( 'x' ).y['z'])",
        "'a''b'",
        "parameters( 'x' ).y['z']",
        "parameters( 'x' ).y",
        "parameters( 'x' )",
        "'x'",
        "'z'",
    ]
