"""Parsing JSON as people write it: never fails, takes linear time, and says what is not strict JSON.

Sound text takes one regular expression match per member or element; all else goes to `recovery`, one step at a time.
Where brackets do not match, the text is read once more with an eye on balance and indentation, and the reading that
had to guess less counts. Problem kinds: missing-comma, missing-colon, missing-value, missing-key, missing-quote,
extra-comma, trailing-comma, unclosed, unopened, unexpected-close, wrong-bracket, unexpected-text, extra-root,
empty-document, single-quotes, doubled-quotes, unescaped-quote, unquoted-text, unquoted-placeholder, bad-escape,
bad-number, control-character, multi-line-string, unclosed-comment, duplicate-key.
"""

from __future__ import annotations

import gc
import re
from operator import attrgetter

from aiblsp.jsonc.brackets import count_rest
from aiblsp.jsonc.layout import Layout
from aiblsp.jsonc.node import Key, Node, Problem, Tree
from aiblsp.jsonc.reader import Reader
from aiblsp.jsonc.recovery import read_root, step
from aiblsp.jsonc.strings import decode
from aiblsp.jsonc.words import NUMBER, WORDS, to_number

# How often, and how many characters in all, a document with brackets amiss is read again.
_TURNS = 6
_WORK = 300_000

_BLANK = r"[ \t\r\n]*+"
_STRING = r'"([^"\\\x00-\x1f]*+(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\x00-\x1f]*+)*+)"'
_SCALAR = rf"(?:{_STRING}|({NUMBER})|(true|false|null))"
_MEMBER = re.compile(rf"{_BLANK}{_STRING}{_BLANK}:{_BLANK}(?:{_SCALAR}{_BLANK}[,}}]|([{{\[]))")
_ELEMENT = re.compile(rf"{_BLANK}(?:{_SCALAR}{_BLANK}[,\]]|([{{\[]))")
_AFTER = re.compile(rf"{_BLANK}([,}}\]])")


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
    read_root(reader)
    while len(reader.stack) > 1:
        _read_sound(reader)
        if len(reader.stack) > 1:
            step(reader)
    reader.skip_trivia()
    if reader.pos < len(text):
        reader.guesses += 1 + count_rest(reader)
        reader.stack[0].children[0].incomplete = True
        end = reader.line_end(reader.pos)
        reader.problem("extra-root", reader.pos, end, "The document is over before this text")
    return reader


def _read_sound(reader: Reader) -> None:
    """Read on as long as the text is strict JSON; with a layout, as long as the columns are as expected."""
    text, layout, stack = reader.text, reader.layout, reader.stack
    member, element, after = _MEMBER.match, _ELEMENT.match, _AFTER.match
    pos = reader.pos
    top = stack[-1]
    children = top.children
    in_object = top.kind == "object"
    expecting = reader.expecting
    while True:
        if not expecting:
            match = after(text, pos)
            if match is None:
                break
            separator = match[1]
            if separator == ",":
                expecting = True
                pos = match.end()
                continue
            if layout is not None or (separator == "}") is not in_object:
                break
            pos = match.end()
        else:
            key = None
            if in_object:
                match = member(text, pos)
                if match is None:
                    break
                name, string, number, word, opening = match.groups()
                start, end = match.span(1)
                start -= 1
                end += 1
                key = Key(decode(name) if "\\" in name else name, start, end)
                group = 2
            else:
                match = element(text, pos)
                if match is None:
                    break
                string, number, word, opening = match.groups()
                group = 1
                start = match.start(match.lastindex or 0) - (string is not None)
                end = pos
            if layout is not None:
                column = layout.look(pos, start)
                if column >= 0 and column != layout.columns[-1]:
                    break
                if opening is not None and key is not None:
                    layout.look(end, match.end() - 1)
            pos = match.end()
            if opening is not None:
                in_object = opening == "{"
                top = Node("object" if in_object else "array", pos - 1, pos, None, key, [])
                reader.open(top)
                children = top.children
                continue
            if string is not None:
                start, end = match.span(group)
                if "\\" in string:
                    string = decode(string)
                children.append(Node("string", start - 1, end + 1, string, key))
            elif number is not None:
                start, end = match.span(group + 1)
                children.append(Node("number", start, end, to_number(number), key))
            else:
                start, end = match.span(group + 2)
                value = WORDS[word]
                children.append(Node("null" if value is None else "boolean", start, end, value, key))
            if text[pos - 1] == ",":
                continue
            if layout is not None:
                pos -= 1
                expecting = False
                break
        reader.leave(pos)
        top = stack[-1]
        children = top.children
        in_object = top.kind == "object"
        expecting = False
        if len(stack) == 1:
            break
    reader.pos = pos
    reader.expecting = expecting


def _tree(reader: Reader) -> Tree:
    roots = reader.stack[0].children
    for node in reader.objects:
        children = node.children
        if len({child.key.text.lower() for child in children if child.key}) != len(children) and not node.incomplete:
            _find_duplicates(reader, node)
    if not roots and not reader.problems:
        reader.problem("empty-document", 0, len(reader.text), "There is nothing in this document")
    problems = tuple(sorted(reader.problems, key=attrgetter("start", "end")))
    return Tree(
        roots[0] if roots else None,
        problems,
        tuple(reader.comments),
        frozenset(reader.unclosed),
    )


def _find_duplicates(reader: Reader, node: Node) -> None:
    seen: dict[str, Key] = {}
    for child in node.children:
        key = child.key
        if key is None or not key.known:
            continue
        lowered = key.text.lower()
        earlier = seen.get(lowered)
        if earlier is not None:
            message = f"`{key.text}` is here a second time: of two members with the same name only the last one counts"
            if earlier.text != key.text:
                message = f"`{key.text}` and `{earlier.text}` above differ in case only: Azure takes them for one name"
            reader.problems.append(Problem("duplicate-key", key.start, key.end, message))
        seen[lowered] = key
