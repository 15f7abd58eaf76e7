"""The outline: image templates with their phases, and what deployment templates declare."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from aiblsp.record import dataclass, field

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aiblsp.document import Document
    from aiblsp.jsonc.node import Node
    from aiblsp.template.declared import Scope
    from aiblsp.template.model import Image, Step, Target

Kind = Literal["module", "class", "namespace", "function", "event", "constant", "variable", "object"]


@dataclass(frozen=True, slots=True)
class Symbol:
    """An entry of the outline: its whole span, and the span to jump to."""

    name: str
    detail: str
    kind: Kind
    start: int
    end: int
    name_start: int
    name_end: int
    children: list[Symbol] = field(default_factory=list)


def symbols(document: Document) -> list[Symbol]:
    """The outline of a document, in document order; empty for JSON that is not ours."""
    found = [_image(image) for image in document.images]
    for scope in document.template.scopes:
        if scope.node.source is None:
            found += _declared(scope)
    return sorted(found, key=lambda symbol: symbol.start)


def _symbol(node: Node, name: str, detail: str, kind: Kind, children: list[Symbol] | None = None) -> Symbol:
    """A symbol for a node as it is written; the name to jump to is its key, else its first character."""
    written = node.via if node.via is not None else node
    key = written.key
    start = key.start if key is not None else written.start
    jump = (key.start, key.end) if key is not None else (written.start, min(written.start + 1, written.end))
    inside = [child for child in children or () if start <= child.start and child.end <= written.end]
    return Symbol(name or "…", detail, kind, start, written.end, *jump, inside)


def _image(image: Image) -> Symbol:
    name = image.root("name")
    title = (name.text() if name is not None else None) or "image template"
    return _symbol(image.node, title, image.api_version or "", "module", list(_phases(image)))


def _phases(image: Image) -> Iterator[Symbol]:
    properties = image.properties
    if properties is None:
        return
    source = image.source
    if source is not None and _here(source.node):
        names = [source.value(name) for name in ("publisher", "offer", "sku")]
        detail = " ".join(name for name in names if name) or source.type or ""
        yield _symbol(source.node, "source", detail, "object")
    customize = image.at("customize")
    if customize is not None and _here(customize):
        steps = [_step(step) for step in image.customizers if _here(step.node)]
        yield _symbol(customize, "customize", _count(len(image.customizers), "step"), "namespace", steps)
    validate = image.at("validate")
    if validate is not None and _here(validate):
        steps = [_step(step) for step in image.validators if _here(step.node)]
        yield _symbol(validate, "validate", _count(len(image.validators), "check"), "namespace", steps)
    for other in ("optimize", "vmProfile", "errorHandling"):
        node = image.at(other)
        if node is not None and _here(node):
            yield _symbol(node, other, "", "object")
    distribute = image.at("distribute")
    if distribute is not None and _here(distribute):
        targets = [_target(target) for target in image.targets if _here(target.node)]
        yield _symbol(distribute, "distribute", _count(len(image.targets), "target"), "namespace", targets)


def _step(step: Step) -> Symbol:
    title = f"{step.index + 1}. {step.type or step.value('type') or 'step'}"
    name = step.value("name")
    return _symbol(step.node, f"{title} {name}" if name else title, "", "function")


def _target(target: Target) -> Symbol:
    name = target.value("runOutputName") or f"target {target.index + 1}"
    return _symbol(target.node, name, target.type or "", "event")


def _declared(scope: Scope) -> Iterator[Symbol]:
    for parameter in scope.parameters.values():
        if _here(parameter.node):
            yield _symbol(parameter.node, parameter.name, parameter.type or "", "constant")
    for name, node in scope.variables.items():
        if _here(node):
            yield _symbol(node, node.key.text if node.key is not None else name, "variable", "variable")
    for function in scope.functions.values():
        if _here(function.node):
            yield _symbol(function.node, f"{function.namespace}.{function.name}", "function", "function")


def _here(node: Node) -> bool:
    """Whether a node stands in the document's own text."""
    return node.source is None or node.via is not None


def _count(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"
