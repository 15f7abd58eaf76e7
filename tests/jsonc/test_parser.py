"""Strict JSON reads as `json` reads it, every span is exact, and long or deep documents are read to the end."""

from __future__ import annotations

import gc
import json
import math
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from aiblsp.jsonc.parser import parse
from aiblsp.text import decode
from tests.jsonc.cases import plain

if TYPE_CHECKING:
    from aiblsp.jsonc.node import Node

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"

TEXT = st.text(max_size=12) | st.text(alphabet='"\\/\x00\n\t\ud83d\U0001f600中', max_size=8)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
    max_leaves=12,
)


@given(
    VALUES,
    st.sampled_from([None, 0, 1, 4, "\t"]),
    st.sampled_from([(", ", ": "), (",", ":"), (" ,\n", "\r\n:\t")]),
    st.booleans(),
)
@example({"a": {}, "b": []}, None, (",", ":"), True)
@example([[[]], {}, {"": [{}]}], 2, (", ", ": "), True)
def test_strict_json_reads_as_json_reads_it(
    value: Any, indent: int | str | None, separators: tuple[str, str], ascii_only: bool
) -> None:
    text = json.dumps(value, indent=indent, separators=separators, ensure_ascii=ascii_only)
    tree = parse(text)
    assert tree.root is not None
    assert plain(tree.root) == json.loads(text)
    assert [problem for problem in tree.problems if problem.kind != "duplicate-key"] == []
    assert not any(node.incomplete for node in tree.root.walk())
    check_spans(tree.root, text)


def check_spans(root: Node, text: str) -> None:
    """What a span cuts out of a strict document is the value; a container holds its children in order."""
    for node in root.walk():
        assert json.loads(text[node.start : node.end]) == plain(node)
        if node.key is not None:
            assert json.loads(text[node.key.start : node.key.end]) == node.key.text
            assert text[node.key.end : node.start].strip() == ":"


@pytest.mark.parametrize(
    "text",
    [
        "0",
        "-0",
        "-0.0",
        "1e5",
        "1E+5",
        "-1.5e-3",
        '""',
        '"\\ud800"',
        '"\\ud83d\\ude00"',
        '"\\ude00\\ud83d"',
        "true",
        " null ",
    ],
)
def test_scalars_at_the_root(text: str) -> None:
    tree = parse(text)
    assert tree.root is not None
    assert tree.root.value == json.loads(text)
    assert type(tree.root.value) is type(json.loads(text))
    assert tree.root.kind == {bool: "boolean", str: "string", type(None): "null"}.get(type(json.loads(text)), "number")
    assert tree.problems == ()


def test_comments_are_kept_in_order() -> None:
    text = '// one\n{/* two */ "a" /*3*/ : // four\r\n [1, // five\r 2 /* six\n*/] } // seven'
    tree = parse(text)
    assert tree.problems == ()
    assert [comment.text for comment in tree.comments] == [
        "// one", "/* two */", "/*3*/", "// four", "// five", "/* six\n*/", "// seven",
    ]  # fmt: skip
    assert all(text[comment.start : comment.end] == comment.text for comment in tree.comments)
    assert tree.root is not None
    assert plain(tree.root) == {"a": [1, 2]}


def test_comment_marks_in_strings_are_text() -> None:
    tree = parse('{"a": "https://x/*y*/", "b//": 1}')
    assert tree.comments == ()
    assert tree.root is not None
    assert plain(tree.root) == {"a": "https://x/*y*/", "b//": 1}


def test_duplicates_are_kept_and_both_placed() -> None:
    text = '{"a": 1, "A": 2, "b": 3, "a": 4}'
    tree = parse(text)
    assert tree.root is not None
    assert [child.value for child in tree.root.children] == [1, 2, 3, 4]
    assert [(problem.kind, text[problem.start : problem.end]) for problem in tree.problems] == [
        ("duplicate-key", '"A"'),
        ("duplicate-key", '"a"'),
    ]
    assert tree.root.get("a") is tree.root.children[3]


@pytest.mark.parametrize("open_close", [("[", "]"), ('{"a":', "}"), ('[{"a":', "}]")])
def test_deep_documents(open_close: tuple[str, str]) -> None:
    opening, closing = open_close
    text = opening * 100_000 + "1" + closing * 100_000
    tree = parse(text)
    assert tree.problems == ()
    assert tree.root is not None
    assert tree.root.end == len(text)
    assert sum(1 for _ in tree.root.walk()) == 100_000 * (1 + opening.startswith("[{")) + 1


@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000,
        "[" * 100_000 + "}" * 100_000,
        "{" * 50_000,
        '{"a":' * 100_000,
        '{"a":[' * 50_000 + "}" * 50_000,
        "]" * 100_000,
        '"' * 100_001,
        '"a' * 50_000,
        '{"a":"' * 20_000,
        "[" + "," * 100_000,
        "[" + "x " * 50_000,
        "[[1,]," * 30_000,
        "[a." * 30_000,
        "/*\n" * 100_000,
        '{"a":' + "‘" * 50_000,
        '["' + "\\" * 100_001,
        '["' + " " * 100_000,
        '{"' + "," * 100_000 + "x",
        "[\n" * 50_000 + "".join(" " * (number % 50) + '"a": 1\n' for number in range(50_000)),
        "{\n" + '"a": 1}\n' * 50_000,
        "\0" * 100_000,
        "[" + "\u00a0" * 100_000,
        '[\n[a":',  # a name without its quote that starts with a bracket, which was left and gone into again for ever
        "[\n" + '[a":\n' * 100,
    ],
    ids=lambda text: repr(text[:12]),
)
def test_absurd_texts_are_read_to_the_end(text: str) -> None:
    tree = parse(text)
    assert tree.problems
    assert all(0 <= problem.start <= problem.end <= len(text) for problem in tree.problems)


def test_long_numbers() -> None:
    digits = "1234567890" * 1_000
    tree = parse(f"[{digits}, -{digits}, 0.{digits}, 1e{digits}, {digits[:4_000]}]")
    assert tree.problems == ()
    assert tree.root is not None
    values = [child.value for child in tree.root.children]
    assert values == [math.inf, -math.inf, float(f"0.{digits}"), math.inf, int(digits[:4_000])]


def test_twenty_megabytes() -> None:
    text = "[" + '{"type": "Shell", "name": "a step", "inline": ["echo \\"1\\""], "number": 12.5},\n' * 260_000 + "0]"
    assert len(text) > 20_000_000
    tree = parse(text)
    assert tree.problems == ()
    assert tree.root is not None
    assert len(tree.root.children) == 260_001
    assert tree.root.children[-1].end == len(text) - 1


def test_null_characters() -> None:
    tree = parse('{"a\0": "\0",\0 "b": 1}')
    assert tree.root is not None
    assert [child.key.text for child in tree.root.children if child.key] == ["a\0", "b"]
    assert {problem.kind for problem in tree.problems} == {"control-character", "unexpected-text"}


@pytest.mark.parametrize("text", ["", " \r\n", "\ufeff", "// only a comment", "/* and this */\n"])
def test_nothing(text: str) -> None:
    tree = parse(text)
    assert tree.root is None
    assert [problem.kind for problem in tree.problems] == ["empty-document"]


def test_a_byte_order_mark_is_no_problem() -> None:
    tree = parse('\ufeff{"a": 1}')
    assert tree.problems == ()
    assert tree.root is not None
    assert tree.root.start == 1


@pytest.mark.parametrize("enabled", [True, False])
@pytest.mark.parametrize("text", ['{"a": 1}', "{[}"])
def test_the_garbage_collector_is_left_as_it_was(enabled: bool, text: str) -> None:
    before = gc.isenabled()
    try:
        (gc.enable if enabled else gc.disable)()
        parse(text)
        assert gc.isenabled() is enabled
    finally:
        (gc.enable if before else gc.disable)()


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus is not here")
def test_the_corpus_reads_as_json_reads_it() -> None:
    read = 0
    for path in sorted(CORPUS.rglob("*.json")):
        text = decode(path.read_bytes()).text
        try:
            value = json.loads(text)
        except ValueError:
            continue
        tree = parse(text)
        assert tree.root is not None
        assert plain(tree.root) == value, path
        assert {problem.kind for problem in tree.problems} <= {"duplicate-key"}, path
        read += 1
    assert read > 50


def test_a_recovery_that_does_not_get_on_costs_characters_and_not_the_editor(monkeypatch: pytest.MonkeyPatch) -> None:
    from aiblsp.jsonc import recovery

    monkeypatch.setattr(recovery, "step", lambda reader: None)
    tree = parse('{"a": [1, , {"b": "c" "d"')
    assert tree.root is not None
    assert tree.root.incomplete
    assert tree.root.end == 25


def test_a_comment_that_is_read_again_is_one() -> None:
    tree = parse('{"a": 1 // x\n "b": 2}')
    assert [comment.text for comment in tree.comments] == ["// x"]
