"""The fast way through strict JSON: one regular expression match per member or element. Stops at all else."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from aiblsp.jsonc.node import Key, Node
from aiblsp.jsonc.scalars import NUMBER, WORDS, to_number
from aiblsp.jsonc.strings import decode

if TYPE_CHECKING:
    from aiblsp.jsonc.layout import Layout
    from aiblsp.jsonc.reader import Reader

_BLANK = r"[ \t\r\n]*+"
_STRING = r'"([^"\\\x00-\x1f]*+(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\x00-\x1f]*+)*+)"'
# The groups: name, opening bracket (not that of an expression without quotes), string, number, word.
_VALUE = rf"(?:([{{\[])(?![A-Za-z_])|(?:{_STRING}|({NUMBER})|(true|false|null)){_BLANK}[,CLOSING])"
_MEMBER = re.compile(rf"{_BLANK}{_STRING}{_BLANK}:{_BLANK}" + _VALUE.replace("CLOSING", "}"))
_ELEMENT = re.compile(rf"{_BLANK}()" + _VALUE.replace("CLOSING", r"\]"))
_AFTER = re.compile(rf"{_BLANK}([,}}\]])")
_ROOT = re.compile(rf"\ufeff?{_BLANK}([{{\[])(?![A-Za-z_])")
_OPENING, _STRING_GROUP, _NUMBER_GROUP = 2, 3, 4


def open_root(reader: Reader) -> bool:
    """Go into the object or array that the text starts with; False where it starts with something else."""
    match = _ROOT.match(reader.text)
    if match is None:
        return False
    reader.pos = match.end()
    if reader.layout is not None:
        reader.layout.look(0, reader.pos - 1)
    reader.open(Node("object" if match[1] == "{" else "array", reader.pos - 1, reader.pos, None, None, []))
    return True


def read_sound(reader: Reader) -> None:
    """Read on as long as the text is strict JSON; with a layout, as long as the columns are as expected.

    This is where the time goes, so it does by hand what the methods of `Reader` do.
    """
    text, layout, stack, opened = reader.text, reader.layout, reader.stack, reader.opened
    objects, after = reader.objects, _AFTER.match
    pos, expecting = reader.pos, reader.expecting
    top = stack[-1]
    children = top.children
    in_object = top.kind == "object"
    read = (_MEMBER if in_object else _ELEMENT).match
    while True:
        if expecting and (match := read(text, pos)) is not None:
            group = match.lastindex or 0
            start, end = match.span(group)
            if layout is not None and not _is_laid_out(layout, pos, match, in_object):
                break
            if in_object:
                name = match[1]
                name_start, name_end = match.span(1)
                key = Key(decode(name) if "\\" in name else name, name_start - 1, name_end + 1)
            else:
                key = None
            pos = match.end()
            if group == _STRING_GROUP:
                string = match[_STRING_GROUP]
                children.append(Node("string", start - 1, end + 1, decode(string) if "\\" in string else string, key))
            elif group == _OPENING:
                in_object = text[start] == "{"
                top = Node("object" if in_object else "array", start, end, None, key, [])
                children.append(top)
                if layout is not None:
                    reader.enter(top)
                else:
                    stack.append(top)
                    opened[top.kind] += 1
                    if in_object:
                        objects.append(top)
                children = top.children
                read = (_MEMBER if in_object else _ELEMENT).match
                continue
            elif group == _NUMBER_GROUP:
                children.append(Node("number", start, end, to_number(match[_NUMBER_GROUP]), key))
            else:
                value = WORDS[match[group]]
                children.append(Node("null" if value is None else "boolean", start, end, value, key))
            if text[pos - 1] == ",":
                continue
            if layout is not None:
                pos = end + 1 if group == _STRING_GROUP else end
                expecting = False
                continue
        else:
            if expecting and children:
                break
            match = after(text, pos)
            if match is None:
                break
            if match[1] == ",":
                if expecting:
                    break
                expecting = True
                pos = match.end()
                continue
            if (match[1] == "}") is not in_object:
                break
            if layout is not None and not _closes_well(reader, layout, pos, match.end()):
                break
            pos = match.end()
        if layout is not None or reader.doubtful:
            reader.leave(pos)
        else:
            top = stack.pop()
            top.end = pos
            opened[top.kind] -= 1
        top = stack[-1]
        children = top.children
        in_object = top.kind == "object"
        read = (_MEMBER if in_object else _ELEMENT).match
        expecting = False
        if len(stack) == 1:
            break
        if text.startswith(",", pos):  # as nearly always where anything follows: a match is dear
            expecting = True
            pos += 1
    reader.pos = pos
    reader.expecting = expecting


def _is_laid_out(layout: Layout, gap: int, match: re.Match[str], in_object: bool) -> bool:
    """Whether a member or element is in the column of those before it."""
    group = match.lastindex or 0
    start = match.start(1) - 1 if in_object else match.start(group) - (group == _STRING_GROUP)
    column = layout.look(gap, start)
    if column >= 0 and column != layout.columns[-1]:
        if layout.columns[-1] >= 0 or column <= layout.indents[-1]:
            return False
        layout.settle(column)
    if group == _OPENING and in_object:
        layout.look(match.end(1) + 1, match.start(_OPENING))
    return True


def _closes_well(reader: Reader, layout: Layout, gap: int, end: int) -> bool:
    """Whether a closing bracket is where the line of its opening one starts, and none is too many."""
    top = reader.stack[-1]
    return reader.surplus[top.kind] >= 0 and layout.look(gap, end - 1) == layout.indents[-1]
