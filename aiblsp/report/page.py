"""A rule's page as its docstring holds it: title, reasons, examples, source. Reads the rule, runs nothing of it."""

from __future__ import annotations

from inspect import cleandoc
from typing import TYPE_CHECKING

from aiblsp.record import dataclass
from aiblsp.rules import load

if TYPE_CHECKING:
    from aiblsp.rule import Rule


@dataclass(frozen=True, slots=True)
class Page:
    """The page of one rule. `title` is one line; `why` is plain text up to the first heading; `body` is Markdown."""

    title: str
    why: str
    body: str


def page(rule: Rule) -> Page:
    """The page of a rule. Imports the rule's module; raises whatever that raises."""
    return parse_page(load(rule).__doc__ or "")


def parse_page(docstring: str) -> Page:
    """Take a docstring apart: its first line, the text before the first heading, and all below the title."""
    title, _, rest = cleandoc(docstring).partition("\n")
    body = rest.strip()
    why = body.split("## ", 1)[0] if not body.startswith("## ") else ""
    return Page(title.strip(), " ".join(why.split()), body)
