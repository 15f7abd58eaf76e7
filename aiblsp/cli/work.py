"""Lints one file after the other, or several at a time in processes of their own; the order is kept."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Final

from aiblsp.discover import STDIN
from aiblsp.discover.ignore import absolute
from aiblsp.document import analyze
from aiblsp.lint import lint
from aiblsp.project import are_alternatives, options, parameter_paths, selection
from aiblsp.record import dataclass
from aiblsp.report.model import Checked
from aiblsp.text import decode

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import BinaryIO

    from aiblsp.config import Settings
    from aiblsp.diagnostic import Diagnostic
    from aiblsp.document import Document
    from aiblsp.text import Source

# Below this many files, starting processes takes longer than they save.
MANY: Final = 400
_MOST_PROCESSES: Final = 8
_CHUNK: Final = 16


@dataclass(frozen=True, slots=True)
class Task:
    """One file to lint.

    path        where to read it; `-` is standard input
    told        its name for the user; None where it has none
    named       whether the user named it: then it must be readable, whatever its size says
    parameters  parameter files from the command line, which replace all others
    about       the parameter files for whose sake it is linted: of the others beside it nothing is said; empty is all
    """

    path: str
    told: str | None
    settings: Settings
    named: bool = True
    parameters: tuple[str, ...] = ()
    about: frozenset[str] = frozenset()

    def is_about(self, name: str) -> bool:
        """Whether findings in a parameter file are to be told."""
        return not self.about or absolute(name) in self.about


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a task. `checked` is None where the file was not linted; `faults` and `notes` say why."""

    checked: Checked | None = None
    faults: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Opened:
    """A file and its parameter files, understood; `document` is None where the file could not be read."""

    document: Document | None = None
    faults: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


class TooLargeError(OSError):
    """A file of more bytes than the limit; the message says so."""


class Reader:
    """Reads files; in a run that mends, a text in memory counts before the one on the disk.

    No more is read than `limit` bytes and one, for a pipe or a device may never end.

    `stdin` holds what came by standard input, which can be read only once.
    """

    def __init__(self) -> None:
        self.texts: dict[str, Source] = {}
        self.stdin: bytes | None = None

    def __call__(self, path: str, told: str | None, limit: int) -> Source:
        """The text of a file. Raises OSError, and TooLargeError where it has more bytes than the limit."""
        if path in self.texts:
            return self.texts[path]
        if path == STDIN:
            if self.stdin is None:
                self.stdin = _bounded(sys.stdin.buffer, limit)
            return decode(self.stdin, told)
        with open(path, "rb") as file:
            size = os.fstat(file.fileno()).st_size  # of what is no file it says nothing: a pipe has none
            if size > limit:
                raise TooLargeError(f"{size:,} bytes are over the limit of {limit:,} (max-file-size)")
            return decode(_bounded(file, limit), told)


def _bounded(file: BinaryIO, limit: int) -> bytes:
    data = file.read(limit + 1)
    if len(data) > limit:
        raise TooLargeError(f"{len(data):,} bytes or more are over the limit of {limit:,} (max-file-size)")
    return data


def open_task(task: Task, read: Reader) -> Opened:
    """Read and understand a file and what goes with it; what cannot be read is told."""
    limit = task.settings.max_file_size
    try:
        source = read(task.path, task.told, limit)
    except TooLargeError as error:
        message = f"{task.told or task.path}: {error}"
        return Opened(faults=(message,)) if task.named else Opened(notes=(f"{message}; left out",))
    except OSError as error:
        return Opened(faults=(f"{task.told or task.path}: cannot be read: {error.strerror or error}",))
    parameters: list[Source] = []
    faults: list[str] = []
    names, alternatives = task.parameters, False
    if not names and task.told is not None:
        names = parameter_paths(task.told, task.settings)
        alternatives = are_alternatives(task.told, names, task.settings)
    for name in _concerned(task, names) if alternatives else names:
        try:
            parameters.append(read(name, name, limit))
        except TooLargeError as error:
            faults.append(f"{name}: {error}")
        except OSError as error:
            faults.append(f"{name}: cannot be read: {error.strerror or error}")
    document = analyze(source, options(task.settings, parameters, alternatives=alternatives))
    faults += [
        f"{name}: this is no parameter file" for name in _no_parameter_files(document) if name in task.parameters
    ]
    return Opened(document, tuple(faults))


def _no_parameter_files(document: Document) -> list[str]:
    """The files that were given for parameter files and are none. Only a deployment template looks at them."""
    template = document.template
    if template.kind != "deployment":
        return []
    understood = [file.source for file in template.parameter_files]
    return [source.path or "" for source in document.options.parameters if source not in understood]


def _concerned(task: Task, names: tuple[str, ...]) -> list[str]:
    """Those of the parameter files beside a template that matter to what the task is about."""
    from aiblsp.template.parameter_file import is_plain_name

    return [name for name in names if task.is_about(name) or is_plain_name(name)]


def findings(task: Task, document: Document) -> list[Diagnostic]:
    """What is to be said of a file and of the parameter files that the task is about."""
    found = lint(document, selection(task.told, task.settings))
    silent = {source.path for source in document.options.parameters if not task.is_about(source.path or "")}
    return [each for each in found if each.place.source.path not in silent] if silent else found


def work(task: Task) -> Outcome:
    """Lint one file."""
    opened = open_task(task, Reader())
    document = opened.document
    if document is None:
        return Outcome(None, opened.faults, opened.notes)
    found = findings(task, document)
    checked = Checked(task.told or task.path, tuple(found), len(document.images))
    return Outcome(checked, opened.faults, opened.notes)


def outcomes(tasks: Sequence[Task], jobs: int | None) -> Iterator[Outcome]:
    """What becomes of each task, in their order. Without `jobs` their number decides on processes."""
    wanted = jobs if jobs is not None else _processes(len(tasks))
    if wanted < 2 or len(tasks) < 2:
        yield from map(work, tasks)
        return
    from multiprocessing import Pool  # here, because most runs need none

    alone = [task for task in tasks if task.path == STDIN]  # other processes cannot read it
    with Pool(min(wanted, len(tasks)), _leave_interrupts) as pool:
        others = pool.imap(work, [task for task in tasks if task.path != STDIN], _CHUNK)
        done = iter([work(task) for task in alone])
        for task in tasks:
            yield next(done) if task.path == STDIN else next(others)


def _processes(files: int) -> int:
    return min(os.cpu_count() or 1, _MOST_PROCESSES) if files >= MANY else 1


def _leave_interrupts() -> None:
    """Ctrl-C is for the first process, which ends the others."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)
