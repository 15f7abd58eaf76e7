"""Findings as JUnit XML: a suite for each file, a test case for each finding; a file without one is a case that passes.

A finding below `--fail-on` is a case that passes and carries its text as output. Written by hand: an XML library would
bring nothing for six elements.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from aiblsp.report.model import encodable, region

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from aiblsp.diagnostic import Diagnostic
    from aiblsp.report.model import Checked, Style

_ILLEGAL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # what XML 1.0 cannot carry, even escaped
_ESCAPES: Final = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\n": "&#10;", "\r": "&#13;", "\t": "&#9;"}
)


def render(files: Iterable[Checked], style: Style) -> Iterator[str]:
    """A whole XML document; the totals stand at its top, so it waits for the last file."""
    suites: list[str] = []
    tests = failures = 0
    for file in files:
        cases = [_case(file, diagnostic, style) for diagnostic in file.diagnostics]
        failed = sum(map(style.fails, file.diagnostics))
        if not cases:
            cases = [f'    <testcase name="no findings" classname={_quoted(file.path)}/>\n']
        counts = f'tests="{len(cases)}" failures="{failed}" errors="0"'
        suites.append(f"  <testsuite name={_quoted(file.path)} {counts}>\n{''.join(cases)}  </testsuite>\n")
        tests += len(cases)
        failures += failed
    yield '<?xml version="1.0" encoding="utf-8"?>\n'
    yield f'<testsuites name="aiblsp" tests="{tests}" failures="{failures}" errors="0">\n'
    yield from suites
    yield "</testsuites>\n"


def _case(file: Checked, diagnostic: Diagnostic, style: Style) -> str:
    at = region(diagnostic.place)
    name = _quoted(f"{diagnostic.rule} ({at.line}:{at.column})")
    where = f"{at.path}:{at.line}:{at.column}: {diagnostic.severity.label} {diagnostic.rule} {diagnostic.message}"
    if style.fails(diagnostic):
        kind = f"type={_quoted(diagnostic.severity.label)} message={_quoted(diagnostic.message)}"
        content = f"<failure {kind}>{_escaped(where)}</failure>"
    else:
        content = f"<system-out>{_escaped(where)}</system-out>"
    place = f'file={_quoted(at.path)} line="{at.line}"'
    return f"    <testcase name={name} classname={_quoted(file.path)} {place}>\n      {content}\n    </testcase>\n"


def _escaped(text: str) -> str:
    return _ILLEGAL.sub("\ufffd", encodable(text)).translate(_ESCAPES)


def _quoted(text: str) -> str:
    return f'"{_escaped(text)}"'
