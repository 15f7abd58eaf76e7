"""Fixes put into effect: which go together, when to stop, and what is never written."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from aiblsp.diagnostic import Diagnostic, Edit, Fix, Place, Severity
from aiblsp.document import Document, analyze
from aiblsp.fix import MOST_ROUNDS, apply, fix_all
from aiblsp.template.model import Options
from aiblsp.text import Source, decode, encode

if TYPE_CHECKING:
    from collections.abc import Callable


def fix(*edits: tuple[int, int, str], safe: bool = True) -> Fix:
    return Fix("", tuple(Edit(*edit) for edit in edits), safe)


@pytest.mark.parametrize(
    ("fixes", "text", "count"),
    [
        ([], "0123456789", 0),
        ([fix((2, 4, "x"))], "01x456789", 1),
        ([fix((8, 9, "b")), fix((0, 1, "a"))], "a1234567b9", 2),
        ([fix((0, 1, "a"), (8, 9, "b")), fix((4, 5, "c"))], "a1234567b9", 1),  # one lies within the other
        ([fix((2, 4, "x")), fix((4, 5, "y"))], "01x456789", 1),  # they touch
        ([fix((2, 4, "x")), fix((2, 4, "x"))], "01x456789", 1),  # the same twice
        ([fix((0, 0, "a")), fix((10, 10, "b"))], "a0123456789b", 2),
        ([fix()], "0123456789", 0),
    ],
)
def test_apply(fixes: list[Fix], text: str, count: int) -> None:
    source, done = apply(Source("0123456789", "a.json", encoding="utf-16-le", bom=True), fixes)
    assert (source.text, done) == (text, count)
    assert (source.path, source.encoding, source.bom) == ("a.json", "utf-16-le", True)


def replacing(old: str, new: str, *, safe: bool = True) -> Callable[[Document], list[Diagnostic]]:
    """A linter that finds every `old`, in the document and in its parameter files."""

    def lint(document: Document) -> list[Diagnostic]:
        found = []
        for source in (document.source, *document.options.parameters):
            start = source.text.find(old)
            while start >= 0:
                end = start + len(old)
                mend = Fix("", (Edit(start, end, new),), safe)
                found.append(Diagnostic("r", Severity.ERROR, Place(source, start, end), "", fix=mend))
                start = source.text.find(old, end)
        return found

    return lint


def test_rounds_until_nothing_is_left() -> None:
    document = analyze(Source("[1, 1, 1]"))
    fixed = fix_all(document, replacing("1", "2"), unsafe=False)
    assert fixed.document.source.text == "[2, 2, 2]"
    assert (fixed.diagnostics, fixed.count) == ((), 3)


def test_touching_fixes_take_turns() -> None:
    fixed = fix_all(analyze(Source('["aaaa"]')), replacing("a", "b"), unsafe=False)
    assert fixed.document.source.text == '["bbbb"]'


def test_unsafe_only_when_asked() -> None:
    document = analyze(Source("[1]"))
    assert fix_all(document, replacing("1", "2", safe=False), unsafe=False).document is document
    assert fix_all(document, replacing("1", "2", safe=False), unsafe=True).document.source.text == "[2]"


def test_parameter_files_are_mended_too() -> None:
    document = analyze(Source("[1]"), Options((Source("[1, 3]", "p.json"),)))
    fixed = fix_all(document, replacing("1", "2"), unsafe=False)
    assert [source.text for source in fixed.document.options.parameters] == ["[2, 3]"]
    assert fixed.count == 2


def test_a_fix_that_never_ends_is_stopped() -> None:
    fixed = fix_all(analyze(Source("[1]")), replacing("1", "2, 1"), unsafe=False)
    assert fixed.count == MOST_ROUNDS
    assert len(fixed.diagnostics) == 1


def test_a_fix_that_feeds_on_itself_is_stopped() -> None:
    fixed = fix_all(analyze(Source("[1]")), replacing("1", "1, " * 50 + "1"), unsafe=False)
    assert len(fixed.document.source.text) < 1_000_000
    assert fixed.broken == ("r",)


def test_a_fix_that_breaks_the_json_is_taken_back_and_told() -> None:
    fixed = fix_all(analyze(Source("[1]")), replacing("1", "}"), unsafe=False)
    assert fixed.document.source.text == "[1]"
    assert fixed.broken == ("r",)
    assert fixed.count == 0


def test_text_that_was_not_decoded_whole_is_left() -> None:
    document = analyze(decode(b'[1, "\xff"]'))
    fixed = fix_all(document, replacing("1", "2"), unsafe=False)
    assert fixed.document is document
    assert len(fixed.diagnostics) == 1


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
@pytest.mark.parametrize("bom", [True, False])
def test_encode_is_the_inverse_of_decode(encoding: str, bom: bool) -> None:
    if encoding.startswith("utf-32") and not bom:
        pytest.skip("not recognised")
    data = (("\ufeff" if bom else "") + '{"团": "é\r\n"}').encode(encoding)
    assert encode(decode(data)) == data
