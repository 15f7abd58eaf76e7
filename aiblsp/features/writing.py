"""Writes JSON values with blanks as what an editor inserts: a snippet with tab stops, or plain text that is valid."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final

from aiblsp.features.values_of import with_placeholders
from aiblsp.jsonc import gaps
from aiblsp.record import dataclass, field
from aiblsp.schema.skeleton import Blank

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aiblsp.text import Source

_DEEPEST: Final = 30
_NEAR: Final = 10_000  # how far to look for an indented line
_INDENTED: Final = re.compile(r"^([ \t]+)[\"{\[}\]]", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Layout:
    """How to write several lines: what comes after each line end, and one level of indentation. `flat` is one line."""

    newline: str = "\n"
    indent: str = ""
    unit: str = "\t"
    flat: bool = False


SNIPPET: Final = Layout()
"""For snippets: the client itself indents the lines like the one it inserts into, and makes tabs what it uses."""


@dataclass(frozen=True, slots=True)
class _Writer:
    layout: Layout
    snippet: bool
    stops: list[str] = field(default_factory=list)

    def stop(self, text: str) -> str:
        """A tab stop with a text that is selected when the user gets to it."""
        self.stops.append(text)
        inner = text.replace("\\", "\\\\").replace("$", "\\$").replace("}", "\\}")
        return f"${{{len(self.stops)}:{inner}}}" if text else f"${len(self.stops)}"

    def plain(self, text: str) -> str:
        return text.replace("\\", "\\\\").replace("$", "\\$").replace("}", "\\}") if self.snippet else text

    def value(self, value: Any, depth: int) -> str:
        if isinstance(value, Blank):
            return self._blank(value.example)
        if isinstance(value, dict) and depth < _DEEPEST:
            parts = [
                self.plain(quoted(with_placeholders(name))) + ": " + self.value(part, depth + 1)
                for name, part in value.items()
            ]
            return self._container("{", parts, "}", depth)
        if isinstance(value, list) and depth < _DEEPEST:
            short = all(isinstance(part, str | int) or _is_text(part) for part in value) and len(value) < 2
            return self._container("[", [self.value(part, depth + 1) for part in value], "]", depth, flat=short)
        return self.plain(quoted(value))

    def _blank(self, example: Any) -> str:
        example = with_placeholders(example)
        if not self.snippet:
            return quoted("" if example is None else example)
        if isinstance(example, str):
            return f'"{self.stop(quoted(example)[1:-1])}"'
        return self.stop("" if example is None else quoted(example))

    def _container(self, opening: str, parts: Sequence[str], closing: str, depth: int, *, flat: bool = False) -> str:
        layout = self.layout
        opening, closing = self.plain(opening), self.plain(closing)
        if not parts:
            if not self.snippet or depth:
                return opening + closing
            self.stops.append("")
            parts = (f"${len(self.stops)}",)
        if layout.flat or flat:
            return opening + ", ".join(parts) + closing
        line = layout.newline + layout.indent
        inner = line + layout.unit * (depth + 1)
        return opening + inner + ("," + inner).join(parts) + line + layout.unit * depth + closing


def write(value: Any, layout: Layout, *, snippet: bool, head: str = "", tail: str = "") -> str:
    """The text of a value with blanks, between a head and a tail that are written as they are."""
    writer = _Writer(SNIPPET if snippet and not layout.flat else layout, snippet)
    return writer.plain(head) + writer.value(value, 0) + writer.plain(tail)


def escaped(text: str) -> str:
    """Text as a part of a snippet."""
    return text.replace("\\", "\\\\").replace("$", "\\$").replace("}", "\\}")


def quoted(value: Any) -> str:
    """The JSON text of a value on one line."""
    return json.dumps(value, ensure_ascii=False)


def text_of(value: Any) -> str:
    """A scalar as a label: a string without quotes, all else as in JSON."""
    return value if isinstance(value, str) else quoted(value)


def _is_text(value: Any) -> bool:
    return isinstance(value, Blank) and isinstance(value.example, str | None)


def layout_at(source: Source, offset: int) -> Layout:
    """How a value is laid out whose line is the one of the offset: in one line where something stands before it."""
    text = source.text
    start = gaps.line_start(text, offset)
    before = text[start:offset].strip(" \t")
    flat = before.endswith(",") or before.count('"') > 2
    match = _INDENTED.search(text, 0, _NEAR)
    return Layout(source.newline, gaps.indent(text, offset), match.group(1) if match else "  ", flat)
