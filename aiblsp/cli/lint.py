"""`aiblsp lint`: from arguments to findings, a summary and the exit code."""

from __future__ import annotations

import os
import sys
from collections import Counter
from typing import TYPE_CHECKING

from aiblsp.cli import FAULT, FOUND, OK
from aiblsp.cli.arguments import overridden
from aiblsp.cli.output import Progress, fault, findings_stream, note, style
from aiblsp.cli.work import Outcome, Task, outcomes
from aiblsp.config import DEFAULTS, NEVER, ConfigError, load
from aiblsp.diagnostic import Severity
from aiblsp.discover import STDIN, Asked, Candidate, discover
from aiblsp.discover.ignore import absolute
from aiblsp.project import checked_settings, forget_folders, policy_faults, require_known_rules, template_of
from aiblsp.record import dataclass, field, replace
from aiblsp.report import renderer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from aiblsp.cli.options import Arguments
    from aiblsp.config import Cache, Settings
    from aiblsp.diagnostic import Diagnostic
    from aiblsp.report.model import Checked


@dataclass(slots=True)
class Tally:
    """What a run has seen so far."""

    files: int = 0
    images: int = 0
    faults: int = 0
    severities: Counter[Severity] = field(default_factory=Counter)
    rules: Counter[str] = field(default_factory=Counter)
    safe: int = 0
    unsafe: int = 0
    mended: int = 0

    def add(self, diagnostic: Diagnostic) -> None:
        self.severities[diagnostic.severity] += 1
        self.rules[diagnostic.rule] += 1
        if diagnostic.fix is not None:
            self.safe += diagnostic.fix.safe
            self.unsafe += not diagnostic.fix.safe


def run(given: Arguments) -> int:
    """Do what `aiblsp lint` was asked for; answers with the exit code."""
    tally = Tally()
    forget_folders()
    try:
        settings_for = settings_source(given)
        require_known_rules(overridden(DEFAULTS, given))
    except ConfigError as error:
        fault(str(error))
        return FAULT
    asked = Asked(settings_for, tuple(given.exclude), given.force_exclude, given.gitignore, given.stdin_filename)
    found = discover(given.paths, asked)
    try:
        here = settings_for(os.getcwd())
    except ConfigError as error:
        here = DEFAULTS
        if str(error) not in found.troubles:
            found.troubles.append(str(error))
    distinct = {id(file.settings): file.settings for file in found.files}.values()
    troubles = dict.fromkeys([*found.troubles, *(each for settings in distinct for each in policy_faults(settings))])
    for trouble in troubles:
        fault(trouble)
    tally.faults += len(troubles)
    if given.show_files:
        for file in found.files:
            print(file.path)
        return FAULT if tally.faults else OK
    return _lint(list(_tasks(found.files, given)), given, here, tally)


def _tasks(files: list[Candidate], given: Arguments) -> Iterator[Task]:
    """What is to be linted: the files, and the template of a parameter file that was named without it."""
    parameters = tuple(given.parameters)
    known = {absolute(file.path) for file in files}
    brought: dict[str, list[str]] = {}  # templates, by the parameter files that were named without them
    for file in files:
        template = template_of(file.path) if file.named and not parameters else None
        if template is not None and absolute(template) not in known:
            brought.setdefault(template, []).append(absolute(file.path))
    for file in files:
        told = given.stdin_filename if file.path == STDIN else file.path
        yield Task(file.path, told, file.settings, file.named, parameters)
        template = template_of(file.path) if brought else None
        if template is not None and template in brought:
            yield Task(template, template, file.settings, True, about=frozenset(brought.pop(template)))


def settings_source(given: Arguments) -> Callable[[str], Settings]:
    """How to find the settings of a folder, with what the command line says. Raises ConfigError for `--config`."""
    if given.isolated or given.config is not None:
        settings = DEFAULTS if given.config is None else load(given.config)
        require_known_rules(settings)
        fixed = overridden(settings, given)
        return lambda folder: fixed
    cache: Cache = {}
    made: dict[int, Settings] = {}  # one object for each configuration, so that patterns are compiled once

    def settings_for(folder: str) -> Settings:
        settings = checked_settings(folder, cache)
        if id(settings) not in made:
            made[id(settings)] = overridden(settings, given)
        return made[id(settings)]

    return settings_for


def _lint(tasks: list[Task], given: Arguments, here: Settings, tally: Tally) -> int:
    output_format = given.output_format or here.output_format or "text"
    word = given.fail_on or here.fail_on or "warning"
    fail_on = None if word == NEVER else Severity[word.upper()]
    mend = given.fix or given.unsafe_fixes or given.diff
    progress = Progress(len(tasks), wanted=not given.quiet)
    if mend:
        from aiblsp.cli.mend import mended

        results: Iterable[Outcome] = list(mended(tasks, given, tally))  # all of it, even if nobody reads the findings
    else:
        results = outcomes(tasks, given.jobs)
    checked = _checked(results, tally, progress)
    if given.diff:
        for _ in checked:
            pass  # what cannot be mended is not shown
        return FAULT if tally.faults else FOUND if tally.mended and not given.exit_zero else OK
    try:
        opened = findings_stream(given.output_file, output_format)
        # Of a run that mends standard input, standard output is for the mended text.
        stream = sys.stderr if mend and any(task.path == STDIN for task in tasks) else opened
        try:
            how = style(given.color, output_format, stream, fail_on)
            for piece in renderer(output_format)(checked, how):
                progress.clear()
                stream.write(piece)
            stream.flush()
        finally:
            if opened is not sys.stdout:
                opened.close()
    except BrokenPipeError:
        raise
    except OSError as error:
        fault(f"{given.output_file or 'standard output'}: cannot be written: {error.strerror or error}")
        return FAULT
    progress.clear()
    _conclude(tasks, given, tally)
    if tally.faults:
        return FAULT
    failed = any(how.fail_on is not None and severity <= how.fail_on for severity in +tally.severities)
    return FOUND if failed and not given.exit_zero else OK


def _checked(results: Iterable[Outcome], tally: Tally, progress: Progress) -> Iterator[Checked]:
    """The files that were linted, counted; a finding in a parameter file that two templates share is told once."""
    shared: set[tuple[str | None, int, int, str, str]] = set()
    told: set[str] = set()  # what is wrong with a parameter file that many templates are given
    for done, result in enumerate(results, 1):
        progress.show(done)
        if result.faults or result.notes:
            progress.clear()
            for message in result.faults:
                if message not in told:
                    told.add(message)
                    fault(message)
            for message in result.notes:
                note(message)
            tally.faults += len(result.faults)
        if result.checked is None:
            continue
        checked = result.checked
        fresh = tuple(each for each in checked.diagnostics if _is_new(each, checked.path, shared))
        tally.files += 1
        tally.images += checked.images
        for diagnostic in fresh:
            tally.add(diagnostic)
        if checked.images or fresh:
            yield replace(checked, diagnostics=fresh)


def _is_new(diagnostic: Diagnostic, path: str, seen: set[tuple[str | None, int, int, str, str]]) -> bool:
    place = diagnostic.place
    if place.source.path in (None, path):
        return True
    key = (place.source.path, place.start, place.end, diagnostic.rule, diagnostic.message)
    if key in seen:
        return False
    seen.add(key)
    return True


def _conclude(tasks: list[Task], given: Arguments, tally: Tally) -> None:
    """What is said at the end, on standard error."""
    if given.statistics:
        for rule, number in sorted(tally.rules.items(), key=lambda item: (-item[1], item[0])):
            print(f"{number:>6}  {rule}", file=sys.stderr)
    if given.quiet:
        return
    if not tasks:
        if not tally.faults:
            note(f"no files to lint in {', '.join(given.paths)}")
        return
    if not tally.images and tally.files and not tally.rules:
        note("no image templates among them" if tally.files > 1 else "this is no image template")
    print(_summary(tally), file=sys.stderr)


def _summary(tally: Tally) -> str:
    counts = [_number(tally.severities[level], level.label) for level in Severity if tally.severities[level]]
    text = f"{_number(tally.files, 'file')}, {_number(tally.images, 'image template')}: "
    text += ", ".join(counts) or "nothing found"
    if tally.mended:
        text += f"; {_number(tally.mended, 'mistake')} mended"
    if tally.safe or tally.unsafe:
        ways = []
        if tally.safe:
            ways.append(f"{tally.safe:,} can be mended by --fix")
        if tally.unsafe:
            ways.append(f"{tally.unsafe:,} {'more ' if tally.safe else 'can be mended '}by --unsafe-fixes")
        text += f" ({', '.join(ways)})"
    return text


def _number(count: int, word: str) -> str:
    plural = word if count == 1 or word == "info" else f"{word}s"
    return f"{count:,} {plural}"
