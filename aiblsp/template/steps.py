"""Where a step stands in the text, so that another one can be put beside it, and how to make two of one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aiblsp import edit
from aiblsp.template.written import as_written

if TYPE_CHECKING:
    from aiblsp.diagnostic import Edit
    from aiblsp.jsonc.node import Node, Tree
    from aiblsp.template.model import Step
    from aiblsp.text import Source

_SHARED: Final = ("runElevated", "runAsSystem", "validExitCodes")


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


def split(source: Source, tree: Tree, step: Step) -> tuple[Edit, ...] | None:
    """Make two of a step with a script and `inline`: the commands behind the script. None where that cannot be done."""
    place = place_of(tree, step)
    if place is None:
        return None
    steps, index = place
    raw = steps.children[index]
    raw_type, raw_inline = raw.get("type"), raw.get("inline")
    if raw_type is None or raw_inline is None:
        return None
    copied = [(name, raw.get(name)) for name in ("type", *_SHARED, "inline")]
    parts = [f'"{name}": {edit.copy_text(source, raw, node)}' for name, node in copied if node is not None]
    name = step.value("name") or (step.type or "").lower()
    parts.insert(1, f'"name": {edit.quote(f"{name}-inline")}')
    lines = "\n" in source.text[raw.start : raw.end]
    text = "{\n\t" + ",\n".join(parts).replace("\n", "\n\t") + "\n}" if lines else "{" + ", ".join(parts) + "}"
    return (*edit.remove(source, raw, raw_inline), edit.insert_element(source, steps, index + 1, text))
