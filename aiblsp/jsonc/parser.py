"""Parsing JSON as people write it: never fails, takes linear time, and says what is not strict JSON.

Sound text is read by `sound`; all else goes to `recovery`, one step at a time. Where brackets do not match, the text is
read again with an eye on balance and indentation, and the reading that had to guess least counts.
What only documents with slips need is imported where it is called: its patterns take longer to compile than a small
document takes to be read.

Problem kinds: missing-comma, missing-colon, missing-value, missing-key, missing-quote,
extra-comma, trailing-comma, unclosed, unopened, unexpected-close, wrong-bracket, unexpected-text, extra-root,
empty-document, single-quotes, doubled-quotes, unescaped-quote, unquoted-text, unquoted-placeholder, bad-escape,
bad-number, control-character, multi-line-string, curly-quotes, odd-blank, hash-comment,
unclosed-comment, duplicate-key.
"""

from __future__ import annotations

import gc
from operator import attrgetter
from typing import TYPE_CHECKING

from aiblsp.jsonc.node import Problem, Tree
from aiblsp.jsonc.reader import Reader
from aiblsp.jsonc.sound import open_root, read_sound
from aiblsp.jsonc.strings import shorten

if TYPE_CHECKING:
    from aiblsp.jsonc.layout import Layout
    from aiblsp.jsonc.node import Key, Node

# How often, and how many characters in all, a document with brackets amiss is read again.
_TURNS = 6
_WORK = 300_000
_PATIENCE = 64  # steps without getting on, beyond what closing all open containers takes


def parse(text: str) -> Tree:
    """Read a document; its offsets are indexes of `text`. Never raises on its content."""
    collecting = gc.isenabled()
    gc.disable()  # nodes make no cycles, and a collection in the midst of a large file finds nothing
    try:
        reader = _read(text, None, {"object": 0, "array": 0})
        return _tree(_reread(reader) if reader.guesses else reader)
    finally:
        if collecting:
            gc.enable()


def _reread(first: Reader) -> Reader:
    """Read a text with brackets amiss again, with a layout: the reading with the fewest guesses, then misfits, counts.

    Each turn refuses the first thing that the layout decided in the turn before, the last one also the gate.
    """
    from aiblsp.jsonc.layout import Layout

    text, surplus = first.text, first.surplus
    fewest = abs(surplus["object"]) + abs(surplus["array"])
    best, best_score = first, (first.guesses, len(text) + 1)
    refused: set[int] = set()
    turns = min(_TURNS, 1 + _WORK // len(text))
    for turn in range(turns):
        layout = Layout(text, gated=turn == 0 or turn < turns - 1, refused=refused)
        reader = _read(text, layout, surplus)
        score = (reader.guesses, layout.misfits)
        if score < best_score:
            best, best_score = reader, score
        if score == (fewest, 0):
            break
        refused.update(layout.decided[:1])
    return best


def _read(text: str, layout: Layout | None, surplus: dict[str, int]) -> Reader:
    reader = Reader(text, layout, surplus)
    if not open_root(reader):
        from aiblsp.jsonc.recovery import read_root

        read_root(reader)
    furthest, patience = reader.pos, _PATIENCE
    while len(reader.stack) > 1:
        read_sound(reader)
        if len(reader.stack) > 1:
            from aiblsp.jsonc.recovery import step

            step(reader)
        if reader.pos > furthest:
            furthest, patience = reader.pos, _PATIENCE + 2 * len(reader.stack)
            continue
        # A mistake in the recovery must cost a character, not hang an editor: closing what is open takes as many
        # steps as there are open containers, and nothing takes twice as many in one place.
        patience -= 1
        if patience < 0:
            reader.stack[-1].incomplete = True
            reader.pos, patience = reader.pos + 1, _PATIENCE
            if reader.pos > len(text):
                for node in reader.stack[1:]:
                    node.end, node.incomplete = len(text), True
                del reader.stack[1:]
    reader.skip_trivia()
    if reader.pos < len(text):
        from aiblsp.jsonc.brackets import count_rest

        reader.guesses += 1 + count_rest(reader)
        reader.stack[0].children[0].incomplete = True
        end = reader.line_end(reader.pos)
        reader.problem("extra-root", reader.pos, end, "The document is over before this text")
    return reader


def _tree(reader: Reader) -> Tree:
    roots = reader.stack[0].children
    for node in reader.objects:
        if len(node.members()) != len(node.children) and not node.incomplete:
            _find_duplicates(reader, node)
    if not roots and not reader.problems:
        reader.problem("empty-document", 0, 0, "There is nothing in this document")
    problems = tuple(sorted(reader.problems, key=attrgetter("start", "end")))
    return Tree(roots[0] if roots else None, problems, tuple(reader.comments), frozenset(reader.unclosed))


def _find_duplicates(reader: Reader, node: Node) -> None:
    seen: dict[str, Key] = {}
    for child in node.children:
        key = child.key
        if key is None or not key.known:
            continue
        lowered = key.text.lower()
        earlier = seen.get(lowered)
        if earlier is not None:
            name = shorten(key.text)
            message = f"`{name}` is here a second time: of members with the same name only the last one counts"
            if earlier.text != key.text:
                message = f"`{name}` and `{shorten(earlier.text)}` differ in case only: Azure takes them for one name"
            reader.problems.append(Problem("duplicate-key", key.start, key.end, message))
        seen[lowered] = key
