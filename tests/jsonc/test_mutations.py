"""Whatever is done to a document: reading it never raises, spans nest, and any offset has an answer."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from aiblsp.jsonc.locate import locate
from aiblsp.jsonc.parser import parse
from aiblsp.jsonc.strings import document_offset
from aiblsp.text import decode

if TYPE_CHECKING:
    from aiblsp.jsonc.node import Tree

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").rglob("*.json"))
SAMPLES = [
    *(decode(path.read_bytes()).text for path in EXAMPLES),
    '{"a":{"x":1,"y":[true,null]},"b":[1,2,{"c":"d"}],"e":["f","g"]}',
    '{\r\n\t"a": [\r\n\t\t"x", // one\r\n\t\t"y"\r\n\t],\r\n\t/* two */ "b": "[concat(\'a\', \\"b\\")]"\r\n}\r\n',
]
PIECES = st.sampled_from(
    [*"{}[]\",:'\\/\n\r\t x1<>-“", "//", "/*", "*/", '""', "\\u12", "],", "},", '":', "\ud800", "\0"]
)
CHANGE = st.tuples(st.floats(0, 1), st.integers(0, 3) | st.integers(0, 200), st.just("") | PIECES)


@st.composite
def broken(draw: st.DrawFn) -> str:
    """A sample after some changes, perhaps cut off at either end."""
    text = draw(st.sampled_from(SAMPLES))
    start = int(draw(st.sampled_from([0.0, 0.0, 0.3, 0.7])) * len(text))
    text = text[start : start + draw(st.integers(1, 1_500))]
    for where, length, piece in draw(st.lists(CHANGE, max_size=6)):
        at = int(where * len(text))
        text = text[:at] + piece + text[at + length :]
    return text


def check(tree: Tree, text: str) -> None:
    """Spans lie in the text, children lie in their parents one after the other, names lie before their values."""
    for problem in tree.problems:
        assert 0 <= problem.start <= problem.end <= len(text)
        assert problem.message
    for comment in tree.comments:
        assert text[comment.start : comment.end] == comment.text
    stack = [] if tree.root is None else [(tree.root, 0, len(text))]
    while stack:
        node, lowest, highest = stack.pop()
        assert lowest <= node.start <= node.end <= highest
        at = node.start
        for child in node.children:
            assert (child.key is not None) == (node.kind == "object")
            if child.key is not None:
                assert at <= child.key.start <= child.key.end <= child.start
            assert at <= child.start
            stack.append((child, at, node.end))
            at = child.end


@given(broken())
def test_broken_documents(text: str) -> None:
    tree = parse(text)
    check(tree, text)
    if tree.root is None:
        assert tree.problems


@given(st.text(alphabet="{}[]\",:'\\/*\n <>x1-", max_size=40))
def test_noise(text: str) -> None:
    check(parse(text), text)


@given(broken(), st.floats(0, 1))
def test_every_offset_has_an_answer(text: str, where: float) -> None:
    offset = int(where * len(text))
    tree = parse(text)
    location = locate(tree, offset)
    assert len(location.steps) == max(0, len(location.path) - 1)
    for outer, inner in pairwise(location.path):
        assert inner in outer.children
    node = location.node
    if location.on == "key":
        assert node is not None
        assert node.key is not None
        assert node.key.start <= offset <= node.key.end
    elif location.on == "value":
        assert node is not None
        assert offset <= node.end
        assert (node.start if node.key is None else node.key.end) <= offset
    elif node is not None:
        assert node.start <= offset <= node.end
        assert all(
            child.end <= offset or child.kind in ("object", "array") for child in node.children[: location.index]
        )
        assert all(child.start >= offset for child in node.children[location.index :])


@given(broken())
def test_every_character_of_a_string_is_somewhere_in_it(text: str) -> None:
    root = parse(text).root
    for node in root.walk() if root is not None else ():
        if node.kind == "string":
            offsets = [document_offset(text, node, index) for index in range(len(node.value) + 1)]
            assert offsets == sorted(set(offsets))
            assert node.start <= offsets[0]
            assert offsets[-1] <= node.end
