"""The same name twice in one object; offers to join two lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp import edit
from aiblsp.diagnostic import Edit, Fix
from aiblsp.facts.names import short
from aiblsp.jsonc.locate import locate
from aiblsp.rule import WARNING, Finding, rule

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.jsonc.node import Node, Problem
    from aiblsp.rule import Findings


@rule(WARNING, types="duplicate-key")
def json_duplicate_key(problem: Problem, document: Document) -> Findings:
    """The same name twice in one object

    Of two members with the same name only the last one counts, and nothing says so: with two `customize` arrays in one
    template, as a sample in the documentation has it, the steps of the first are never run. Letter case does not make
    names different.

    The fix joins two arrays into one. It is not called safe, for the order of the steps is a guess.

    ## Bad

    ```jsonc
    "customize": [
      {"type": "Shell", "name": "first", "inline": ["echo 1"]}
    ],
    "customize": [
      {"type": "Shell", "name": "second", "inline": ["echo 2"]}
    ]
    ```

    ## Good

    ```jsonc
    "customize": [
      {"type": "Shell", "name": "first", "inline": ["echo 1"]},
      {"type": "Shell", "name": "second", "inline": ["echo 2"]}
    ]
    ```

    Source: Shell customizer (sample with two lists), https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-json
    """
    path = locate(document.tree, problem.start).path
    if len(path) < 2 or path[-1].key is None or _is_tag(path):
        return
    parent, later = path[-2], path[-1]
    assert later.key is not None
    name = later.key.text.lower()
    earlier = next(
        (child for child in parent.children if child.key is not None and child.key.text.lower() == name), later
    )
    if earlier is later:
        return
    yield Finding(
        later,
        f"`{short(later.key.text)}` is in this object twice, and only the last one counts. Join them, or remove one",
        on="key",
        related=((earlier, "this one is ignored"),),
        fix=_joined(document, parent, earlier, later),
    )


def _is_tag(path: tuple[Node, ...]) -> bool:
    """Tags that differ in case only have a rule of their own."""
    holder = path[-2].key
    return holder is not None and holder.text.lower() in ("tags", "artifacttags", "managedresourcetags")


def _joined(document: Document, parent: Node, earlier: Node, later: Node) -> Fix | None:
    if earlier.kind != "array" or later.kind != "array" or not earlier.children or not later.children:
        return None
    if earlier.incomplete or later.incomplete:
        return None
    at = earlier.children[-1].end
    first = later.children[0].start
    text = document.source.text
    moved = text[later.start + 1 : first] + text[first : later.children[-1].end]
    joiner = "," if moved[:1].isspace() else ", "
    return Fix(
        "Join the two lists", (Edit(at, at, joiner + moved), *edit.remove(document.source, parent, later)), safe=False
    )
