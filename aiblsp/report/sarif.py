"""Findings as SARIF 2.1.0, in the form that GitHub code scanning takes and Microsoft's multitool accepts.

Source: OASIS, "Static Analysis Results Interchange Format (SARIF) Version 2.1.0"; GitHub, "SARIF support for code
scanning". Columns count UTF-16 code units, as `columnKind` says.
"""

from __future__ import annotations

import json
import posixpath
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from aiblsp import __version__
from aiblsp.diagnostic import Place, Severity
from aiblsp.report.model import encodable
from aiblsp.text import utf16_length

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from aiblsp.diagnostic import Diagnostic, Fix
    from aiblsp.report.model import Checked, Style
    from aiblsp.text import Source

_SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_HOME: Final = "https://github.com/aiblsp/aiblsp"
_BASE: Final = "%SRCROOT%"
_LEVELS: Final = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.INFO: "note",
    Severity.HINT: "note",
}


def render(files: Iterable[Checked], style: Style) -> Iterator[str]:
    """A whole SARIF log with one run; only the rules that spoke are described in it."""
    results: list[dict[str, Any]] = []
    rules: dict[str, dict[str, Any]] = {}
    indexes: dict[str, int] = {}
    seen: dict[str, int] = {}
    for file in files:
        for diagnostic in file.diagnostics:
            if diagnostic.rule not in rules:
                indexes[diagnostic.rule] = len(rules)
                rules[diagnostic.rule] = _rule(diagnostic)
            index = indexes[diagnostic.rule]
            results.append(_result(diagnostic, index, _fingerprint(diagnostic, seen), style))
    driver = {
        "name": "aiblsp",
        "fullName": f"aiblsp {__version__}: linter for Azure Image Builder templates",
        "semanticVersion": __version__,
        "informationUri": _HOME,
        "rules": list(rules.values()),
    }
    run = {
        "tool": {"driver": driver},
        "originalUriBaseIds": {_BASE: {"description": {"text": "The root of the repository."}}},
        "columnKind": "utf16CodeUnits",
        "results": results,
    }
    yield json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2) + "\n"


def _rule(diagnostic: Diagnostic) -> dict[str, Any]:
    from aiblsp.report.page import Page, page
    from aiblsp.rules import find

    name = diagnostic.rule
    rule = find(name)
    told = page(rule) if rule is not None else Page(name, "", "")
    described: dict[str, Any] = {
        "id": name,
        "shortDescription": {"text": _sentence(told.title)},
        "fullDescription": {"text": _sentence(told.why or told.title)},
        "help": {"text": told.body or told.title, "markdown": told.body or told.title},
        "defaultConfiguration": {"level": _LEVELS[rule.severity if rule is not None else diagnostic.severity]},
    }
    if "-" in name:  # where both are there, they must be different words
        described["name"] = "".join(word.capitalize() for word in name.split("-"))
    if diagnostic.url:
        described["helpUri"] = diagnostic.url
    if rule is not None:
        described["properties"] = {"tags": [rule.section]}
    return described


def _sentence(text: str) -> str:
    return text if text.endswith((".", "!", "?", ":")) else f"{text}."


def _result(diagnostic: Diagnostic, index: int, fingerprint: str, style: Style) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": diagnostic.rule,
        "ruleIndex": index,
        "level": _LEVELS[diagnostic.severity],
        "message": {"text": encodable(diagnostic.message)},
        "locations": [{"physicalLocation": _location(diagnostic.place, style)}],
        "partialFingerprints": {"primaryLocationLineHash": fingerprint},
    }
    if diagnostic.related:
        result["relatedLocations"] = [
            {
                "id": number,
                "physicalLocation": _location(each.place, style),
                "message": {"text": encodable(each.message)},
            }
            for number, each in enumerate(diagnostic.related, 1)
        ]
    if diagnostic.fix is not None and diagnostic.fix.edits:  # there are none where they hold a secret
        result["fixes"] = [_fix(diagnostic.fix, diagnostic.place.source, style)]
    return result


def _fix(fix: Fix, source: Source, style: Style) -> dict[str, Any]:
    replacements = [
        {
            "deletedRegion": _region(Place(source, edit.start, edit.end)),
            "insertedContent": {"text": encodable(edit.text)},
        }
        for edit in fix.edits
    ]
    change = {"artifactLocation": _artifact(source, style), "replacements": replacements}
    return {"description": {"text": encodable(fix.title)}, "artifactChanges": [change]}


def _location(place: Place, style: Style) -> dict[str, Any]:
    return {"artifactLocation": _artifact(place.source, style), "region": _region(place)}


def _artifact(source: Source, style: Style) -> dict[str, str]:
    path = (source.path or "stdin").replace("\\", "/")
    if path[1:3] == ":/":  # a drive letter
        path = f"/{path}"
    if path.startswith("/"):
        root = style.root.rstrip("/") + "/"
        if not path.startswith(root):
            return {"uri": f"file://{_quoted(path)}"}
        path = path[len(root) :]
    else:
        path = posixpath.normpath(posixpath.join(style.prefix, path))
    return {"uri": _quoted(path), "uriBaseId": _BASE}


def _quoted(path: str) -> str:
    # Bytes that are no UTF-8 come as lone surrogates; they go back to being bytes.
    return quote(path.encode("utf-8", "surrogateescape"), safe="/!$&'()*+,;=@~")


def _region(place: Place) -> dict[str, int]:
    start_line, start_column = _utf16(place.source, place.start)
    end_line, end_column = _utf16(place.source, max(place.start, place.end))
    return {"startLine": start_line, "startColumn": start_column, "endLine": end_line, "endColumn": end_column}


def _utf16(source: Source, offset: int) -> tuple[int, int]:
    line, column = source.position(offset)
    begin = source.line_starts[line]
    return line + 1, utf16_length(source.text[begin : begin + column]) + 1


def _fingerprint(diagnostic: Diagnostic, seen: dict[str, int]) -> str:
    """The same for the same finding when lines above it come and go: rule, text of the line, and which of its kind."""
    source = diagnostic.place.source
    text = source.line(source.position(diagnostic.place.start)[0]).strip()
    hashed = sha256(f"{diagnostic.rule}\0{text}".encode("utf-8", "replace")).hexdigest()[:16]
    key = f"{source.path}\0{hashed}"
    seen[key] = seen.get(key, 0) + 1
    return f"{hashed}:{seen[key]}"
