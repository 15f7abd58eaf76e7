"""Findings as workflow commands of GitHub Actions, which become annotations on the lines of a pull request.

Source: GitHub, "Workflow commands for GitHub Actions", "Setting an error message".
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aiblsp.diagnostic import Severity
from aiblsp.report.model import encodable, region

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from aiblsp.report.model import Checked, Style

_COMMANDS: Final = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.INFO: "notice",
    Severity.HINT: "notice",
}


def render(files: Iterable[Checked], style: Style) -> Iterator[str]:
    """One command for each finding, as the files come in."""
    for file in files:
        for diagnostic in file.diagnostics:
            at = region(diagnostic.place)
            places = [f"file={_property(at.path.replace(chr(92), '/'))}", f"line={at.line}"]
            if at.line == at.end_line:
                places += [f"col={at.column}", f"endColumn={at.end_column}"]
            else:  # the runner takes columns only where the lines are the same
                places.append(f"endLine={at.end_line}")
            command = _COMMANDS[diagnostic.severity]
            title = _property(f"aiblsp ({diagnostic.rule})")
            yield f"::{command} title={title},{','.join(places)}::{_data(diagnostic.message)}\n"


def _data(text: str) -> str:
    return encodable(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
