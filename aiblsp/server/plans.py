"""What is to be done with a text: its settings, its rules, its parameter files, and what this client is not to hear."""

from __future__ import annotations

import logging
import os
from typing import TYPE_CHECKING, Final

from pygls.uris import from_fs_path

from aiblsp import config, project
from aiblsp.config import ConfigError
from aiblsp.discover.ignore import absolute
from aiblsp.document import analyze
from aiblsp.lint import lint
from aiblsp.record import dataclass
from aiblsp.server.buffers import Buffer
from aiblsp.server.preferences import applied, unknown_rules
from aiblsp.text import decode

if TYPE_CHECKING:
    from aiblsp.config import Settings
    from aiblsp.diagnostic import Diagnostic
    from aiblsp.document import Document
    from aiblsp.lint import Selection
    from aiblsp.server.preferences import Preferences
    from aiblsp.server.session import Session
    from aiblsp.template.model import Options
    from aiblsp.text import Source

log = logging.getLogger(__name__)

# What VS Code's own JSON service reports too. Said once is enough.
REPORTED_BY_VSCODE: Final = frozenset({"json-syntax-error", "json-duplicate-key", "json-trailing-comma"})


@dataclass(frozen=True)
class Plan:
    """One text with all that is needed to look at it, also in a thread. `selection` is None where no rule speaks."""

    source: Source
    options: Options
    selection: Selection | None
    silent: frozenset[str]

    def document(self) -> Document:
        """Understand the text."""
        return analyze(self.source, self.options)

    def findings(self, document: Document) -> list[Diagnostic]:
        """What is to be said of it to this client."""
        if self.selection is None:
            return []
        found = lint(document, self.selection)
        return [each for each in found if each.rule not in self.silent] if self.silent else found


def plan_of(session: Session, buffer: Buffer) -> Plan:
    """What is to be done with a text as it is now."""
    settings, preferences = settings_in(session, _folder(session, buffer)), session.preferences_of(buffer.path)
    buffer.reads = reads = tuple(absolute(path) for path in parameter_paths(session, buffer))
    alternatives = buffer.path is not None and project.are_alternatives(absolute(buffer.path), reads, settings)
    sources = [source for source in (read(session, path) for path in buffer.reads) if source is not None]
    options = project.options(settings, sources, alternatives=alternatives)
    session.policies.update(options.policy_schemas)
    chosen = project.selection(buffer.source.path, settings) if preferences.enable else None
    return Plan(buffer.source, options, chosen, _silent(session, preferences))


def template_of(session: Session, buffer: Buffer) -> Document | None:
    """The template that a parameter file gives values to, understood: an open one, else the one beside it by name."""
    if buffer.path is None:
        return None
    for other in session.buffers:
        if buffer.path in other.reads and other.document is not None:
            return other.document
    found = closed_template(session, buffer)
    return found[1].document() if found is not None else None


def closed_template(session: Session, buffer: Buffer) -> tuple[Buffer, Plan] | None:
    """The template beside a parameter file, where it is not open, and what is to be done with it."""
    path = project.template_of(absolute(buffer.path)) if buffer.path is not None else None
    if path is None or session.buffers.at_path(path) is not None:
        return None
    source = read(session, path)
    if source is None:
        return None
    template = Buffer(from_fs_path(path) or path, "json", 0, source, path)
    return template, plan_of(session, template)


def settings_in(session: Session, folder: str) -> Settings:
    """The settings for the texts of an absolute folder: the configuration file, with the editor's over it."""
    settings = config.DEFAULTS
    preferences = session.preferences_of(folder)
    named = preferences.configuration
    try:
        if named:
            loaded = config.load(os.path.join(session.folder_of(folder) or "", named))
            project.require_known_rules(loaded)
            settings = loaded
        else:
            settings = project.checked_settings(folder, session.configurations)
    except ConfigError as error:
        session.faults[error.path] = error
    session.wrong |= {*preferences.faults, *unknown_rules(preferences).values()}
    return applied(settings, preferences)


def _folder(session: Session, buffer: Buffer) -> str:
    if buffer.path is not None:
        return os.path.dirname(absolute(buffer.path))
    return session.folders[0] if session.folders else absolute(".")


def _silent(session: Session, preferences: Preferences) -> frozenset[str]:
    """The rules that say nothing to this client, because its own JSON service says the same."""
    wanted = preferences.report_json_syntax
    if wanted == "never" or (wanted == "auto" and session.client.has_json_service):
        return REPORTED_BY_VSCODE
    return frozenset()


def forget(session: Session) -> None:
    """Read configurations, and look for files, again when they are next needed."""
    project.forget_folders()
    session.outdate()


def concerns_all(session: Session, path: str) -> bool:
    """Whether a file is one that any text may depend on: a configuration, or a schema of the user."""
    if path.endswith(config.FILE_NAMES):
        return True
    return bool(session.policies) and os.path.realpath(path) in project.policy_files(session.policies)


def parameter_paths(session: Session, buffer: Buffer) -> tuple[str, ...]:
    """The parameter files for a text: chosen by hand, set in the editor, configured, or found beside it."""
    chosen = session.chosen.get(buffer.uri)
    if chosen is not None:
        return (chosen,) if chosen else ()
    if named := session.preferences_of(buffer.path).parameters:
        base = session.folder_of(buffer.path) or "."
        paths = tuple(os.path.join(base, name) for name in named)
        session.wrong |= {f"`aiblsp.parameters` names a file that there is not: {path}" for path in _missing(paths)}
        return paths
    if buffer.path is None:
        return ()
    return project.parameter_paths(absolute(buffer.path), settings_in(session, _folder(session, buffer)))


def _missing(paths: tuple[str, ...]) -> list[str]:
    return [path for path in paths if not os.path.isfile(path)]


def read(session: Session, path: str) -> Source | None:
    """A file that may be open in the editor; None where it cannot be read."""
    buffer = session.buffers.at_path(path)
    if buffer is not None:
        return buffer.source
    try:
        status = os.stat(path)
        stamp = (status.st_mtime, status.st_size)
        known = session.read.get(path)
        if known is None or known[0] != stamp:
            with open(path, "rb") as file:
                known = session.read[path] = (stamp, decode(file.read(), path))
    except OSError as error:
        log.info("%s cannot be read: %s", path, error.strerror)
        return None
    return known[1]


def uri_of(session: Session, source: Source, buffer: Buffer) -> str:
    """The URI of a source that something in a text points into."""
    if source is buffer.source or source.path is None:
        return buffer.uri
    path = absolute(source.path)
    there = session.buffers.at_path(path)
    return there.uri if there is not None else from_fs_path(path) or buffer.uri
