"""Findings one a line, `path:line:column: severity rule message`, as efm, ALE and grep read them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp.report.model import one_line, region

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from aiblsp.report.model import Checked, Style


def render(files: Iterable[Checked], style: Style) -> Iterator[str]:
    """One line for each finding, as the files come in."""
    for file in files:
        for diagnostic in file.diagnostics:
            at = region(diagnostic.place)
            where = f"{one_line(at.path)}:{at.line}:{at.column}"
            yield f"{where}: {diagnostic.severity.label} {diagnostic.rule} {one_line(diagnostic.message)}\n"
