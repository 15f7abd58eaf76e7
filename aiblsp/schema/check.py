"""Compares image templates and triggers with the contract of their API version. Says nothing about values' meaning."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp.facts.versions import NEWEST
from aiblsp.schema.compact import CONTRACT
from aiblsp.schema.compile import compiled
from aiblsp.schema.shape import Report

if TYPE_CHECKING:
    from aiblsp.schema.mismatch import Mismatch
    from aiblsp.template.model import Image, Trigger


def check(image: Image) -> list[Mismatch]:
    """Where an image template departs from the contract, in document order of the objects concerned. Never raises.

    An unknown API version means any that the service accepts: what is right in one of them is right.
    """
    if image.resource is not None and image.resource.existing:
        return []
    contract = compiled(image.api_version)
    report = Report(contract, image, None)
    if image.kind == "properties":
        contract.properties.check(image.body, None, report)
    else:
        shape = contract.resource if image.kind == "resource" else contract.bare
        shape.check(image.body, None, report)
    return _settled(report.found, image.api_version)


def check_trigger(trigger: Trigger) -> list[Mismatch]:
    """Where a trigger departs from the contract; the same promises as `check`."""
    if trigger.resource.existing:
        return []
    version = trigger.resource.api_version
    contract = compiled(version)
    report = Report(contract, None, trigger)
    if contract.trigger is None:
        kind = trigger.node.get("type") or trigger.node
        since = CONTRACT["imageTemplates/triggers"]["since"]
        report.add("type-not-in-version", "type", kind, trigger.node, name="type", found=kind.value, since=since)
        return report.found
    contract.trigger.check(trigger.node, None, report)
    return _settled(report.found, version)


def _settled(found: list[Mismatch], version: str | None) -> list[Mismatch]:
    """Without what follows from another finding, and without guesses about versions newer than the contract."""
    placed = {path for mismatch in found if mismatch.kind == "misplaced" for path in mismatch.expected}
    if placed:
        found = [mismatch for mismatch in found if mismatch.kind != "missing" or mismatch.path not in placed]
    if version is not None and version > NEWEST:
        found = [mismatch for mismatch in found if mismatch.suggestion or mismatch.kind not in _MAY_BE_NEW]
    return found


_MAY_BE_NEW = frozenset(("unknown-property", "misplaced", "other-type", "type-unknown", "enum"))
