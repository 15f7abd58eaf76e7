"""One version of one text with all that is known about it: the hall that every rule and feature starts from."""

from __future__ import annotations

from time import strftime
from typing import TYPE_CHECKING

from aiblsp.jsonc.node import Problem, Tree
from aiblsp.jsonc.parser import parse
from aiblsp.record import cached_property, dataclass
from aiblsp.template.build import build
from aiblsp.template.model import Options

if TYPE_CHECKING:
    from aiblsp.schema.mismatch import Mismatch
    from aiblsp.template.model import Image, Template
    from aiblsp.text import Source


@dataclass(frozen=True, eq=False)
class Document:
    """A text and what it was understood as. Frozen; a new text makes a new Document."""

    source: Source
    options: Options
    tree: Tree
    template: Template

    @cached_property
    def mismatches(self) -> tuple[Mismatch, ...]:
        """Where its image templates and triggers depart from the contract of their API version."""
        from aiblsp.schema.check import check, check_trigger  # here, so that other JSON does not load the contract

        found: list[Mismatch] = []
        for image in self.template.images:
            found += check(image)
        for trigger in self.template.triggers:
            found += check_trigger(trigger)
        return tuple(found)

    @property
    def today(self) -> str:
        """The date by which what expires is judged, as `2030-12-31`."""
        return self.options.today or strftime("%Y-%m-%d")

    @property
    def images(self) -> list[Image]:
        return self.template.images


def analyze(source: Source, options: Options = Options()) -> Document:  # noqa: B008 - frozen
    """Understand a text. Never raises on its content: what is wrong with it is data."""
    if len(source.text) > options.max_size:
        tree = Tree(None, (_too_large(source, options),), ())
    else:
        tree = parse(source.text)
        if source.malformed is not None:
            problems = sorted((*tree.problems, _not_utf8(source.malformed)), key=lambda problem: problem.start)
            tree = Tree(tree.root, tuple(problems), tree.comments)
    return Document(source, options, tree, build(source, tree, options))


def _too_large(source: Source, options: Options) -> Problem:
    size, limit = len(source.text), options.max_size
    return Problem("too-large", 0, 0, f"This file has {size:,} characters and is not read: the limit is {limit:,}")


def _not_utf8(offset: int) -> Problem:
    return Problem("not-utf8", offset, offset + 1, "These bytes are no text in the encoding of the file")
