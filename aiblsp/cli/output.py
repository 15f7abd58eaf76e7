"""Where things are printed: the stream for findings, its colours and width, and the line that shows progress."""

from __future__ import annotations

import io
import os
import sys
import time
from typing import TYPE_CHECKING, Final, TextIO

from aiblsp.report import FOR_PEOPLE
from aiblsp.report.model import Style, encodable

if TYPE_CHECKING:
    from aiblsp.diagnostic import Severity

_WIDTH: Final = 120
_PATIENCE: Final = 0.5  # seconds before a person wonders
_PACE: Final = 0.1


def fault(message: str) -> None:
    """Tell what went wrong, on standard error."""
    print(f"error: {encodable(message)}", file=sys.stderr)


def note(message: str) -> None:
    """Tell what is good to know, on standard error."""
    print(f"note: {encodable(message)}", file=sys.stderr)


def findings_stream(path: str | None, output_format: str) -> TextIO:
    """The file of this path, or standard output. Formats for machines are UTF-8 whatever the terminal speaks.

    Raises OSError where the file cannot be written. The caller closes the file.
    """
    if path is not None:
        return open(path, "w", encoding="utf-8", errors="replace", newline="\n")
    make_safe(sys.stdout, "utf-8" if output_format not in FOR_PEOPLE else None)
    return sys.stdout


def make_safe(stream: TextIO, encoding: str | None = None) -> None:
    """Let a stream print any text: a character that its encoding lacks is escaped."""
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(encoding=encoding, errors="backslashreplace")


def style(color: str, output_format: str, stream: TextIO, fail_on: Severity | None) -> Style:
    """How to write to a stream. `color` is auto, always or never; NO_COLOR counts for auto (see no-color.org)."""
    if color == "auto":
        wanted = not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb" and stream.isatty()
    else:
        wanted = color == "always"
    root, prefix = _repository() if output_format == "sarif" else ("", "")
    return Style(wanted, _width(stream), fail_on, root, prefix)


def _width(stream: TextIO) -> int:
    columns = os.environ.get("COLUMNS", "")
    if columns.isdecimal() and int(columns) > 0:
        return int(columns)
    try:
        return os.get_terminal_size(stream.fileno()).columns or _WIDTH
    except (OSError, ValueError):
        return _WIDTH


def _repository() -> tuple[str, str]:
    """The root of the repository around the current folder, and the way from there to here; without one, here."""
    from pathlib import Path

    here = Path.cwd()
    root = next((folder for folder in (here, *here.parents) if (folder / ".git").exists()), here)
    prefix = here.relative_to(root).as_posix()
    base = root.as_posix()
    return base if base.startswith("/") else f"/{base}", "" if prefix == "." else prefix


class Progress:
    """A line on standard error that counts files, where a person watches and has waited for a while."""

    def __init__(self, total: int, *, wanted: bool) -> None:
        self._total = total
        self._wanted = wanted and total > 1 and sys.stderr.isatty() and os.environ.get("TERM") != "dumb"
        self._next = time.monotonic() + _PATIENCE
        self._shown = False

    def show(self, done: int) -> None:
        """Say how many files are done, now and then."""
        if self._wanted and time.monotonic() >= self._next:
            self._next = time.monotonic() + _PACE
            self._shown = True
            sys.stderr.write(f"\r\033[Klinting: {done} of {self._total} files")
            sys.stderr.flush()

    def clear(self) -> None:
        """Take the line away, before something else is printed."""
        if self._shown:
            self._shown = False
            sys.stderr.write("\r\033[K")
            sys.stderr.flush()
