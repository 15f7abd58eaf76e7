"""Who replaces the script that generalizes the build VM: the files that steps fill or download. Judges nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp.record import dataclass
from aiblsp.script.contents import Filled, fills
from aiblsp.script.deprovisioning import is_override, meant_for

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aiblsp.jsonc.node import Node
    from aiblsp.template.model import Image, Step


@dataclass(frozen=True, slots=True)
class Override:
    """A file called like the script, or almost so.

    path   where it is put; `exact` where that is the right place and name
    made_for  the system that its ending belongs to
    node, part  where the path stands: the destination of a File step, or a line of a script and indexes in it
    filled  what is written into it; None for a File step
    """

    step: Step
    path: str
    exact: bool
    made_for: str
    node: Node
    part: tuple[int, int] | None
    filled: Filled | None = None


def overrides(image: Image) -> Iterator[Override]:
    """All such files, in the order of the steps."""
    for step in image.steps:
        if step.type == "File":
            node = step.get("destination")
            path = step.value("destination")
            system = meant_for(path) if path else None
            if node is not None and path and system is not None:
                yield Override(step, path, is_override(path), system, node, None)
        elif any("deprovision" in (line.text() or "").lower() for line in step.lines):
            yield from _in_script(step)


def _in_script(step: Step) -> Iterator[Override]:
    commands = step.commands
    for index in range(len(commands)):
        for filled in fills(commands, index):
            path = filled.path.value
            system = meant_for(path) if path else None
            if path and system is not None:
                node, part = step.locate(*filled.path.span(0, len(path)))
                yield Override(step, path, is_override(path), system, node, part, filled)
