"""Findings as logging commands of Azure Pipelines, which become issues of the build.

Source: Azure DevOps documentation, "Logging commands", "LogIssue" and "Formatting commands". A build knows errors and
warnings only; what is milder is a plain line of the log.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp.diagnostic import Severity
from aiblsp.report.model import one_line, region

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from aiblsp.report.model import Checked, Style


def render(files: Iterable[Checked], style: Style) -> Iterator[str]:
    """One line for each finding, as the files come in."""
    for file in files:
        for diagnostic in file.diagnostics:
            at = region(diagnostic.place)
            label = diagnostic.severity.label
            message = one_line(diagnostic.message)
            if diagnostic.severity > Severity.WARNING:
                yield f"{one_line(at.path)}:{at.line}:{at.column}: {label} {diagnostic.rule} {message}\n"
                continue
            path = one_line(at.path).replace("\\", "/")
            properties = f"type={label};sourcepath={_property(path)};linenumber={at.line};columnnumber={at.column}"
            yield f"##vso[task.logissue {properties};code={diagnostic.rule};]{_data(message)}\n"


def _data(text: str) -> str:
    return text.replace("%", "%AZP25")


def _property(text: str) -> str:
    return _data(text).replace(";", "%3B").replace("]", "%5D")
