"""Changes that come together make the text that they would make one by one."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from lsprotocol import types

from aiblsp.server.buffers import Buffer, change
from aiblsp.server.convert import PREFERRED, Converter
from aiblsp.text import Source

TEXT = st.text("a中😀\r\n", max_size=12)
POSITION = st.builds(types.Position, st.integers(0, 6), st.integers(0, 8))
RANGE = st.builds(types.Range, POSITION, POSITION)
CHANGE = st.one_of(
    *[st.builds(types.TextDocumentContentChangePartial, RANGE, TEXT)] * 8,
    st.builds(types.TextDocumentContentChangeWholeDocument, TEXT),
)


def buffer(text: str) -> Buffer:
    return Buffer("file:///a.json", "json", 1, Source(text))


def place(event: types.TextDocumentContentChangeEvent) -> tuple[int, int]:
    if isinstance(event, types.TextDocumentContentChangeWholeDocument):
        return 9, 9
    return event.range.start.line, event.range.start.character


@settings(max_examples=500)
@given(TEXT, st.lists(CHANGE, max_size=6), st.booleans(), st.sampled_from(PREFERRED))
def test_changes_together_and_one_by_one(
    text: str,
    changes: list[types.TextDocumentContentChangeEvent],
    backwards: bool,
    encoding: types.PositionEncodingKind,
) -> None:
    if backwards:
        changes = sorted(changes, key=place, reverse=True)
    together, single = buffer(text), buffer(text)
    change(together, changes, 2, Converter(encoding))
    for each in changes:
        change(single, [each], 2, Converter(encoding))
    assert together.source.text == single.source.text


def test_many_changes_from_the_end_to_the_start() -> None:
    lines = ["one"] * 50_000
    events = [
        types.TextDocumentContentChangePartial(types.Range(types.Position(at, 0), types.Position(at, 3)), f"{at}")
        for at in reversed(range(len(lines)))
    ]
    opened = buffer("\n".join(lines))
    change(opened, events, 2, Converter())
    assert opened.source.text == "\n".join(map(str, range(len(lines))))
