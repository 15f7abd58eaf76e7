"""Findings as one JSON list of objects, one a line; ASCII only, so that no terminal or pipe can spoil it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from aiblsp.report.objects import as_object

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from aiblsp.report.model import Checked, Style


def render(files: Iterable[Checked], style: Style) -> Iterator[str]:
    """A whole JSON document; `[]` where nothing was found."""
    before = "["
    for file in files:
        for diagnostic in file.diagnostics:
            yield f"{before}\n  {json.dumps(as_object(diagnostic))}"
            before = ","
    yield "[]\n" if before == "[" else "\n]\n"
