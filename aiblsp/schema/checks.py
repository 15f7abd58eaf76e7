"""The checks that shapes are compiled to: closures over what one place allows. Names that do not fit go to `names`.

Depth is bounded by the contract, not by the document: nothing below a wrong value is looked at.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from aiblsp.schema.names import gone_or_to_come, judge, misfit
from aiblsp.schema.shape import SILENT

if TYPE_CHECKING:
    from aiblsp.jsonc.node import Node
    from aiblsp.schema.shape import Check, Report, Shape


def object_check(shape: Shape, complete: bool = True) -> Check:
    """Members known and in order, required ones present; with `complete` False nothing is said to be missing."""
    fields = {name: member.check for name, member in shape.properties.items()}
    prefix = f"{shape.path}." if shape.path else ""

    def check(node: Node, parent: Node | None, report: Report) -> None:
        if node.kind != "object":
            _container(shape, "object", node, parent, report)
            return
        present = set()
        for child in node.children:
            key = child.key
            if key is None or child.kind == "null":
                continue
            field = fields.get(key.text)
            if field is not None:
                present.add(key.text)
                field(child, node, report)
            elif key.known:
                name, right = judge(shape, child, node, report)
                present.add(name)
                if right:
                    fields[name](child, node, report)
        if complete and not node.incomplete:
            for name in shape.required:
                if name not in present:
                    report.add("missing", prefix + name, node, parent, name=name)

    return check


def union_check(shape: Shape) -> Check:
    """The type first, then the object as that type: a wrong type is one finding."""
    types, discriminator = shape.types, shape.discriminator

    def check(node: Node, parent: Node | None, report: Report) -> None:
        if node.kind != "object":
            _container(shape, "object", node, parent, report)
            return
        kind = node.get(discriminator)
        right = types.get(kind.value) if kind is not None and kind.kind == "string" else None
        if right is None:
            right_check = misfit(shape, kind, node, parent, report)
            if right_check is not None:
                right_check(node, parent, report)
            return
        right.check(node, parent, report)

    return check


def array_check(shape: Shape) -> Check:
    """Every element."""
    assert shape.items is not None
    each = shape.items.check

    def check(node: Node, parent: Node | None, report: Report) -> None:
        if node.kind != "array":
            _container(shape, "array", node, parent, report)
            return
        for child in node.children:
            each(child, node, report)

    return check


def map_check(shape: Shape) -> Check:
    """Every value; the names are free."""
    assert shape.items is not None
    each = shape.items.check

    def check(node: Node, parent: Node | None, report: Report) -> None:
        if node.kind != "object":
            _container(shape, "object", node, parent, report)
            return
        for child in node.children:
            each(child, node, report)

    return check


def string_check(shape: Shape) -> Check:
    """A string, of the enumeration and pattern if there are any."""
    path, values = shape.path, frozenset(shape.values)
    pattern = re.compile(shape.pattern) if shape.pattern is not None else None

    def check(node: Node, parent: Node | None, report: Report) -> None:
        if node.kind != "string":
            _scalar(path, "string", node, parent, report)
            return
        if values and node.value not in values:
            _value(shape, node, parent, report)
        elif pattern is not None and not pattern.fullmatch(_last_name(shape, node.value)):
            report.add("pattern", path, node, parent, expected=(pattern.pattern,), found=node.value)

    return check


def integer_check(shape: Shape) -> Check:
    """A whole number within the range; as in JSON Schema, 5.0 is one."""
    path, minimum, maximum = shape.path, shape.minimum, shape.maximum
    bounds = tuple("" if bound is None else str(bound) for bound in (minimum, maximum))

    def check(node: Node, parent: Node | None, report: Report) -> None:
        value = node.value
        if node.kind != "number" or (isinstance(value, float) and not value.is_integer()):
            _scalar(path, "integer", node, parent, report)
        elif (minimum is not None and value < minimum) or (maximum is not None and value > maximum):
            report.add("range", path, node, parent, expected=bounds)

    return check


def boolean_check(shape: Shape) -> Check:
    """True or false."""
    path = shape.path

    def check(node: Node, parent: Node | None, report: Report) -> None:
        if node.kind != "boolean":
            _scalar(path, "boolean", node, parent, report)

    return check


def read_only_check(shape: Shape) -> Check:
    """Whatever the value is, it is not for users to write."""
    path = shape.path

    def check(node: Node, parent: Node | None, report: Report) -> None:
        if node.kind != "unknown":
            report.add("read-only", path, node, parent)

    return check


def _container(shape: Shape, expected: str, node: Node, parent: Node | None, report: Report) -> None:
    if node.kind not in SILENT:
        report.add("wrong-container", shape.path, node, parent, expected=(expected,), found=node.kind)


def _scalar(path: str, expected: str, node: Node, parent: Node | None, report: Report) -> None:
    if node.kind not in SILENT:
        report.add("wrong-type", path, node, parent, expected=(expected,), found=node.kind)


def _value(shape: Shape, node: Node, parent: Node | None, report: Report) -> None:
    """A value outside the enumeration: wrong letter case, of another version, or unknown."""
    text, lowered = node.value, node.value.lower()
    for value in shape.values:
        if value.lower() == lowered:
            report.add("enum-casing", shape.path, node, parent, expected=(value,), found=text, open=shape.open)
            return
    since, until = None, None
    if text in shape.elsewhen:
        since, until = gone_or_to_come(*shape.elsewhen[text], report.contract.version)
    report.add(
        "enum",
        shape.path,
        node,
        parent,
        expected=shape.values,
        found=text,
        suggestion=report.nearest(text, shape.values),
        since=since,
        until=until,
        open=shape.open,
    )


def _last_name(shape: Shape, name: str) -> str:
    """The name of a child resource is written `parent/child`; the pattern is about its last part."""
    return name.rpartition("/")[2] if shape.child_name else name
