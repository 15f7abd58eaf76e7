"""Other ways to write parts of an image template: scripts, regions, and members that are missing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aiblsp import edit
from aiblsp.expression.parser import is_expression
from aiblsp.facts.nearest import nearest
from aiblsp.features.action import REWRITE, Action, of
from aiblsp.features.values_of import with_placeholders
from aiblsp.schema import describe
from aiblsp.schema.skeleton import Blank, skeleton

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aiblsp.document import Document
    from aiblsp.features.cursor import Cursor
    from aiblsp.jsonc.node import Node


def reshape_inline(document: Document, place: Cursor) -> Iterator[Action]:
    """A script in one text as one command a line, and commands as one text."""
    inline = _member(place, "inline")
    source = document.source
    if inline is None or inline.incomplete:
        return
    if inline.kind == "string" and not _is_expression(inline):
        text = _listed(_lines(str(inline.value)))
        made = edit.replace_member(source, inline, "inline", text)
        yield Action("Convert `inline` to an array", REWRITE, of(source, (made,)))
    if inline.kind != "array" or any(child.kind != "string" or _is_expression(child) for child in inline.children):
        return
    if any(inline.start <= comment.start < inline.end for comment in document.tree.comments):
        return
    commands = [str(child.value) for child in inline.children]
    if any("\n" in command for command in commands):
        text = _listed([line for command in commands for line in _lines(command)])
        made = edit.replace_member(source, inline, "inline", text)
        yield Action("Write `inline` with one command an element", REWRITE, of(source, (made,)))
    elif len(commands) > 1:
        made = edit.replace_member(source, inline, "inline", edit.quote(["\n".join(commands)]))
        yield Action("Write `inline` as one element", REWRITE, of(source, (made,)))


def convert_regions(document: Document, place: Cursor) -> Iterator[Action]:
    """`replicationRegions` as `targetRegions`, in the API versions that have them."""
    listed = _member(place, "replicationRegions")
    holder = _holder(place, "replicationRegions")
    source = document.source
    if listed is None or holder is None or place.subject is None or listed.kind != "array" or listed.incomplete:
        return
    chain = place.chain[: place.chain.index(holder) + 1]
    offered = {member.name for member in describe.members(place.subject, chain)}
    if "targetRegions" not in offered or holder.get("targetRegions") is not None or not listed.children:
        return
    storage = holder.get("storageAccountType")
    simple = all(child.kind == "string" for child in listed.children) and (storage is None or storage.kind == "string")
    if not simple or any(listed.start <= comment.start < listed.end for comment in document.tree.comments):
        return
    kept = {} if storage is None else {"storageAccountType": storage.value}
    entries = [edit.quote({"name": child.value, **kept}) for child in listed.children]
    many = "\n" in source.text[listed.start : listed.end]
    text = "[\n\t" + ",\n\t".join(entries) + "\n]" if many else f"[{', '.join(entries)}]"
    edits = [edit.replace_member(source, listed, "targetRegions", text)]
    if storage is not None:
        edits += edit.remove(source, holder, storage)
    yield Action("Convert to `targetRegions`", REWRITE, of(source, edits))


def rename_script(document: Document, place: Cursor) -> Iterator[Action]:
    """`script`, which there is not: an address belongs under `scriptUri`, commands under `inline`."""
    script = _member(place, "script")
    holder = _holder(place, "script")
    if script is None or holder is None or holder.get("scriptUri") is not None or holder.get("inline") is not None:
        return
    kind = holder.get("type")
    if kind is None or str(kind.value).lower() not in ("shell", "powershell"):
        return
    source, value = document.source, str(script.value or "")
    if script.kind == "string" and (_is_expression(script) or value.lower().startswith(("https://", "http://"))):
        yield Action("Convert `script` to `scriptUri`", REWRITE, of(source, (edit.rename(script, "scriptUri"),)))
    elif script.kind == "array":
        yield Action("Convert `script` to `inline`", REWRITE, of(source, (edit.rename(script, "inline"),)))
    elif script.kind == "string":
        made = edit.replace_member(source, script, "inline", _listed(_lines(value)))
        yield Action("Convert `script` to `inline`", REWRITE, of(source, (made,)))


def add_missing(document: Document, place: Cursor) -> Iterator[Action]:
    """The members that the object at a place must have and has not."""
    subject = place.subject
    chain = place.chain
    if subject is None:
        return
    while chain and chain[-1].kind != "object":
        chain = chain[:-1]
    if not chain or chain[-1].incomplete:
        return
    holder = chain[-1]
    offered = describe.members(subject, chain)
    wanted = [each.name for each in offered if (each.required or each.needed) and holder.get(each.name) is None]
    known = {each.name.lower() for each in offered}
    written = [child.key.text for child in holder.children if child.key is not None]
    strange = [name for name in written if name.lower() not in known]
    misspelt = {nearest(name, wanted) for name in strange}  # to be renamed, not written a second time
    missing = [name for name in wanted if name not in misspelt]
    if not missing:
        return
    first, *others = ((name, _json(skeleton(subject, chain, name))) for name in missing)
    text = first[1] + "".join(f",\n{edit.quote(name)}: {value}" for name, value in others)
    made = edit.insert_member(document.source, holder, first[0], text)
    told = ", ".join(f"`{name}`" for name in missing)
    yield Action(f"Add what is required: {told}", REWRITE, of(document.source, (made,)))


def _json(value: Any) -> str:
    return edit.pretty(_examples(value))


def _examples(value: Any) -> Any:
    if isinstance(value, Blank):
        return with_placeholders(value.example)
    if isinstance(value, dict):
        return {str(with_placeholders(name)): _examples(part) for name, part in value.items()}
    return [_examples(part) for part in value] if isinstance(value, list) else value


def _holder(place: Cursor, name: str) -> Node | None:
    """The innermost object of an image template around a place that has a member of that name."""
    return next((node for node in reversed(place.chain) if node.kind == "object" and node.get(name) is not None), None)


def _member(place: Cursor, name: str) -> Node | None:
    """The member of that name, where the place is in it or in the object that has it."""
    chain = place.chain
    for node in chain[-3:]:
        if node.key is not None and node.key.text.lower() == name.lower():
            return node
    last = chain[-1] if chain else None
    return last.get(name) if last is not None and last.kind == "object" else None


def _lines(text: str) -> list[str]:
    return [line for line in text.replace("\r\n", "\n").split("\n") if line.strip()]


def _listed(lines: list[str]) -> str:
    return "[\n\t" + ",\n\t".join(edit.quote(line) for line in lines) + "\n]" if lines else "[]"


def _is_expression(node: Node) -> bool:
    return node.kind == "string" and is_expression(str(node.value))
