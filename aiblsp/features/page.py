"""A text with headings, facts and examples, as Markdown or plain text. Text of the user is always quoted as code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp.record import dataclass, field

if TYPE_CHECKING:
    from collections.abc import Iterable

_LONGEST = 300


@dataclass(frozen=True, slots=True)
class Page:
    """Blocks in their order; make them with the methods, each of which answers the page itself."""

    blocks: list[tuple[str, str, str]] = field(default_factory=list)

    def title(self, text: str, aside: str = "") -> Page:
        """A heading, and what is told beside it."""
        return self._with("title", text, aside)

    def subtitle(self, text: str) -> Page:
        """A line below the heading."""
        return self._with("subtitle", text)

    def text(self, text: str) -> Page:
        """A paragraph of our own words, which may hold code spans; nothing where it is empty."""
        return self._with("text", text) if text else self

    def fact(self, label: str, value: str) -> Page:
        """A line with a label; nothing where the value is empty."""
        return self._with("fact", label, value) if value else self

    def items(self, texts: Iterable[str]) -> Page:
        """A list."""
        for text in texts:
            self._with("item", text)
        return self

    def code(self, text: str, language: str = "json") -> Page:
        """An example on lines of its own."""
        return self._with("code", text, language)

    def rule(self) -> Page:
        """A line between two parts; nothing at the start."""
        return self._with("rule", "") if self.blocks else self

    def link(self, text: str, url: str) -> Page:
        """A link; nothing without an address."""
        return self._with("link", text, url) if url else self

    def _with(self, kind: str, first: str, second: str = "") -> Page:
        self.blocks.append((kind, first, second))
        return self

    def markdown(self) -> str:
        """The page as Markdown."""
        return _joined(self.blocks, _markdown)

    def plain(self) -> str:
        """The page for clients that show text as it is."""
        return _joined(self.blocks, _plain)


def quoted(text: str) -> str:
    """Text of the user as a code span: nothing in it is markup. Cut where it is long."""
    one_line = " ".join(text.split()) if text.strip() else text
    if len(one_line) > _LONGEST:
        one_line = one_line[: _LONGEST - 1] + "…"
    fence = "`"
    while fence in one_line:
        fence += "`"
    space = " " if one_line.startswith("`") or one_line.endswith("`") else ""
    return f"{fence}{space}{one_line}{space}{fence}"


def _joined(blocks: list[tuple[str, str, str]], write: object) -> str:
    parts: list[str] = []
    previous = ""
    for kind, first, second in blocks:
        line = write(kind, first, second)  # type: ignore[operator]
        tight = kind == previous and kind in ("fact", "item")
        parts.append(("\n" if tight else "\n\n") + line if parts else line)
        previous = kind
    return "".join(parts)


def _markdown(kind: str, first: str, second: str) -> str:
    match kind:
        case "title":
            return f"**{first}**" + (f" · {second}" if second else "")
        case "subtitle":
            return f"*{first}*"
        case "fact":
            return f"- {first}: {second}"
        case "item":
            return f"- {first}"
        case "code":
            fence = "```"
            while fence in first:
                fence += "`"
            return f"{fence}{second}\n{first}\n{fence}"
        case "rule":
            return "---"
        case "link":
            return f"[{first}]({second})"
    return first


def _plain(kind: str, first: str, second: str) -> str:
    match kind:
        case "title":
            return first + (f" · {_bare(second)}" if second else "")
        case "fact":
            return f"{first}: {_bare(second)}"
        case "item":
            return f"- {_bare(first)}"
        case "code":
            return first
        case "rule":
            return "--"
        case "link":
            return f"{first}: {second}"
    return _bare(first)


def _bare(text: str) -> str:
    return text.replace("`", "'")
