"""The output formats: the table of their names, and the way to each. What a finding is, is decided elsewhere.

A format is a module of this package with a function `render(files, style)` that yields pieces of text, in order, as the
files come in; so a format that can speak early does. To add one: write the module, add a row here, add a golden file.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Final, cast

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from aiblsp.report.model import Checked, Style

FORMATS: Final = {
    "text": "for people: the source line with carets, the message and the fix",
    "concise": "one line a finding: path:line:column: severity rule message",
    "json": "one list of objects",
    "jsonl": "one object a line, as they are found",
    "sarif": "SARIF 2.1.0, for GitHub code scanning and other viewers",
    "github": "workflow commands of GitHub Actions",
    "azure": "logging commands of Azure Pipelines",
    "junit": "JUnit XML, for test reports",
}
FOR_PEOPLE: Final = ("text", "concise")  # these follow the encoding of the terminal; all others are UTF-8


def renderer(name: str) -> Callable[[Iterable[Checked], Style], Iterator[str]]:
    """The `render` function of a format of `FORMATS`, which is given no secret. Only that format is imported."""
    if name not in FORMATS:
        raise ValueError(f"no output format is called {name!r}")
    module = import_module(f"aiblsp.report.{name}")
    render = cast("Callable[[Iterable[Checked], Style], Iterator[str]]", module.render)

    def rendered(files: Iterable[Checked], style: Style) -> Iterator[str]:
        from aiblsp.report.veil import veiled  # here, so that a run without files does without

        return render(map(veiled, files), style)

    return rendered
