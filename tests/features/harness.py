"""Reads tests of features from Markdown: `|` is the cursor in the first block of a case, what follows are answers.

A case starts with `## `. Lines such as `snippets: off` direct it, a line that ends with a colon names the block below
it; what the names mean is said by the functions that answer. `UPDATE=1` writes the answers into the files.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from aiblsp.document import Document, analyze
from aiblsp.edit import apply
from aiblsp.template.model import Options
from aiblsp.text import Source
from tests.rules.fragment import wrap

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from aiblsp.diagnostic import Edit

UPDATE: Final = os.environ.get("UPDATE") == "1"
DIRECTIVE: Final = re.compile(r"([a-z-]+): (.+)")
LABEL: Final = re.compile(r"([a-z].*):")
CURSOR: Final = "|"


@dataclass
class Block:
    """A fenced block: its label, and the numbers of its first line and of its closing fence."""

    label: str
    start: int
    end: int
    text: str


@dataclass
class Case:
    """One heading: what it is about, how it is directed, its text with the cursor in it, and the answers."""

    path: Path
    title: str
    directives: dict[str, str] = field(default_factory=dict)
    blocks: list[Block] = field(default_factory=list)

    @property
    def id(self) -> str:
        return f"{self.path.stem}: {self.title}"

    @property
    def answers(self) -> list[Block]:
        return [block for block in self.blocks[1:] if block.label != "parameters"]

    def document(self) -> tuple[Document, int]:
        """The document and the offset of the cursor. A fragment gets a bare image template around it."""
        marked = self.blocks[0].text
        cut = marked.index(CURSOR) if CURSOR in marked else -1
        text = marked if cut < 0 else marked[:cut] + marked[cut + 1 :]
        how = self.directives.get("wrap")
        before, text, after = ("", text, "") if how == "none" else wrap(text, how == "deployment")
        files = [Source(block.text, "parameters.json") for block in self.blocks if block.label == "parameters"]
        options = Options(parameters=tuple(files), api_version=self.directives.get("api-version"))
        return analyze(Source(before + text + after, "template.json"), options), max(cut, 0) + len(before)


def read(path: Path) -> list[Case]:
    """The cases of a file."""
    lines = path.read_text("utf-8").split("\n")
    cases: list[Case] = []
    label, index = "", 0
    while index < len(lines):
        line = lines[index]
        if line.startswith("## "):
            cases.append(Case(path, line[3:].strip()))
            label = ""
        elif line.startswith("```") and cases:
            fence = re.match("`+", line)
            assert fence is not None
            end = next(after for after in range(index + 1, len(lines)) if lines[after] == fence[0])
            cases[-1].blocks.append(Block(label, index + 1, end, "\n".join(lines[index + 1 : end])))
            label, index = "", end
        elif cases and (match := LABEL.fullmatch(line)):
            label = match[1]
        elif cases and (match := DIRECTIVE.fullmatch(line)):
            cases[-1].directives[match[1]] = match[2]
        index += 1
    return cases


def check(case: Case, answer: Callable[[Case, str], str]) -> None:
    """Compare each answer block with what `answer` says of its label; or write it there."""
    assert case.answers, f"{case.id} asks nothing"
    given = [(block, answer(case, block.label)) for block in case.answers]
    if UPDATE:
        lines = case.path.read_text("utf-8").split("\n")
        fresh = next(each for each in read(case.path) if each.title == case.title)
        for block, text in reversed([*zip(fresh.answers, (text for _, text in given), strict=True)]):
            lines[block.start : block.end] = text.split("\n") if text else []
        case.path.write_text("\n".join(lines), "utf-8")
        return
    for block, text in given:
        assert text == block.text, f"{case.id} ({block.label or 'answer'})"


def edited(document: Document, edits: list[Edit]) -> str:
    """The text after edits, which may come in any order."""
    return apply(document.source.text, sorted(edits, key=lambda edit: (edit.start, edit.end)))


_STOP: Final = re.compile(r"\\([\\$}])|\$\{\d+:|\$\d+|(\})")


def expanded(snippet: str, indent: str) -> str:
    """What a snippet reads like when it is inserted and no tab stop was filled in, as a client indents it."""
    open_stops = 0
    parts: list[str] = []
    at = 0
    for match in _STOP.finditer(snippet):
        parts.append(snippet[at : match.start()])
        at = match.end()
        if match[1] is not None:
            parts.append(match[1])
        elif match[2] is not None:
            parts.append("" if open_stops else "}")
            open_stops = max(0, open_stops - 1)
        elif match[0].startswith("${"):
            open_stops += 1
    parts.append(snippet[at:])
    return "".join(parts).replace("\n", "\n" + indent).replace("\t", "  ")


def indent_of(text: str, offset: int) -> str:
    """The blanks at the start of the line of an offset."""
    line = text[text.rfind("\n", 0, offset) + 1 :]
    return line[: len(line) - len(line.lstrip(" \t"))]


def cases_of(folder: Path) -> list[Any]:
    """The cases of all files of a folder."""
    return [case for path in sorted(folder.glob("*.md")) for case in read(path)]
