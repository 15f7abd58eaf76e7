"""Links that the user may open: the scripts and files that a template names, evaluated. Fetches nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp.facts import uris
from aiblsp.jsonc.strings import content_span
from aiblsp.record import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aiblsp.document import Document
    from aiblsp.jsonc.node import Node
    from aiblsp.template.model import Image


@dataclass(frozen=True, slots=True)
class Link:
    """A span that leads to an address."""

    start: int
    end: int
    url: str
    tooltip: str


def links(document: Document) -> list[Link]:
    """The links of all image templates, in document order."""
    found = [link for image in document.images for link in _of_image(document, image)]
    return sorted(found, key=lambda link: link.start)


def _of_image(document: Document, image: Image) -> Iterator[Link]:
    nodes = [step.get(name) for step in image.steps for name in ("scriptUri", "sourceUri")]
    nodes.append(image.at("optimize", "workload", "scriptUri"))
    for node in nodes:
        if node is None or node.kind != "string":
            continue
        used: Node = node.via if node.via is not None else node
        uri = uris.split(node.value)
        # An address with a signature in it is a secret: nobody should see it in a tooltip or a browser's history.
        if used.source is not None or uri is None or uri.scheme.lower() != "https" or uri.query:
            continue
        start, end = content_span(document.source.text, used)
        yield Link(start, end, node.value, uri.host)
