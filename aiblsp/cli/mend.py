"""`aiblsp lint --fix` and `--diff`: mends files, writes those that changed, or shows what would change."""

from __future__ import annotations

import os
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from aiblsp.cli.output import fault, make_safe
from aiblsp.cli.work import Outcome, Reader, findings, open_task
from aiblsp.discover import STDIN
from aiblsp.fix import fix_all
from aiblsp.report.model import Checked
from aiblsp.text import encode

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aiblsp.cli.lint import Tally
    from aiblsp.cli.options import Arguments
    from aiblsp.cli.work import Task
    from aiblsp.document import Document
    from aiblsp.text import Source


def mended(tasks: list[Task], given: Arguments, tally: Tally) -> Iterator[Outcome]:
    """Mend one file after the other; what is still to be said of each. Files are written once all were looked at.

    A parameter file that belongs to several templates is mended by each in turn.
    """
    read = Reader()
    before: dict[str, Source] = {}
    for task in tasks:
        opened = open_task(task, read)
        if opened.document is None:
            yield Outcome(None, opened.faults, opened.notes)
            continue
        fixed = fix_all(opened.document, partial(findings, task), unsafe=given.unsafe_fixes)
        tally.mended += fixed.count
        faults = list(opened.faults)
        if fixed.broken:
            rules = ", ".join(fixed.broken)
            faults.append(f"{task.told or task.path}: not mended further, a fix broke it; please report: {rules}")
        for path, old, new in _pairs(task, opened.document, fixed.document):
            if old.malformed is not None and any(each.fix for each in fixed.diagnostics):
                faults.append(f"{path}: not mended, since it is no valid {old.encoding}")
            if new.text != old.text:
                before.setdefault(path, old)
                read.texts[path] = new
        checked = Checked(task.told or task.path, fixed.diagnostics, len(fixed.document.images))
        yield Outcome(checked, tuple(faults), opened.notes)
    tally.faults += _finish(before, read, given)


def _pairs(task: Task, before: Document, after: Document) -> Iterator[tuple[str, Source, Source]]:
    yield task.path, before.source, after.source
    for old, new in zip(before.options.parameters, after.options.parameters, strict=True):
        yield old.path or "", old, new


def _finish(before: dict[str, Source], read: Reader, given: Arguments) -> int:
    """Show or write what changed; the number of files that could not be written."""
    after = read.texts
    if given.diff:
        make_safe(sys.stdout)
        for path, old in before.items():
            sys.stdout.writelines(_difference(old, after[path]))
        return 0
    faults = 0
    for path, old in before.items():
        if path == STDIN or after[path].text == old.text:
            continue
        try:
            _write(Path(path), encode(after[path]))
        except OSError as error:
            fault(f"{path}: cannot be written: {error.strerror or error}")
            faults += 1
    if read.stdin is not None:
        sys.stdout.flush()
        sys.stdout.buffer.write(encode(after[STDIN]) if STDIN in after else read.stdin)
        sys.stdout.buffer.flush()
    return faults


def _write(path: Path, data: bytes) -> None:
    """Put a new content in the place of a file, all at once; rights are kept, a link still leads to the file."""
    path = path.resolve()
    draft = path.with_name(f".{path.name}.{os.getpid()}.aiblsp")
    try:
        draft.write_bytes(data)
        draft.chmod(path.stat().st_mode)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def _difference(old: Source, new: Source) -> Iterator[str]:
    """A unified diff that `patch` and `git apply` take. Lines end where a Source says, not where Python would."""
    from difflib import unified_diff

    name = (old.path or "stdin").replace("\\", "/").lstrip("/")
    for line in unified_diff(_lines(old), _lines(new), f"a/{name}", f"b/{name}"):
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def _lines(source: Source) -> list[str]:
    ends = [*source.line_starts[1:], len(source.text)]
    return [source.text[start:end] for start, end in zip(source.line_starts, ends, strict=True) if start < end]
