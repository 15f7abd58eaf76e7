"""Parsing JSON with comments into nodes."""

from __future__ import annotations

import gc
import re

from aiblsp.jsonc.node import Comment, Key, Node, Problem, Tree
from aiblsp.jsonc.strings import decode

_TRIVIA = re.compile(r"[ \t\r\n]*+(?:(//[^\r\n]*+|/\*(?s:.*?)\*/)[ \t\r\n]*+)?")
_PLAIN = r'"([^"\\\x00-\x1f]*+(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\x00-\x1f]*+)*+)"'
_SCALAR = rf"(?:{_PLAIN}|(-?(?:0|[1-9][0-9]*+)(?:\.[0-9]++)?(?:[eE][-+]?[0-9]++)?)|(true|false|null))"
_MEMBER = re.compile(rf"[ \t\r\n]*+{_PLAIN}[ \t\r\n]*+:[ \t\r\n]*+(?:{_SCALAR}(?=[ \t\r\n]*+[,}}])|([{{\[]))").match
_ELEMENT = re.compile(rf"[ \t\r\n]*+(?:{_SCALAR}(?=[ \t\r\n]*+[,\]])|([{{\[]))").match


def parse(text: str) -> Tree:
    """Read a document; never raises on its content."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        return _parse(text)
    finally:
        if collecting:
            gc.enable()


def _number(raw: str) -> int | float:
    if raw.lstrip("-").isdigit():
        try:
            return int(raw)
        except ValueError:
            return float(raw)
    return float(raw)


def _parse(text: str) -> Tree:
    comments: list[Comment] = []
    problems: list[Problem] = []
    holder = Node("array", 0, len(text), None, None, [])
    stack = [holder]
    pos = 0
    expecting = True
    words = {"true": True, "false": False, "null": None}
    while True:
        match = _TRIVIA.match(text, pos)
        while match is not None and match[1] is not None:
            comments.append(Comment(match.start(1), match.end(1), match[1]))
            pos = match.end()
            match = _TRIVIA.match(text, pos)
        top = stack[-1]
        if match is not None and not expecting:
            pos = match.end()
        char = text[pos : pos + 1] if not expecting else text[match.end() : match.end() + 1] if match else ""
        if not char:
            break
        if char in "]}":
            pos = match.end() + 1 if match else pos + 1
            if len(stack) == 1:
                problems.append(Problem("unexpected-close", pos - 1, pos, f"This `{char}` closes nothing"))
                continue
            if expecting and top.children:
                comma = text.rfind(",", 0, pos)
                problems.append(Problem("trailing-comma", comma, comma + 1, "Comma after the last one", ""))
            top.end = pos
            stack.pop()
            expecting = False
            continue
        if not expecting:
            if char == ",":
                pos += 1
                expecting = True
                continue
            problems.append(Problem("missing-comma", pos, pos, "Comma missing after this value", ","))
            expecting = True
        key = None
        if top.kind == "object":
            member = _MEMBER(text, pos)
            if member is not None:
                key = Key(decode(member[1]), member.start(1) - 1, member.end(1) + 1)
            found = member
            base = 2
        else:
            found = _ELEMENT(text, pos)
            base = 1
            if found is None and len(stack) == 1:
                scalar = re.compile(rf"[ \t\r\n]*+(?:{_SCALAR}|([{{\[]))").match(text, pos)
                found = scalar
        if found is None:
            start = match.end() if match else pos
            pos = start + 1
            problems.append(Problem("unexpected-text", start, pos, f"`{char}` is not expected here"))
            continue
        string, number, word, opener = (found[base], found[base + 1], found[base + 2], found[base + 3])
        pos = found.end()
        if opener is not None:
            node = Node("object" if opener == "{" else "array", pos - 1, pos, None, key, [])
            top.children.append(node)
            stack.append(node)
            continue
        if string is not None:
            node = Node("string", found.start(base) - 1, found.end(base) + 1, decode(string), key)
        elif number is not None:
            node = Node("number", found.start(base + 1), pos, _number(number), key)
        else:
            value = words[word]
            node = Node("null" if value is None else "boolean", found.start(base + 2), pos, value, key)
        top.children.append(node)
        expecting = False
    for node in stack[1:]:
        node.end = len(text)
        node.incomplete = True
        problems.append(Problem("unclosed", node.start, node.start + 1, "This bracket is never closed"))
    root = holder.children[0] if holder.children else None
    if root is None:
        problems.append(Problem("empty-document", 0, 0, "The document is empty"))
    return Tree(root, tuple(problems), tuple(comments), frozenset(node.start for node in stack[1:]))
