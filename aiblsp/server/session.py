"""What one client has told us, and what is known of its texts: everything that lives longer than one message."""

from __future__ import annotations

import logging
import os
from typing import TYPE_CHECKING

from pygls.uris import from_fs_path

from aiblsp import config, project
from aiblsp.config import ConfigError
from aiblsp.discover.ignore import absolute
from aiblsp.document import analyze
from aiblsp.lint import lint
from aiblsp.record import dataclass
from aiblsp.server.buffers import Buffers
from aiblsp.server.client import Client
from aiblsp.server.convert import Converter
from aiblsp.server.preferences import Preferences, applied
from aiblsp.text import decode

if TYPE_CHECKING:
    from aiblsp.config import Cache, Settings
    from aiblsp.diagnostic import Diagnostic
    from aiblsp.document import Document
    from aiblsp.lint import Selection
    from aiblsp.server.buffers import Buffer
    from aiblsp.template.model import Options
    from aiblsp.text import Source

log = logging.getLogger(__name__)

# What VS Code's own JSON service reports too. Said once is enough.
REPORTED_BY_VSCODE = frozenset({"json-syntax-error", "json-duplicate-key", "json-trailing-comma"})


@dataclass(frozen=True)
class Plan:
    """One text with what is to be done with it. `selection` is None where no rule is to speak."""

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


class Session:
    """The state of one connection."""

    def __init__(self) -> None:
        self.client = Client()
        self.converter = Converter()
        self.buffers = Buffers()
        self.preferences = Preferences()
        self.forced_locale: str | None = None
        self.folders: list[str] = []
        self.workspace_pulled = False  # whether the client asks for the diagnostics of files that are not open
        self.faults: dict[str, str] = {}  # configuration file → what is wrong with it
        self.generation = 0  # counts changes of the settings and of the files that there are
        self._configurations: Cache = {}
        self._files: dict[str, tuple[tuple[float, int], Source]] = {}
        self._chosen: dict[str, str | None] = {}  # template URI → parameter file, "" for none

    # Settings

    @property
    def language(self) -> str:
        """The language to speak: as the command line, the settings or the client says, the first one that does."""
        wanted = self.forced_locale or self.preferences.locale
        if wanted == "auto":
            wanted = self.client.locale
        return "zh-cn" if wanted.lower().startswith("zh") else "en"

    def forget_configuration(self) -> None:
        """Read configuration files and look for parameter files again when they are next needed."""
        self._configurations = {}
        self.faults = {}
        self.generation += 1
        project.forget_folders()

    def settings(self, buffer: Buffer) -> Settings:
        """The settings for a text: the configuration file, with the editor's settings over it."""
        return self.settings_in(self._folder(buffer))

    def settings_in(self, folder: str) -> Settings:
        """The settings for the texts of an absolute folder."""
        settings = config.DEFAULTS
        try:
            if self.preferences.configuration:
                settings = config.load(self.preferences.configuration)
            else:
                settings = project.checked_settings(folder, self._configurations)
        except ConfigError as error:
            if error.path not in self.faults:
                log.warning("%s", error)
            self.faults[error.path] = str(error)
        settings = applied(settings, self.preferences)
        try:
            project.require_known_rules(settings)
        except ConfigError as error:
            self.faults["settings"] = str(error)
        return settings

    def _folder(self, buffer: Buffer) -> str:
        if buffer.path is not None:
            return os.path.dirname(absolute(buffer.path))
        return self.folders[0] if self.folders else absolute(".")

    # Texts

    def plan(self, buffer: Buffer) -> Plan:
        """All that is needed to look at a text as it is now, by a thread that knows nothing of the session."""
        settings = self.settings(buffer)
        paths = tuple(absolute(path) for path in self.parameter_paths(buffer, settings))
        buffer.reads = paths
        sources = [source for source in map(self.read, paths) if source is not None]
        options = project.options(settings, sources)
        chosen = project.selection(buffer.source.path, settings) if self.preferences.enable else None
        return Plan(buffer.source, options, chosen, self.silent)

    @property
    def silent(self) -> frozenset[str]:
        """The rules that say nothing to this client, because its own JSON service says the same."""
        wanted = self.preferences.report_json_syntax
        if wanted == "never" or (wanted == "auto" and self.client.has_json_service):
            return REPORTED_BY_VSCODE
        return frozenset()

    def outdate(self) -> None:
        """Have every open text looked at again: something that all depend on has changed."""
        for buffer in self.buffers:
            buffer.outdate()

    # Parameter files

    def parameter_paths(self, buffer: Buffer, settings: Settings) -> tuple[str, ...]:
        """Which files those are: chosen by hand, set in the editor, configured, or found beside the text."""
        chosen = self._chosen.get(buffer.uri)
        if chosen is not None:
            return (chosen,) if chosen else ()
        if self.preferences.parameters:
            base = self.folders[0] if self.folders else "."
            return tuple(os.path.join(base, name) for name in self.preferences.parameters)
        return project.parameter_paths(absolute(buffer.path), settings) if buffer.path is not None else ()

    def choose_parameters(self, uri: str, path: str | None) -> None:
        """Set the parameter file of a text: a path, an empty string for none, None to find it again."""
        self._chosen.pop(uri, None)
        if path is not None:
            self._chosen[uri] = path
        buffer = self.buffers.get(uri)
        if buffer is not None:
            buffer.outdate()

    def read(self, path: str) -> Source | None:
        """A file that may be open in the editor; None where it cannot be read."""
        full = absolute(path)
        buffer = self.buffers.at_path(full)
        if buffer is not None:
            return buffer.source
        try:
            status = os.stat(full)
            stamp = (status.st_mtime, status.st_size)
            known = self._files.get(full)
            if known is None or known[0] != stamp:
                with open(full, "rb") as file:
                    known = (stamp, decode(file.read(), full))
                self._files[full] = known
        except OSError as error:
            log.info("%s cannot be read: %s", full, error.strerror)
            return None
        return known[1]

    def uri_of(self, source: Source, buffer: Buffer) -> str:
        """The URI of a source that something in a text points into."""
        if source is buffer.source or source.path is None:
            return buffer.uri
        there = self.buffers.at_path(absolute(source.path))
        if there is not None:
            return there.uri
        return from_fs_path(absolute(source.path)) or buffer.uri
