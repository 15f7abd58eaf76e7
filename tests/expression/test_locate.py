"""What is under the cursor: each line of syntax/cursor.txt, and that any cursor in anything has an answer."""

from __future__ import annotations

import os
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from aiblsp.expression.locate import Under, at
from aiblsp.expression.parser import parse

FILE = Path(__file__).parent / "syntax" / "cursor.txt"


def said(text: str, under: Under) -> str:
    parts = [under.kind, repr(text[under.start : under.end]), repr(under.prefix)]
    if under.call is not None:
        parts.append(f"in {under.call.name} {under.argument}")
    if under.base is not None:
        parts.append(f"of {text[under.base.start : under.base.end]}")
    if under.namespace is not None:
        parts.append(f"namespace {under.namespace}")
    return " ".join(parts)


def test_cursor() -> None:
    written = FILE.read_text("utf-8")
    head, _, body = written.partition("\n\n")
    lines = []
    for line in body.splitlines():
        marked = line.partition(" => ")[0].rstrip()
        text = marked.replace("|", "", 1)
        lines.append(f"{marked:<48} => {said(text, at(parse(text), marked.index('|')))}")
    drawn = head + "\n\n" + "\n".join(lines) + "\n"
    if os.environ.get("UPDATE"):
        FILE.write_text(drawn, "utf-8")
    assert drawn == written


@given(st.text(alphabet="ab('),.[] 1", max_size=30), st.integers(0, 32))
def test_every_place_has_an_answer(text: str, index: int) -> None:
    text = "[" + text
    under = at(parse(text), min(index, len(text)))
    assert 0 <= under.start <= under.end <= len(text)
    if under.call is not None:
        assert 0 <= under.argument <= len(under.call.args)
