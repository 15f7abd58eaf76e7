"""Reads the Markdown files of `cases/`: sections with a title and fenced blocks; and writes nodes as short text."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from aiblsp.jsonc.node import Node

FOLDER = Path(__file__).parent / "cases"

_SECTION = re.compile(r"^## (.+)\n", re.MULTILINE)
_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


class Case(NamedTuple):
    """A section: its title and its blocks by their language."""

    title: str
    blocks: dict[str, str]


def read_cases(name: str) -> list[Case]:
    """The sections of a file of `cases/`."""
    _, *parts = _SECTION.split((FOLDER / name).read_text("utf-8"))
    return [Case(title, dict(_BLOCK.findall(body))) for title, body in zip(parts[::2], parts[1::2], strict=True)]


def rewrite(name: str, language: str, drawn: dict[str, str]) -> None:
    """Put other text into the blocks of a language, by title."""
    path = FOLDER / name
    head, *parts = _SECTION.split(path.read_text("utf-8"))
    written = head
    for title, body in zip(parts[::2], parts[1::2], strict=True):
        block = f"```{language}\n{drawn[title]}```"
        body = re.sub(rf"^```{language}\n.*?^```$", lambda _, new=block: new, body, flags=re.MULTILINE | re.DOTALL)
        written += f"## {title}\n{body}"
    path.write_text(written, "utf-8")


def plain(node: Node) -> Any:
    """The value of a tree as `json.loads` would give it; unknown becomes None, of duplicates the last one stays."""
    done: dict[int, Any] = {}
    stack = [(node, False)]
    while stack:
        current, entered = stack.pop()
        if not entered and current.kind in ("object", "array"):
            stack.append((current, True))
            stack.extend((child, False) for child in current.children)
        elif current.kind == "object":
            done[id(current)] = {child.key.text: done[id(child)] for child in current.children if child.key}
        elif current.kind == "array":
            done[id(current)] = [done[id(child)] for child in current.children]
        else:
            done[id(current)] = None if current.kind == "unknown" else current.value
    return done[id(node)]


def leaves(root: Node | None) -> dict[str, object]:
    """The scalars below a node by their path, written like `properties.customize[0].name`; unknown ones left out."""
    found: dict[str, object] = {}
    stack = [("", root)] if root is not None else []
    while stack:
        path, node = stack.pop()
        if node.kind not in ("object", "array", "unknown"):
            found[path] = node.value
        for index, child in enumerate(node.children):
            step = f"[{index}]" if child.key is None else f".{child.key.text}"
            stack.append(((path + step).removeprefix("."), child))
    return found
