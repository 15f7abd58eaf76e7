"""Filters behind one that fits every update."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp import edit
from aiblsp.diagnostic import Fix
from aiblsp.facts.windows_update import parse_filter
from aiblsp.rule import WARNING, Finding, rule
from aiblsp.template.written import container_as_written

if TYPE_CHECKING:
    from aiblsp.document import Document
    from aiblsp.jsonc.node import Node
    from aiblsp.rule import Findings
    from aiblsp.template.model import Step


@rule(WARNING, types="WindowsUpdate", has="filters", since="2020-02-14")
def windows_update_filter_unreachable(step: Step, document: Document) -> Findings:
    """A filter that is never asked

    The first filter that fits an update decides. `include:$true` and `exclude:$true` fit every update, so filters behind
    them have no effect: what was to be excluded is installed, or the other way round.

    ## Bad

    ```json
    "customize": [{"type": "WindowsUpdate", "name": "updates", "filters": ["include:$true", "exclude:$_.Title -like '*Preview*'"]}]
    ```

    ## Good

    ```json
    "customize": [{"type": "WindowsUpdate", "name": "updates", "filters": ["exclude:$_.Title -like '*Preview*'", "include:$true"]}]
    ```

    Source: the plugin behind the step, https://github.com/rgl/packer-plugin-windows-update
    """
    filters = step.get("filters")
    if filters is None or filters.kind != "array" or filters.incomplete:
        return
    children = filters.children
    at = next((index for index, node in enumerate(children) if _takes_all(node.text() or "")), None)
    if at is None or at + 1 == len(children):
        return
    fix = _fix(filters, at, document)
    for node in children[at + 1 :]:
        if parse_filter(node.text() or "") is not None:
            yield Finding(
                node,
                f"This filter is never asked: `{children[at].value}` before it decides about every update",
                related=((children[at], "fits every update"),),
                fix=fix,
            )


def _takes_all(text: str) -> bool:
    parsed = parse_filter(text)
    return parsed is not None and parsed.always


def _fix(filters: Node, at: int, document: Document) -> Fix | None:
    """Move the filter that fits everything to the end; one fix for all that are behind it."""
    raw = container_as_written(document.tree, filters)
    if raw is None or len(raw.children) != len(filters.children):
        return None
    behind = raw.children[at + 1 :]
    if any(node.kind != "string" or _takes_all(node.value) for node in behind) or raw.children[at].kind != "string":
        return None
    everything = raw.children[at]
    pieces = [document.source.text[node.start : node.end] for node in (*behind, everything)]
    edits = tuple(edit.replace(node, text) for node, text in zip((everything, *behind), pieces, strict=True))
    return Fix("Move it before the one that fits everything", edits)
