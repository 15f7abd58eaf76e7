"""A finding as a plain object, the shape that `json` and `jsonl` share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aiblsp.diagnostic import Place
from aiblsp.report.model import encodable, region

if TYPE_CHECKING:
    from aiblsp.diagnostic import Diagnostic, Fix
    from aiblsp.text import Source


def as_object(diagnostic: Diagnostic) -> dict[str, Any]:
    """The finding with 1-based lines and columns in Unicode characters, ends exclusive; `fix` is None without one.

    A fix whose edits would show a secret has no edits here; `--fix` knows them.
    """
    return {
        **_span(diagnostic.place),
        "severity": diagnostic.severity.label,
        "rule": diagnostic.rule,
        "message": encodable(diagnostic.message),
        "url": diagnostic.url,
        "related": [{**_span(each.place), "message": encodable(each.message)} for each in diagnostic.related],
        "fix": _fix(diagnostic.fix, diagnostic.place.source) if diagnostic.fix is not None else None,
    }


def _span(place: Place) -> dict[str, Any]:
    at = region(place)
    return {
        "path": at.path,
        "line": at.line,
        "column": at.column,
        "end_line": at.end_line,
        "end_column": at.end_column,
    }


def _fix(fix: Fix, source: Source) -> dict[str, Any]:
    return {
        "title": encodable(fix.title),
        "safe": fix.safe,
        "edits": [{**_span(Place(source, edit.start, edit.end)), "text": encodable(edit.text)} for edit in fix.edits],
    }
