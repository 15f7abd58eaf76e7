"""What Image Builder itself downloads for an image template: addresses with their checksums. Judges nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aiblsp.record import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aiblsp.jsonc.node import Node
    from aiblsp.template.model import Image, Step


_NAMES: Final = {"Shell": "scriptUri", "PowerShell": "scriptUri", "File": "sourceUri"}


@dataclass(frozen=True, slots=True)
class Download:
    """A script or file that is downloaded.

    holder    the step, or `optimize.workload`: the object that the others are members of
    name      `scriptUri` or `sourceUri`
    uri, checksum  the values, where they are given
    step      the customizer or validator; None for the workload
    """

    holder: Node
    name: str
    uri: Node
    checksum: Node | None
    step: Step | None = None

    @property
    def address(self) -> str:
        """The address where it is known, else an empty text."""
        return self.uri.text() or ""


def downloads(image: Image) -> Iterator[Download]:
    """The downloads of an image template, in order."""
    for step in image.steps:
        name = _NAMES.get(step.type or "")
        uri = step.node.get(name) if name is not None else None
        if name is not None and uri is not None:
            yield Download(step.node, name, uri, step.get("sha256Checksum"), step)
    workload = image.at("optimize", "workload")
    uri = workload.get("scriptUri") if workload is not None else None
    if workload is not None and uri is not None:
        yield Download(workload, "scriptUri", uri, workload.get("sha256Checksum"))
