"""One step of reading what the fast path does not take: comments, odd words, things missing. Leaves brackets alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp.jsonc import openings
from aiblsp.jsonc.brackets import NAMED, belongs_outside, close, end_of_text, push
from aiblsp.jsonc.node import Key, Node
from aiblsp.jsonc.quotes import read_quoted
from aiblsp.jsonc.strings import QUOTES, decode, shorten
from aiblsp.jsonc.words import read_word, starts_expression
from aiblsp.pattern import later

if TYPE_CHECKING:
    from aiblsp.jsonc.reader import Reader

_BARE_NAME = later(r"([A-Za-z_$<][\w$.\-/<>]*+)[ \t]*+(?=:)")
_BARE_WORD = later(r"[A-Za-z_$][\w$.\-]*+(?=[ \t]*+(?:[,}\r\n]|\Z))")
_UNOPENED_NAME = later(r"((?!\[)[^\"\r\n:{}]{1,300}+)\"(?=[ \t]*+:)")
_JUNK = later(r"[^\s\"'{}\[\],:]++|(?s:.)")
_JUNK_BEFORE_VALUE = later(
    r"(?:[^\s\"{}\[\],:]{1,50}+|,)[ \t]*+(?=[:{\[])|[^\s\"{}\[\],:0-9<\-]{1,50}+[ \t]*+(?=[\"0-9])"
)
_VALUE = later(r"[\"{\[0-9\-<'“”]|(?:true|false|null)\b")
_CONTAINER_BEHIND_COMMA = later(r",[ \t]*+[{\[]")
_OPENING_OR_NAME = later(rf"[{{\[]|{NAMED.pattern}")
_BESIDE_VALUE = later(r"[ \t]*+[\"{\[]")
_BLANKS = later(r"[ \t]*+")
_COLONS = later(r":(?:[ \t]*+:)*+")
_RUN_ON = later(r"[\":,{}\[\]]")  # a name with one of these, and something wrong at it, is more than the name
_OTHER_COMMAS = ";，；、"


def read_root(reader: Reader) -> None:
    """Find the root and go into it, or read it where it is a scalar; text before it is passed over."""
    text = reader.text
    reader.skip_trivia()
    start = reader.pos
    if start == len(text):
        return
    if text[start] not in "{[}],:" and not NAMED.match(text, start):
        before, passed = len(reader.problems), len(reader.comments)
        node = read_quoted(reader, named=False) if text[start] in QUOTES else read_word(reader)
        reader.skip_trivia()
        if node is not None and reader.pos == len(text):
            reader.stack[0].children.append(node)
            return
        del reader.problems[before:]
        del reader.comments[passed:]
        reader.quiet = -1
        reader.told = start - 1
    match = _OPENING_OR_NAME.search(text, start)
    if match is None or match.start() > start:
        end = min(reader.line_end(start), match.start()) if match else reader.line_end(start)
        junk = text[start:end].rstrip()
        reader.problem("unexpected-text", start, start + len(junk), f"`{shorten(junk)}` is not expected here")
    if match is None:
        reader.pos = len(text)
        return
    reader.gap, reader.pos = (start if match.start() > start else reader.gap, match.start())
    if match[1] is None:
        push(reader, match[0], None)
        return
    if reader.layout is not None:
        reader.layout.look(0, reader.pos)
    openings.make_up(reader, "object", reader.pos)


def step(reader: Reader) -> None:
    """Read on by one token, member, element or bracket of the innermost container."""
    reader.skip_trivia()
    if reader.pos >= len(reader.text):
        end_of_text(reader)
    elif not reader.expecting:
        _after_value(reader)
    elif reader.stack[-1].kind == "object":
        _member(reader)
    else:
        _element(reader)


def _after_value(reader: Reader) -> None:
    text, pos, gap = reader.text, reader.pos, reader.gap
    char = text[pos]
    in_object = reader.stack[-1].kind == "object"
    if char == ",":
        reader.pos = pos + 1
        reader.expecting = True
    elif char in "}]":
        if not (char == "]" and in_object and openings.turn_into_array(reader)):
            close(reader, char)
    elif char in _OTHER_COMMAS or (char == ":" and not in_object):
        reader.pos = pos + 1
        reader.expecting = True
        reader.problem("missing-comma", pos, pos + 1, f"A comma `,` should be here, not `{char}`", ",")
    elif char == ":" or (in_object and not _VALUE.match(text, pos) and reader.on_same_line()):
        _pass_junk(reader)
    else:
        if reader.quiet != gap:
            reader.add("missing-comma", gap - 1, gap, "Comma missing after this value", text[gap - 1] + ",")
        reader.quiet = -1
        reader.read_again(expecting=True)


def _pass_junk(reader: Reader) -> None:
    """Pass over text that makes no sense here; pieces in a row are one problem."""
    text, start = reader.text, reader.pos
    match = _JUNK.match(text, start)
    end = match.end() if match else start + 1
    if text[start] == "/":  # what is left of a comment
        end = reader.line_end(start)
    reader.pos = end
    reader.stack[-1].incomplete = True
    last = reader.problems[-1] if reader.problems else None
    if last is not None and last.kind == "unexpected-text" and last.end == reader.gap == reader.quiet:
        start = reader.problems.pop().start
    reader.problem("unexpected-text", start, end, f"`{shorten(text[start:end])}` is not expected here")


def _extra_comma(reader: Reader) -> None:
    pos = reader.pos
    reader.pos = pos + 1
    if reader.quiet != reader.gap:
        reader.problem("extra-comma", pos, pos + 1, "There is nothing before this comma", "")


def _opens_container(text: str, offset: int) -> bool:
    return text[offset] == "{" or (text[offset] == "[" and not starts_expression(text, offset))


def _element(reader: Reader) -> None:
    text, pos = reader.text, reader.pos
    char = text[pos]
    named = (NAMED if char == '"' else _UNOPENED_NAME).match(text, pos) is not None
    if char in "}]":
        close(reader, char)
    elif belongs_outside(reader, named=named):
        return
    elif char == ",":
        _extra_comma(reader)
    elif char == ":":
        _pass_junk(reader)
    elif named and openings.open_for_name(reader):
        return
    elif _opens_container(text, pos):
        push(reader, char, None)
    else:
        node = read_quoted(reader, named=False) if char in QUOTES else read_word(reader)
        if node is None or (node.kind == "unknown" and _BESIDE_VALUE.match(text, node.end)):
            return  # a slip before the element
        reader.stack[-1].children.append(node)
        reader.expecting = False


def _member(reader: Reader) -> None:
    text, pos = reader.text, reader.pos
    char = text[pos]
    named = char == '"' and NAMED.match(text, pos) is not None
    if char in "}]":
        if not (char == "]" and openings.turn_into_array(reader)):
            close(reader, char)
    elif belongs_outside(reader, named=named):
        return
    elif char == ",":
        _extra_comma(reader)
    elif _opens_container(text, pos):
        openings.open_without_name(reader, char)
    elif char == '"' and not named and openings.turn_into_array(reader):
        return
    elif char == ":" and NAMED.match(text, pos + 1):
        _pass_junk(reader)
    else:
        key = _missing_name(reader) if char == ":" else _name(reader)
        if key is not None:
            _colon(reader, key)


def _missing_name(reader: Reader) -> Key:
    pos = reader.pos
    reader.stack[-1].incomplete = True
    reader.problem("missing-key", pos, pos + 1, "Name missing before this colon")
    return Key("", pos, pos, False)


def _name(reader: Reader) -> Key | None:
    """Read the name of a member; None where there is none, after passing over what is there."""
    text, pos = reader.text, reader.pos
    if text[pos] in QUOTES:
        before = len(reader.problems)
        node = read_quoted(reader, named=True)
        if node is None:
            return None
        if len(reader.problems) > before and _RUN_ON.search(node.value):
            reader.stack[-1].incomplete = True
        return Key(node.value, node.start, node.end)
    unopened = _UNOPENED_NAME.match(text, pos)
    if unopened is not None:
        reader.pos = unopened.end()
        raw = unopened[1]
        reader.add("missing-quote", pos, reader.pos, "Opening quote missing before this name", f'"{raw}"')
        return Key(decode(raw), pos, reader.pos)
    match = _BARE_NAME.match(text, pos)
    bare = match[1] if match is not None else ""
    fixed: str | None = f'"{bare}"'
    if match is None:
        match = _BARE_WORD.match(text, pos)
        bare = match[0] if match is not None else ""
        fixed = None
    if match is None:
        _pass_junk(reader)
        return None
    reader.pos = pos + len(bare)
    reader.problem("unquoted-text", pos, reader.pos, f"Quotes missing around the name `{shorten(bare)}`", fixed)
    return Key(bare, pos, reader.pos)


def _colon(reader: Reader, key: Key) -> None:
    """Read the colon behind a name, and the value; or find out that they are missing."""
    text = reader.text
    reader.skip_trivia()
    pos, gap = reader.pos, reader.gap
    on_line = reader.on_same_line()
    junk = None if text.startswith(":", pos) or _VALUE.match(text, pos) else _JUNK_BEFORE_VALUE.match(text, pos)
    if junk is not None and on_line:
        reader.pos = pos = junk.end()
        found = junk[0].strip()
        message = f"`{found}` stands where the colon after `{shorten(key.text)}` should be"
        insert = None if len(found) > 1 or found.isalnum() else ":"
        reader.problem("missing-colon", junk.start(), junk.start() + len(found), message, insert)
    colons = _COLONS.match(text, pos)
    if colons is not None:
        if colons.end() > pos + 1:
            reader.problem("unexpected-text", pos + 1, colons.end(), "One colon is enough", "")
        reader.pos = colons.end()
    elif not _VALUE.match(text, pos) or NAMED.match(text, pos) or (not on_line and text[pos] not in "{["):
        _half_member(reader, key, gap)
        return
    elif junk is None and reader.quiet != gap:
        if _RUN_ON.search(key.text):
            reader.stack[-1].incomplete = True
        message = f"Colon missing after the name `{shorten(key.text)}`"
        reader.problem("missing-colon", gap - 1, gap, message, text[gap - 1] + ":")
    _value(reader, key)


def _half_member(reader: Reader, key: Key, end: int) -> None:
    """A name with nothing behind it: somebody is still writing there."""
    reader.pos = end
    if reader.quiet != end:
        message = f"Colon and value missing after the name `{shorten(key.text)}`"
        reader.problem("missing-colon", key.start, key.end, message)
    reader.quiet = end
    reader.stack[-1].incomplete = True
    _add(reader, Node("unknown", end, end, "", key))


def _value(reader: Reader, key: Key) -> None:
    """Read the value of a member, from behind its colon."""
    text = reader.text
    node = None
    while node is None:
        colon = reader.pos
        reader.skip_trivia()
        if _CONTAINER_BEHIND_COMMA.match(text, reader.pos):
            _extra_comma(reader)
            reader.skip_trivia()
        pos = reader.pos
        char = text[pos : pos + 1]
        if not char or char in "}],:" or (char == '"' and NAMED.match(text, pos)):
            if not (char and openings.open_value(reader, key, colon)):
                _no_value(reader, key, colon)
            return
        if _opens_container(text, pos):
            push(reader, char, key)
            return
        # None is a slip before the value: it was passed over.
        node = read_quoted(reader, named=False) if char in QUOTES else read_word(reader)
    node.key = key
    doubtful = reader.quiet == node.end and not text.startswith(",", node.end)
    if not (doubtful and openings.open_value(reader, key, node.start)):
        _add(reader, node)


def _no_value(reader: Reader, key: Key, colon: int) -> None:
    """The missing value takes the room behind the colon on its line."""
    blanks = _BLANKS.match(reader.text, colon)
    end = blanks.end() if blanks else colon
    reader.add("missing-value", key.start, colon, f"Value missing after `{shorten(key.text)}`")
    reader.pos = reader.quiet = end
    _add(reader, Node("unknown", colon, end, "", key))


def _add(reader: Reader, node: Node) -> None:
    reader.stack[-1].children.append(node)
    reader.expecting = False
