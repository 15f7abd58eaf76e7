"""Findings made by hand over the files of `input/`: what every output format is shown in the tests."""

from __future__ import annotations

from pathlib import Path

from aiblsp.diagnostic import Diagnostic, Edit, Fix, Place, Related, Severity
from aiblsp.report.model import Checked
from aiblsp.text import Source, decode

INPUT = Path(__file__).parent / "input"


def source(name: str) -> Source:
    return decode((INPUT / name).read_bytes(), f"infra/{name}")


def place(of: Source, words: str, until: str | None = None) -> Place:
    """The first place where `words` stand, reaching to the end of `until` where that is given."""
    start = of.text.index(words)
    last = words if until is None else until
    return Place(of, start, of.text.index(last, start) + len(last))


def checked() -> list[Checked]:
    windows, parameters, line = source("windows.json"), source("windows.parameters.json"), source("one-line.json")
    shell = place(windows, '"Shell"')
    address = place(windows, '"https://example.com')
    address = Place(windows, address.start, windows.text.index('" }', address.start) + 1)
    found = (
        Diagnostic(
            "os-mismatch-customizer",
            Severity.ERROR,
            shell,
            "`Shell` runs on Linux only; this source is Windows. Use `PowerShell`",
            "https://example.com/rules/os-mismatch-customizer.md",
            (Related(place(windows, '"MicrosoftWindowsServer"'), "this publisher has Windows images only"),),
            Fix("Write `PowerShell`", (Edit(shell.start, shell.end, '"PowerShell"'),), safe=False),
        ),
        Diagnostic("tag-wide", Severity.WARNING, place(windows, '"构建组"'), "100% `构建组`: a, b; c] :: ##vso[x]"),
        Diagnostic("tag-joined", Severity.INFO, place(windows, '"ops"'), "past an emoji and a combining accent"),
        Diagnostic("tabs", Severity.HINT, place(windows, '"Microsoft.Virt', 'Templates"'), "after\ta tab\na line end"),
        Diagnostic("sas-token", Severity.WARNING, address, "a shared access signature is written here"),
        Diagnostic(
            "several-lines",
            Severity.WARNING,
            place(windows, '"customize": [', "    ]"),
            "reaches over three lines <&>",
            fix=Fix("Delete it", (Edit(0, 1, ""), Edit(4, 4, "é\n"))),
        ),
        Diagnostic("several-lines", Severity.WARNING, place(windows, '"properties": {', "  }"), "a second one"),
        Diagnostic("file-start", Severity.ERROR, Place(windows, 0, 0), "an empty span points at the start"),
        Diagnostic("unknown-region", Severity.ERROR, place(parameters, '"mars"'), "in another file, with CRLF"),
        Diagnostic("past-the-end", Severity.INFO, Place(parameters, 10**6, 10**6), "counts as the end"),
    )
    cut = (
        Diagnostic("far-right", Severity.WARNING, place(line, '"owner"'), "in the middle of a long line"),
        Diagnostic("longer-than-the-line", Severity.WARNING, Place(line, 2, 900), "cut at the right"),
        Diagnostic("very-end", Severity.WARNING, Place(line, len(line.text) - 1, len(line.text)), "the last bracket"),
    )
    return [Checked("infra/windows.json", found, 1), Checked("infra/one-line.json", cut, 1), Checked("infra/good.json")]
