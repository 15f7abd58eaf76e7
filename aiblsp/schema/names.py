"""Says what is wrong with a property name or a type name that does not fit: one defect, one finding.

Only reached on templates that are not right, so clarity goes before speed here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aiblsp.facts.versions import NEWEST, PREVIEW

if TYPE_CHECKING:
    from aiblsp.jsonc.node import Node
    from aiblsp.schema.shape import Check, Report, Shape

# Names so common that finding them elsewhere in the contract says nothing about what was meant here.
_COMMON: Final = frozenset(("id", "kind", "name", "properties", "scheme", "state", "type", "apiversion"))


def judge(shape: Shape, member: Node, holder: Node, report: Report) -> tuple[str, bool]:
    """What is wrong with a member that the shape does not have under exactly this name.

    Returns the name of the property that it stands for, as written where none is meant for sure (that property then is
    not reported as missing), and whether the value is to be checked as that property.
    """
    assert member.key is not None
    text = member.key.text
    lowered = text.lower()
    path = f"{shape.path}.{text}" if shape.path else text
    right = shape.lowered.get(lowered)
    if right is not None:
        report.add("property-casing", shape.properties[right].path, member, holder, expected=(right,), found=text)
        return right, True
    gone = shape.gone.get(lowered)
    if gone is not None:
        name, since, until, replacement = gone
        here = f"{shape.path}.{name}" if shape.path else name
        first, last = gone_or_to_come(since, until, report.contract.version)
        if last is not None:
            report.add("removed-in-version", here, member, holder, until=last, suggestion=replacement)
        else:
            report.add("not-in-version", here, member, holder, since=first)
        return replacement or name, False
    if holder.incomplete:  # it may belong to another object
        return text, False
    alias = shape.aliases.get(lowered) or _by_value(lowered, member, shape)
    present = report.names(holder)
    suggestion = alias if alias is not None and alias.lower() not in present else None
    others = _other_types(shape, lowered)
    if others:
        report.add("other-type", path, member, holder, expected=others, suggestion=suggestion)
        return suggestion or text, False
    if alias is None and lowered not in _COMMON and _misplaced(path, member, holder, report):
        return text, False
    if suggestion is None:
        suggestion = report.nearest(text, [name for name in shape.properties if name.lower() not in present])
    report.add("unknown-property", path, member, holder, suggestion=suggestion)
    return suggestion or text, False


def gone_or_to_come(since: str, until: str, version: str | None) -> tuple[str | None, str | None]:
    """Of something that a version does not have: the first version that has it, or else the last one that had it."""
    return (None, until) if version is None or until < version else (since, None)


def _by_value(lowered: str, member: Node, shape: Shape) -> str | None:
    """The property that takes the ID of a member which stands for another: `imageId` and `imageVersionId`."""
    value = (member.text() or "").lower()
    if lowered == "imageid" and "galleries/" in value:
        return shape.lowered.get("imageversionid")
    if lowered == "imageversionid" and "/images/" in value and "galleries/" not in value:
        return shape.lowered.get("imageid")
    return None


def _other_types(shape: Shape, lowered: str) -> tuple[str, ...]:
    """The types of the same union that have a property of this name."""
    if shape.union is None:
        return ()
    return tuple(name for name, kind in shape.union.types.items() if lowered in kind.lowered or lowered in kind.gone)


def _misplaced(path: str, member: Node, holder: Node, report: Report) -> bool:
    """Whether the contract has a property of this name elsewhere; if so, that is reported."""
    assert member.key is not None
    found = report.contract.places.get(member.key.text.lower())
    if not found:
        return False
    version = report.contract.version
    first, last = (PREVIEW, NEWEST) if version is None else (version, version)
    now = [place for place, since, until in found if since <= last and until >= first]
    if now:
        report.add("misplaced", path, member, holder, expected=tuple(now))
        return True
    later = [(since, place) for place, since, _ in found if since > last]
    if not later:
        return False
    soonest = min(later)[0]
    places = tuple(place for since, place in later if since == soonest)
    report.add("misplaced", path, member, holder, expected=places, since=soonest)
    return True


def misfit(union: Shape, kind: Node | None, node: Node, parent: Node | None, report: Report) -> Check | None:
    """What is wrong with a discriminator that names no type of this version, and how to check the object then."""
    assert union.merged is not None
    name, path, types = union.discriminator, f"{union.path}.{union.discriminator}", tuple(union.types)
    if kind is None or kind.kind == "null":
        if node.incomplete:
            return union.merged.check
        report.add("type-missing", path, node, parent, name=name, expected=types)
        return _guess(union, node, report)
    if kind.kind == "unknown":
        return union.merged.check
    if kind.kind != "string":
        report.add("wrong-type", path, kind, node, name=name, expected=("string",), found=kind.kind)
        return _guess(union, node, report)
    lowered = kind.value.lower()
    for right, shape in union.types.items():
        if right.lower() == lowered:
            report.add("type-casing", path, kind, node, name=name, expected=(right,), found=kind.value)
            return shape.check
    foreign = union.foreign.get(lowered)
    if foreign is not None:
        since, until = gone_or_to_come(foreign[1], foreign[2], report.contract.version)
        report.add(
            "type-not-in-version",
            path,
            kind,
            node,
            name=name,
            expected=types,
            found=kind.value,
            since=since,
            until=until,
        )
        return None
    suggestion = report.nearest(kind.value, types)
    report.add("type-unknown", path, kind, node, name=name, expected=types, found=kind.value, suggestion=suggestion)
    return union.types[suggestion].lenient if suggestion is not None else _guess(union, node, report)


def _guess(union: Shape, node: Node, report: Report) -> Check | None:
    """The check of the one type that has all the members found; None where that is no or several types."""
    own = report.names(node).difference(name.lower() for name in union.properties)
    if not own:
        return None
    fitting = [shape for shape in union.types.values() if own <= shape.lowered.keys()]
    return fitting[0].lenient if len(fitting) == 1 else None
