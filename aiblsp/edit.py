"""Minimal text edits that keep comments and layout: replace, rename, remove, insert, move. Never formats what it keeps.

The functions take the source that the nodes' offsets belong to (`node.source or document.source`). JSON text that is
inserted may span lines: `pretty` writes it with LF and one tab per level, and it takes on the document's own line ends
and indentation, or becomes one line where its new neighbours stand on one line.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aiblsp.diagnostic import Edit
from aiblsp.jsonc import gaps
from aiblsp.jsonc.strings import document_offset

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable

    from aiblsp.jsonc.node import Node
    from aiblsp.text import Source

_ESCAPES = {code: f"\\u{code:04x}" for code in range(32)} | {
    ord(character): f"\\{letter}" for character, letter in zip('"\\\b\f\n\r\t', '"\\bfnrt', strict=True)
}
_STRING_OR_BREAK = rf'"(?:[^"\\]|\\(?s:.))*+"|{gaps.COMMENT}|(?:\r\n|\n|\r)([ \t]*+)'


def quote(value: Any) -> str:
    """The JSON text of a value on one line."""
    if isinstance(value, str):
        return f'"{value.translate(_ESCAPES)}"'
    from json import dumps  # here, because rules import this module at start-up, and most edits are of strings

    return dumps(value, ensure_ascii=False)


def pretty(value: Any) -> str:
    """The JSON text of a value over several lines, as the insert functions take it."""
    from json import dumps

    return dumps(value, ensure_ascii=False, indent="\t")


def apply(text: str, edits: Iterable[Edit]) -> str:
    """The text after the edits. Raises ValueError where they overlap, are not sorted, or lie outside of the text."""
    parts: list[str] = []
    at = 0
    for edit in edits:
        if not at <= edit.start <= edit.end <= len(text):
            raise ValueError(f"edit {edit.start} to {edit.end} overlaps the one before it or lies outside of the text")
        parts += (text[at : edit.start], edit.text)
        at = edit.end
    parts.append(text[at:])
    return "".join(parts)


def replace(node: Node, text: str) -> Edit:
    """Write other JSON text in the place of a value."""
    return Edit(node.start, node.end, text)


def replace_part(source: Source, node: Node, start: int, end: int, text: str) -> Edit:
    """Write other text in the place of the characters `start` to `end` of a string's value; a line of a script."""
    return Edit(document_offset(source.text, node, start), document_offset(source.text, node, end), quote(text)[1:-1])


def rename(node: Node, new_name: str) -> Edit:
    """Give a member another name. Raises ValueError for a node without a key."""
    if node.key is None:
        raise ValueError("only a member of an object has a name")
    return Edit(node.key.start, node.key.end, quote(new_name))


def replace_member(source: Source, child: Node, name: str, json_text: str) -> Edit:
    """Write another name and value in the place of a member. Raises ValueError for a node without a key."""
    if child.key is None:
        raise ValueError("only a member of an object has a name")
    text = source.text
    colon = gaps.colon(text, child)
    if gaps.starts_line(text, child.key.start):
        json_text = _laid_out(source, json_text, gaps.indent(text, child.key.start), gaps.indent_unit(text, child))
    else:
        json_text = _on_one_line(json_text)
    return Edit(child.key.start, gaps.value_end(child), quote(name) + colon + json_text)


def remove(source: Source, parent: Node, child: Node) -> tuple[Edit, ...]:
    """Take a member or element away, with its comma, its line and the comment behind it on that line.

    Comments on lines of their own stay. Raises ValueError where `child` is not a child of `parent`.
    """
    text = source.text
    index = _index(parent, child)
    is_last = index + 1 == len(parent.children)
    before = gaps.value_end(parent.children[index - 1]) if index else gaps.inner_start(text, parent)
    after = gaps.inner_end(text, parent) if is_last else gaps.child_start(parent.children[index + 1])
    start = gaps.child_start(child)
    comma = gaps.comma(text, gaps.value_end(child), after)
    end = gaps.value_end(child) if comma is None else comma + 1
    if len(parent.children) == 1 and not (text[before:start] + text[end:after]).strip(" \t\r\n"):
        return (Edit(before, after, ""),)
    line = gaps.own_line(text, start, end)
    if comma is not None or not index:
        return (Edit(*(line or gaps.with_blanks(text, start, end)), ""),)
    previous = gaps.comma(text, before, start)
    if previous is None:  # the comma before it is missing: there is none to take away
        return (Edit(*(line or (start, end)), ""),)
    if line is None and not text[previous + 1 : start].strip(" \t\r\n"):
        return (Edit(previous, end, ""),)
    return Edit(previous, previous + 1, ""), Edit(*(line or (start, end)), "")


def insert_member(
    source: Source, parent: Node, name: str, json_text: str, after: str | None = None, *, first: bool = False
) -> Edit:
    """Add a member behind the one called `after`, or as the first, or (without either, or not found) as the last."""
    index = 0 if first else len(parent.children)
    if after is not None and (anchor := parent.get(after)) is not None:
        index = _index(parent, anchor) + 1
    colon = gaps.colon(source.text, parent.children[0] if parent.children else parent)
    return _insert(source, parent, index, quote(name) + colon, json_text)


def insert_element(source: Source, parent: Node, index: int, json_text: str) -> Edit:
    """Add an element before the one that has this index now; behind the last one for any larger index."""
    return _insert(source, parent, min(max(index, 0), len(parent.children)), "", json_text)


def move_member(source: Source, parent: Node, child: Node, target: Node, name: str | None = None) -> tuple[Edit, ...]:
    """Move a member from `parent` to the end of another object of the same file, under `name` or its own name.

    `target` is not `parent`, and not within `child`. Raises ValueError where it is, or where `child` has no key.
    """
    if child.key is None or target is parent or child.start <= target.start < child.end:
        raise ValueError("a member moves to another object that is not part of it")
    moved = copy_text(source, parent, child)
    inserted = insert_member(source, target, child.key.text if name is None else name, moved)
    return tuple(sorted((*remove(source, parent, child), inserted), key=lambda edit: (edit.start, edit.end)))


def copy_text(source: Source, parent: Node, child: Node) -> str:
    """The text of a value as the insert functions take it: with LF and tabs, whatever the document indents with."""
    text = source.text
    base = gaps.indent(text, gaps.child_start(child))
    return _portable(text[gaps.value_start(child) : gaps.value_end(child)], base, gaps.indent_unit(text, parent))


def wrap(source: Source, node: Node, opening: str, closing: str) -> tuple[Edit, ...]:
    """Put text around a value: a bracket pair makes an array of it. Lines within the value keep their indentation."""
    end = min(node.end, len(source.text))
    return Edit(node.start, node.start, opening), Edit(end, end, closing)


def _insert(source: Source, parent: Node, index: int, head: str, json_text: str) -> Edit:
    if not parent.children:
        return _insert_only(source, parent, head, json_text)
    text = source.text
    following = gaps.child_start(parent.children[index]) if index < len(parent.children) else None
    anchor = gaps.child_start(parent.children[index - 1 if index else 0])
    if not gaps.starts_line(text, anchor) or (following is not None and not gaps.starts_line(text, following)):
        return _insert_beside(text, parent, index, head + _on_one_line(json_text))
    indent = gaps.indent(text, anchor)
    piece = head + _laid_out(source, json_text, indent, gaps.indent_unit(text, parent))
    line = source.newline + indent + piece
    if not index:
        opening = gaps.inner_start(text, parent)
        if gaps.rest_of_line(text, opening) is None:
            return Edit(anchor, anchor, piece + "," + source.newline + indent)
        at = gaps.comment_end(text, opening)
        return Edit(at, at, line + ",")
    end = gaps.value_end(parent.children[index - 1])
    comma = gaps.comma(text, end, gaps.inner_end(text, parent) if following is None else following)
    if comma is None:
        at = gaps.comment_end(text, end)
        return Edit(end, at, "," + text[end:at] + line + ("" if following is None else ","))
    if gaps.compiled(gaps.LINE_END).search(text, end, comma):  # the comma leads a later line: write before it
        return Edit(end, end, "," + line)
    at = gaps.comment_end(text, comma + 1)
    return Edit(at, at, line + ",")


def _insert_beside(text: str, parent: Node, index: int, piece: str) -> Edit:
    """Add to children that stand on one line."""
    separator = gaps.separator(text, parent)
    if not index:
        at = gaps.child_start(parent.children[0])
        return Edit(at, at, piece + separator)
    end = gaps.value_end(parent.children[index - 1])
    if index == len(parent.children) or gaps.comma(text, end, gaps.child_start(parent.children[index])) is not None:
        return Edit(end, end, separator + piece)
    return Edit(end, end, separator + piece + ",")


def _insert_only(source: Source, parent: Node, head: str, json_text: str) -> Edit:
    text = source.text
    inner, inner_end = gaps.inner_start(text, parent), gaps.inner_end(text, parent)
    at, breaks = gaps.comments_end(text, inner, inner_end)
    ends_line = gaps.compiled(gaps.LINE_END).search(text, at, inner_end) is not None
    has_lines = gaps.starts_line(text, gaps.child_start(parent)) and source.newline in text
    if not breaks and not has_lines:
        piece = head + _on_one_line(json_text)
        return Edit(inner, inner_end, piece) if at == inner else Edit(at, at, " " + piece)
    indent, unit = gaps.indent(text, parent.start), gaps.indent_unit(text, parent)
    line = source.newline + indent + unit + head + _laid_out(source, json_text, indent + unit, unit)
    if at > inner and ends_line:
        return Edit(at, at, line)
    return Edit(at, inner_end, line + source.newline + indent)


def _index(parent: Node, child: Node) -> int:
    for index, candidate in enumerate(parent.children):
        if candidate is child:
            return index
    raise ValueError("the node is not a child of this parent")


def _laid_out(source: Source, json_text: str, indent: str, unit: str) -> str:
    """Give line breaks between values the document's line end and indentation; strings and comments stay."""

    def broken(match: re.Match[str]) -> str:
        blanks: str | None = match.group(1)
        return match.group() if blanks is None else source.newline + indent + blanks.replace("\t", unit)

    return gaps.compiled(_STRING_OR_BREAK).sub(broken, json_text)


def _on_one_line(json_text: str) -> str:
    """Take out the line breaks between values, unless a line comment needs them."""
    if any(match.group().startswith("//") for match in gaps.compiled(_STRING_OR_BREAK).finditer(json_text)):
        return json_text

    def joined(match: re.Match[str]) -> str:
        if match.group(1) is None:
            return match.group()
        before = json_text[match.start() - 1 : match.start()]
        return "" if before in "{[" or json_text[match.end() : match.end() + 1] in "]}" else " "

    return gaps.compiled(_STRING_OR_BREAK).sub(joined, json_text)


def _portable(json_text: str, base: str, unit: str) -> str:
    """Text taken from the document, with the indentation beyond `base` written as tabs."""

    def portable(match: re.Match[str]) -> str:
        blanks: str | None = match.group(1)
        return match.group() if blanks is None else "\n" + blanks.removeprefix(base).replace(unit, "\t")

    return gaps.compiled(_STRING_OR_BREAK).sub(portable, json_text)
