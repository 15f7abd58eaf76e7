"""What one client has told us: all that lives longer than one message. Decides nothing."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from aiblsp.server.buffers import Buffers
from aiblsp.server.client import Client
from aiblsp.server.convert import Converter
from aiblsp.server.preferences import Preferences

if TYPE_CHECKING:
    import asyncio

    from lsprotocol import types

    from aiblsp.config import Cache, ConfigError
    from aiblsp.text import Source

Stamp = tuple[float, int, int]


class Files:
    """What is known of the files that are not open: when each was looked at, and the symbols in it."""

    def __init__(self) -> None:
        self.stamps: dict[str, Stamp] = {}
        self.symbols: dict[str, list[types.SymbolInformation]] = {}
        self.stale = True  # whether files may have come, changed or gone since


class Session:
    """The state of one connection.

    preferences  the settings of the editor, `scoped` those of single folders where it tells them apart
    told         done when the client has answered what its settings are; None where it was not asked
    folders      the folders of the workspace, absolute
    pulled       whether the client asks for the diagnostics of all files that are not open
    fetched      the URIs of files that it asked for although they were not open
    generation   counts changes of the settings and of the files that there are
    faults       what is wrong with configuration files, by path
    wrong        what is wrong with the settings of the editor, in sentences
    chosen       the parameter file that the user chose for a text, by its URI; "" for none
    read         files that were read, with their time and size
    policies     the schemas of the user that count for the texts that were looked at, as they are named
    """

    def __init__(self) -> None:
        self.client = Client()
        self.converter = Converter()
        self.buffers = Buffers()
        self.files = Files()
        self.preferences = Preferences()
        self.scoped: dict[str, Preferences] = {}
        self.told: asyncio.Future[None] | None = None
        self.forced_locale: str | None = None
        self.folders: list[str] = []
        self.pulled = False
        self.fetched: set[str] = set()
        self.generation = 0
        self.faults: dict[str, ConfigError] = {}
        self.wrong: set[str] = set()
        self.configurations: Cache = {}
        self.chosen: dict[str, str] = {}
        self.read: dict[str, tuple[tuple[float, int], Source]] = {}
        self.policies: set[str] = set()

    @property
    def language(self) -> str:
        """The language to speak: as the command line, the settings or the client says, the first one that does."""
        wanted = self.forced_locale or self.preferences.locale
        if wanted == "auto":
            wanted = self.client.locale
        return "zh-cn" if wanted.lower().startswith("zh") else "en"

    def folder_of(self, path: str | None) -> str | None:
        """The innermost folder of the workspace that a path is in, or is; else the first one there is."""
        around = [each for each in self.folders if path is not None and is_within(path, each)]
        return max(around, key=len) if around else next(iter(self.folders), None)

    def preferences_of(self, path: str | None) -> Preferences:
        """The settings of the editor for a path: those of its folder; for a text without a path of the first one."""
        folder = self.folder_of(path)
        if folder is None or (path is not None and not is_within(path, folder)):
            return self.preferences
        return self.scoped.get(folder, self.preferences)

    def outdate(self) -> None:
        """Have every text looked at again, open or not: something that all depend on has changed."""
        self.configurations = {}
        self.faults = {}
        self.wrong = set()
        self.policies.clear()
        self.generation += 1
        self.files.stale = True
        for buffer in self.buffers:
            buffer.outdate()


def is_within(path: str, folder: str) -> bool:
    """Whether a path is a folder or in it, however deep."""
    return path == folder or path.startswith(os.path.join(folder, ""))
