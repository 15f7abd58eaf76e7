"""Findings for people: the message, the source line with carets, related places and the fix."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aiblsp.diagnostic import Severity
from aiblsp.report.cells import printable
from aiblsp.report.excerpt import excerpt
from aiblsp.report.model import encodable, harmless, region
from aiblsp.report.veil import secret_spans

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from aiblsp.diagnostic import Diagnostic, Place
    from aiblsp.report.excerpt import Row
    from aiblsp.report.model import Checked, Style
    from aiblsp.text import Source

_MOST_RELATED: Final = 4
_COLORS: Final = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.INFO: "34", Severity.HINT: "36"}
_FRAME: Final = "34"
_NARROWEST: Final = 40


def render(files: Iterable[Checked], style: Style) -> Iterator[str]:
    """One block for each finding, as the files come in."""
    for file in files:
        secrets = _secrets(file.diagnostics)
        for diagnostic in file.diagnostics:
            yield _block(diagnostic, style, secrets)


def _secrets(diagnostics: Iterable[Diagnostic]) -> dict[int, list[tuple[int, int]]]:
    """The secrets of each source, those that a rule tagged and those that none spoke of: no excerpt shows them."""
    tagged: dict[int, list[tuple[int, int]]] = {}
    texts: dict[int, str] = {}
    for diagnostic in diagnostics:
        for place in (diagnostic.place, *(related.place for related in diagnostic.related)):
            texts[id(place.source)] = place.source.text
        if "secret" in diagnostic.tags:
            place = diagnostic.place
            tagged.setdefault(id(place.source), []).append((place.start, place.end))
    return {source: secret_spans(text, tagged.get(source, ())) for source, text in texts.items()}


def _block(diagnostic: Diagnostic, style: Style, secrets: dict[int, list[tuple[int, int]]]) -> str:
    color = _COLORS[diagnostic.severity]
    shown = [(diagnostic.place, "", color), *((r.place, r.message, _FRAME) for r in diagnostic.related[:_MOST_RELATED])]
    width = max(style.width, _NARROWEST) - 8
    pieces = [
        (place, label, tint, excerpt(place.source, place.start, place.end, width, _of(secrets, place.source)))
        for place, label, tint in shown
    ]
    gutter = max(len(str(row.number or "")) for _, _, _, rows in pieces for row in rows)
    frame = _paint(" " * gutter + " |", _FRAME, style)
    head = _paint(f"{diagnostic.severity.label}[{diagnostic.rule}]", f"1;{color}", style)
    lines = [f"{head}: {_paint(_safe(diagnostic.message), '1', style)}"]
    for index, (place, label, tint, rows) in enumerate(pieces):
        arrow = _paint(" " * gutter + ("-->" if index == 0 else ":::"), _FRAME, style)
        lines += [f"{arrow} {_where(place)}", frame]
        rows = rows if index == 0 else rows[:1]  # of a second place the first line is enough
        for number, row in enumerate(rows):
            last = number == len(rows) - 1
            lines += _drawn(row, gutter, "^" if index == 0 else "-", tint, label if last else "", style)
    notes = _notes(diagnostic)
    if notes:
        lines.append(frame)
        lines += [f"{_paint(' ' * gutter + ' =', _FRAME, style)} {note}" for note in notes]
    return "\n".join(lines) + "\n\n"


def _drawn(row: Row, gutter: int, mark: str, tint: str, label: str, style: Style) -> list[str]:
    if row.number is None:
        return [_paint(" " * gutter + " ...", _FRAME, style)]
    number = _paint(f"{row.number:>{gutter}} |", _FRAME, style)
    frame = _paint(" " * gutter + " |", _FRAME, style)
    told = f" {_safe(label)}" if label else ""
    return [
        f"{number} {encodable(row.text)}".rstrip(),
        f"{frame} {' ' * row.before}{_paint(mark * row.marks + told, tint, style)}",
    ]


def _notes(diagnostic: Diagnostic) -> list[str]:
    notes = []
    if diagnostic.fix is not None:
        option = "--fix" if diagnostic.fix.safe else "--unsafe-fixes"
        notes.append(f"fix: {_safe(diagnostic.fix.title)} ({option})")
    more = len(diagnostic.related) - _MOST_RELATED
    if more > 0:
        notes.append(f"{more} more places belong to this")
    return notes


def _of(secrets: dict[int, list[tuple[int, int]]], source: Source) -> list[tuple[int, int]]:
    return secrets.get(id(source), [])


def _where(place: Place) -> str:
    at = region(place)
    return f"{_safe(at.path)}:{at.line}:{at.column}"


def _safe(text: str) -> str:
    return printable(harmless(encodable(text)))


def _paint(text: str, code: str, style: Style) -> str:
    return f"\033[{code}m{text}\033[0m" if style.color else text
