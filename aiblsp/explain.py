"""What a rule, or something that the service or its build log says, means. Prints nothing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from aiblsp import pages
from aiblsp.facts import errors
from aiblsp.lint import Selection, lint
from aiblsp.record import dataclass
from aiblsp.rules import find, suggestion
from aiblsp.rules.catalog import RULES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from aiblsp.document import Document
    from aiblsp.facts.errors import ServiceError
    from aiblsp.jsonc.node import Node
    from aiblsp.rule import Rule

# A path as the service writes it: `properties.distribute[0].type`, with or without `ImageTemplate.` in front.
_PATH = re.compile(
    r"(?:properties\.)?(?:source|customize|distribute|validate|vmProfile|identity)(?:\[\d{1,4}\]|\.\w{1,60}){0,8}"
)
_FIELD = re.compile(r"(?i:field) \\?['\"`]([\w$-]{1,80})\\?['\"`]")
_STEP = re.compile(r"\w+|\[\d+\]")


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the template that the answer speaks of: an offset of its text, and why."""

    offset: int
    message: str


@dataclass(frozen=True, slots=True)
class Answer:
    """A text in Markdown, and places in the template, if one was given."""

    text: str
    places: tuple[Place, ...] = ()


def explain(text: str, document: Document | None = None) -> Answer | None:
    """What a rule's name, a service error or a log line means; None where we do not know it."""
    rule = find(text.strip())
    if rule is not None:
        return Answer(pages.page(rule), _found(document, [rule]))
    known = errors.find(text)
    if not known:
        return None
    rules = _rules(known)
    parts = [part for error in known for part in _told(error)]
    if len(rules) == 1:
        parts.append(pages.page(rules[0]).strip())
    places = (*_named(document, text), *_found(document, rules))
    return Answer("\n\n".join(parts) + "\n", places)


def nearest(text: str) -> str | None:
    """The rule that was probably meant by a word that names none."""
    return suggestion(text.strip()) if len(text) < 60 else None


def _told(error: ServiceError) -> Iterator[str]:
    yield f"## {error.shown}"
    yield error.advice
    rules = _rules([error])
    if rules:
        yield "\n".join(f"- `{rule.name}`: {rule.title}" for rule in rules)


def _rules(known: Sequence[ServiceError]) -> list[Rule]:
    """The rules that find the causes; the tables name rows of the catalogue, and a rule serves several of them."""
    rows = [name for error in known for name in error.rules]
    return list(dict.fromkeys(rule for row in rows for rule in RULES if row in rule.rows))


def _found(document: Document | None, rules: Sequence[Rule]) -> tuple[Place, ...]:
    """Where these rules speak in the template."""
    if document is None or not rules:
        return ()
    found = lint(document, Selection(select=tuple(rule.name for rule in rules)))
    own = (each for each in found if each.place.source is document.source)
    return tuple(Place(each.place.start, f"{each.message} [{each.rule}]") for each in own)


def _named(document: Document | None, text: str) -> Iterator[Place]:
    """The places that the text names: the fields, by their paths or where only their names are told by those."""
    if document is None:
        return
    paths = dict.fromkeys(match.group() for match in _PATH.finditer(text))
    fields = dict.fromkeys(_FIELD.findall(text))
    for image in document.images:
        told = {path: node for path in paths if (node := _follow(image.properties, path)) is not None}
        for path, node in tuple(told.items()):
            below = {f"{path}.{name}": found for name in fields if (found := node.get(name)) is not None}
            if below or any(other is not node and _holds(node, other) for other in told.values()):
                del told[path]  # what lies deeper says more
            told |= below
        nodes = [*told.items()]
        if not nodes and fields:
            named = (node for node in image.body.walk() if node.key is not None and node.key.text in fields)
            nodes = [(node.key.text if node.key is not None else "", node) for node in named]
        for name, node in nodes:
            if node.source is None:
                yield Place(node.key.start if node.key is not None else node.start, f"`{name}` in the message")


def _holds(node: Node, other: Node) -> bool:
    return node.start <= other.start and other.end <= node.end


def _follow(properties: Node | None, path: str) -> Node | None:
    """The node at a path; as far as it leads, since a missing field has no place of its own."""
    node = properties
    for step in _STEP.findall(path.removeprefix("properties.")):
        below = node.at(int(step[1:-1]) if step.startswith("[") else step) if node is not None else None
        if below is None:
            break
        node = below
    return node if node is not properties else None
