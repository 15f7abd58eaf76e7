"""What every output format starts from: files that were checked, and places in 1-based lines and columns."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from aiblsp.diagnostic import Severity
from aiblsp.record import dataclass

if TYPE_CHECKING:
    from aiblsp.diagnostic import Diagnostic, Place

_SURROGATE: Final = "[\ud800-\udfff]"
_COMMAND: Final = r"(?i)(##vso)\["
_UNNAMED: Final = "<stdin>"


@dataclass(frozen=True, slots=True)
class Checked:
    """One file that was linted: its path as the user is told, what was found, how many image templates it holds."""

    path: str
    diagnostics: tuple[Diagnostic, ...] = ()
    images: int = 0


@dataclass(frozen=True, slots=True)
class Style:
    """How to write.

    color    whether to use the colours of a terminal
    width    the columns of the terminal; longer source lines are cut around the span
    fail_on  the mildest severity that counts as a failure; None: nothing does
    root     the folder of the repository, absolute and with forward slashes: SARIF names files from there
    prefix   the way from there to the current folder, which relative paths start from; empty where they are the same
    """

    color: bool = False
    width: int = 120
    fail_on: Severity | None = Severity.WARNING
    root: str = ""
    prefix: str = ""

    def fails(self, diagnostic: Diagnostic) -> bool:
        """Whether this finding makes the run fail."""
        return self.fail_on is not None and diagnostic.severity <= self.fail_on


@dataclass(frozen=True, slots=True)
class Region:
    """A span of a file: 1-based lines and columns in characters, the end exclusive."""

    path: str
    line: int
    column: int
    end_line: int
    end_column: int


def region(place: Place) -> Region:
    """Where a place is, for a reader."""
    line, column = place.source.position(place.start)
    end_line, end_column = place.source.position(max(place.end, place.start))
    return Region(path_of(place), line + 1, column + 1, end_line + 1, end_column + 1)


def path_of(place: Place) -> str:
    """The path that the user is told; text without a file is named after standard input."""
    return encodable(place.source.path or _UNNAMED)


def encodable(text: str) -> str:
    """The text with lone surrogates as U+FFFD: no encoding of the outside world can carry them."""
    return text if text.isascii() else re.sub(_SURROGATE, "\ufffd", text)


def harmless(text: str) -> str:
    """The text, of the same length, without what a build agent of Azure Pipelines would take for a command.

    The agent looks for commands anywhere in a line of the log; a template from a stranger must not give it any.
    """
    return re.sub(_COMMAND, r"\1(", text) if "##" in text else text


def one_line(text: str) -> str:
    """The text without line ends and control characters, for formats where a finding is one line."""
    return harmless(encodable(" ".join(text.split()) if text.isprintable() else " ".join(_visible(text).split())))


def _visible(text: str) -> str:
    return "".join(char if char.isprintable() else " " for char in text)
