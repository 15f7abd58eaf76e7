"""What one client has told us: all that lives longer than one message. Decides nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp.server.buffers import Buffers
from aiblsp.server.client import Client
from aiblsp.server.convert import Converter
from aiblsp.server.preferences import Preferences

if TYPE_CHECKING:
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

    folders      the folders of the workspace, absolute
    pulled       whether the client asks for the diagnostics of files that are not open
    generation   counts changes of the settings and of the files that there are
    faults       what is wrong with configuration files, by path
    chosen       the parameter file that the user chose for a text, by its URI; "" for none
    read         files that were read, with their time and size
    """

    def __init__(self) -> None:
        self.client = Client()
        self.converter = Converter()
        self.buffers = Buffers()
        self.files = Files()
        self.preferences = Preferences()
        self.forced_locale: str | None = None
        self.folders: list[str] = []
        self.pulled = False
        self.generation = 0
        self.faults: dict[str, ConfigError] = {}
        self.configurations: Cache = {}
        self.chosen: dict[str, str] = {}
        self.read: dict[str, tuple[tuple[float, int], Source]] = {}

    @property
    def language(self) -> str:
        """The language to speak: as the command line, the settings or the client says, the first one that does."""
        wanted = self.forced_locale or self.preferences.locale
        if wanted == "auto":
            wanted = self.client.locale
        return "zh-cn" if wanted.lower().startswith("zh") else "en"

    def outdate(self) -> None:
        """Have every text looked at again, open or not: something that all depend on has changed."""
        self.configurations = {}
        self.faults = {}
        self.generation += 1
        self.files.stale = True
        for buffer in self.buffers:
            buffer.outdate()
