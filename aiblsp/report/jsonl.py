"""Findings as JSON Lines: one object a line, written as the files come in; the same objects as `json`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from aiblsp.report.objects import as_object

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from aiblsp.report.model import Checked, Style


def render(files: Iterable[Checked], style: Style) -> Iterator[str]:
    """One line for each finding."""
    for file in files:
        for diagnostic in file.diagnostics:
            yield json.dumps(as_object(diagnostic)) + "\n"
