"""Where a step stands in the text, so that another one can be put beside it. Builds no edits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp.template.written import as_written

if TYPE_CHECKING:
    from aiblsp.jsonc.node import Node, Tree
    from aiblsp.template.model import Step


def place_of(tree: Tree, step: Step) -> tuple[Node, int] | None:
    """The array that holds a step, and its index there, both as written; None where an expression made either."""
    if step.node.via is not None or step.node.source is not None:
        return None
    written = as_written(tree, step.node)
    if written is None or written[0].kind != "array":
        return None
    steps, raw = written
    index = next((at for at, child in enumerate(steps.children) if child is raw), None)
    return None if index is None else (steps, index)
