"""One step of reading what the fast path does not take: comments, odd words, things missing. Leaves brackets alone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from aiblsp.jsonc import brackets
from aiblsp.jsonc.node import Key, Node
from aiblsp.jsonc.quotes import read_quoted
from aiblsp.jsonc.strings import decode
from aiblsp.jsonc.words import read_word, starts_expression

if TYPE_CHECKING:
    from aiblsp.jsonc.reader import Reader

_BARE_NAME = re.compile(r"([A-Za-z_$<][\w$.\-/<>]*+)[ \t]*+(?=:)")
_BARE_WORD = re.compile(r"[A-Za-z_$][\w$.\-]*+(?=[ \t]*+(?:[,}\r\n]|\Z))")
_UNOPENED_NAME = re.compile(r"([^\"\r\n:{}]{1,300}+)\"(?=[ \t]*+:)")
_JUNK = re.compile(r"[^\s\"'{}\[\],:]++|\S")
_JUNK_BEFORE_VALUE = re.compile(
    r"(?:[^\s\"{}\[\],:]{1,50}+|,)[ \t]*+(?=[:{\[])|[^\s\"{}\[\],:0-9<\-]{1,50}+[ \t]*+(?=[\"0-9])"
)
_VALUE = re.compile(r"[\"{\[0-9\-<']|(?:true|false|null)\b")
_COLONS = re.compile(r":(?:[ \t]*+:)*+")
_BREAK = re.compile(r"[\r\n]")
_BLANKS = re.compile(r"[ \t]*+")


def read_root(reader: Reader) -> None:
    """Find the root: pass over what comes before it, and go into it."""
    text = reader.text
    while True:
        reader.skip_trivia()
        char = text[reader.pos : reader.pos + 1]
        if not char:
            return
        if reader.layout is not None:
            reader.layout.look(0, reader.pos)
        if brackets.NAMED.match(text, reader.pos):
            start = reader.pos
            brackets.make_up(reader, "object", start)
            return
        if char in "{[":
            brackets.push(reader, char, None)
            return
        if char in "}],:":
            reader.problem("unexpected-text", reader.pos, reader.pos + 1, f"`{char}` is not expected here", "")
            reader.pos += 1
            continue
        node = read_quoted(reader, False) if char in "\"'" else read_word(reader)
        if node is None:
            continue
        reader.skip_trivia()
        if reader.pos == len(text) or (node.kind != "unknown" and node.value != ""):
            reader.stack[0].children.append(node)
            return


def step(reader: Reader) -> None:
    """Read on by one token, member, element or closing bracket of the innermost container."""
    reader.skip_trivia()
    if reader.pos >= len(reader.text):
        brackets.end_of_text(reader)
    elif not reader.expecting:
        _after_value(reader)
    elif reader.stack[-1].kind == "object":
        _member(reader)
    else:
        _element(reader)


def _after_value(reader: Reader) -> None:
    text, pos = reader.text, reader.pos
    char = text[pos]
    if char == ",":
        reader.pos = pos + 1
        reader.expecting = True
    elif char in "}]":
        brackets.close(reader, char)
    elif char == ":":
        reader.pos = pos + 1
        reader.expecting = reader.stack[-1].kind == "array"
        if reader.expecting:
            reader.problem("unexpected-text", pos, pos + 1, "A comma should be here, not a colon", ",")
        else:
            reader.problem("unexpected-text", pos, pos + 1, "`:` is not expected here", "")
    elif not _VALUE.match(text, pos) and not _BREAK.search(text, reader.gap, pos) and reader.stack[-1].kind == "object":
        _pass_junk(reader)
    else:
        if reader.quiet != reader.gap:
            at = reader.gap - 1
            reader.problem("missing-comma", at, at + 1, "Comma missing after this value", text[at] + ",")
        reader.expecting = True
        reader.quiet = -1
        reader.pos = reader.gap


def _pass_junk(reader: Reader) -> None:
    """Pass over text that makes no sense here; pieces in a row are one problem."""
    text, start = reader.text, reader.pos
    match = _JUNK.match(text, start)
    end = match.end() if match else start + 1
    if text[start] in "/#":  # what is left of a comment
        end = reader.line_end(start)
    reader.pos = end
    reader.stack[-1].incomplete = True
    last = reader.problems[-1] if reader.problems else None
    if last is not None and last.kind == "unexpected-text" and last.end == reader.gap and last.end == reader.quiet:
        reader.problems.pop()
        start = last.start
    shown = text[start:end] if end - start < 61 else text[start : start + 60] + "…"
    reader.problem("unexpected-text", start, end, f"`{shown}` is not expected here")


def _member(reader: Reader) -> None:
    text, pos = reader.text, reader.pos
    char = text[pos]
    if char in "}]" and not _UNOPENED_NAME.match(text, pos):
        brackets.close(reader, char)
        return
    named = char == '"' and brackets.NAMED.match(text, pos) is not None
    if brackets.belongs_outside(reader, named):
        return
    if char == ",":
        _extra_comma(reader)
        return
    if char in "{[" and not (char == "[" and starts_expression(text, pos)):
        brackets.open_without_name(reader, char)
        return
    if char == '"' and not named and brackets.turn_into_array(reader):
        return
    if char == ":":
        key: Key | None = Key("", pos, pos, False)
        if brackets.NAMED.match(text, pos + 1):
            reader.pos = pos + 1
            reader.problem("unexpected-text", pos, pos + 1, "`:` is not expected here", "")
            return
        reader.problem("missing-key", pos, pos + 1, "Name missing before this colon")
    else:
        key = _name(reader)
    if key is None:
        return
    _colon(reader, key)


def _extra_comma(reader: Reader) -> None:
    pos = reader.pos
    reader.pos = pos + 1
    if reader.quiet != reader.gap:
        reader.problem("extra-comma", pos, pos + 1, "There is nothing before this comma", "")


def _name(reader: Reader) -> Key | None:
    """Read the name of a member; None where there is none, after passing over what is there."""
    text, pos = reader.text, reader.pos
    if text[pos] in "\"'":
        node = read_quoted(reader, True)
        return None if node is None else Key(node.value, node.start, node.end)
    unopened = _UNOPENED_NAME.match(text, pos)
    if unopened is not None:
        reader.pos = unopened.end()
        raw = unopened[1]
        reader.problem("missing-quote", pos, unopened.end(), "Opening quote missing before this name", f'"{raw}"')
        return Key(decode(raw), pos, unopened.end())
    bare = _BARE_NAME.match(text, pos)
    if bare is not None:
        reader.pos = bare.end(1)
        reader.problem("unquoted-text", pos, bare.end(1), f"Quotes missing around the name `{bare[1]}`", f'"{bare[1]}"')
        return Key(bare[1], pos, bare.end(1))
    word = _BARE_WORD.match(text, pos)
    if word is not None:
        reader.pos = word.end()
        reader.problem("unquoted-text", pos, word.end(), f"Quotes missing around the name `{word[0]}`", None)
        return Key(word[0], pos, word.end())
    _pass_junk(reader)
    return None


def _colon(reader: Reader, key: Key) -> None:
    """Read the colon behind a name, and the value; or find out that they are missing."""
    text = reader.text
    reader.skip_trivia()
    pos, gap = reader.pos, reader.gap
    on_line = not _BREAK.search(text, gap, pos)
    junk = None if text.startswith(":", pos) or _VALUE.match(text, pos) else _JUNK_BEFORE_VALUE.match(text, pos)
    if junk is not None and on_line:
        reader.pos = pos = junk.end()
        found = junk[0].strip()
        message = f"`{found}` stands where the colon after `{key.text}` should be"
        reader.problem("missing-colon", junk.start(), junk.start() + len(found), message)
    colons = _COLONS.match(text, pos)
    if colons is not None:
        if colons.end() > pos + 1:
            reader.problem("unexpected-text", pos + 1, colons.end(), "One colon is enough", "")
        reader.pos = colons.end()
    elif not _VALUE.match(text, pos) or _half_typed(reader, pos, on_line):
        _half_member(reader, key, gap)
        return
    elif reader.quiet not in (gap, pos):
        message = f"Colon missing after the name `{key.text}`"
        reader.problem("missing-colon", gap - 1, gap, message, text[gap - 1] + ":")
    _value(reader, key)


def _half_typed(reader: Reader, pos: int, on_line: bool) -> bool:
    """Whether what follows a name without a colon is the next member, not the value."""
    if brackets.NAMED.match(reader.text, pos):
        return True
    return not on_line and reader.quiet == reader.gap


def _half_member(reader: Reader, key: Key, end: int) -> None:
    reader.pos = end
    if reader.quiet != end:
        message = f"Colon and value missing after the name `{key.text}`"
        reader.problem("missing-colon", key.start, key.end, message)
    reader.quiet = end
    top = reader.stack[-1]
    top.incomplete = True
    top.children.append(Node("unknown", end, end, "", key))
    reader.expecting = False


def _value(reader: Reader, key: Key) -> None:
    """Read the value of a member, from behind its colon."""
    text = reader.text
    colon = reader.pos
    reader.skip_trivia()
    pos = reader.pos
    char = text[pos : pos + 1]
    if char == "," and text[pos + 1 : pos + 20].lstrip(" \t")[:1] in ("{", "["):
        reader.problem("extra-comma", pos, pos + 1, "There is nothing before this comma", "")
        reader.pos = pos + 1
        reader.skip_trivia()
        pos = reader.pos
        char = text[pos]
    if not char or char in "}],:" or (char == '"' and brackets.NAMED.match(text, pos)):
        if char and brackets.make_up_value(reader, key, colon):
            return
        blanks = _BLANKS.match(text, colon)
        end = blanks.end() if blanks else colon
        reader.pos = end
        reader.problem("missing-value", key.start, colon, f"Value missing after `{key.text}`")
        reader.quiet = end
        reader.stack[-1].children.append(Node("unknown", colon, end, "", key))
        reader.expecting = False
        return
    if char in "{[" and not (char == "[" and starts_expression(text, pos)):
        brackets.push(reader, char, key)
        return
    before = len(reader.problems)
    node = read_quoted(reader, False) if char in "\"'" else read_word(reader)
    if node is None:
        if reader.pos == pos:
            reader.pos += 1
        _value(reader, key)
        return
    node.key = key
    if len(reader.problems) > before and brackets.make_up_value(reader, key, node.start):
        return
    reader.stack[-1].children.append(node)
    reader.expecting = False


def _element(reader: Reader) -> None:
    text, pos = reader.text, reader.pos
    char = text[pos]
    if char in "}]":
        brackets.close(reader, char)
        return
    named = char == '"' and brackets.NAMED.match(text, pos) is not None
    if brackets.belongs_outside(reader, named):
        return
    if char == ",":
        _extra_comma(reader)
        return
    if char == ":":
        reader.pos = pos + 1
        reader.problem("unexpected-text", pos, pos + 1, "`:` is not expected here", "")
        return
    if named and brackets.open_for_name(reader):
        return
    if char in "{[" and not (char == "[" and starts_expression(text, pos)):
        brackets.push(reader, char, None)
        return
    node = read_quoted(reader, False) if char in "\"'" else read_word(reader)
    if node is None:
        return
    reader.stack[-1].children.append(node)
    reader.expecting = False
