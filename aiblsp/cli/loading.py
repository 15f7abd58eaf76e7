"""Loads the modules of this package from their compiled files by a short way. For a run of the command only.

A short run loads some three hundred modules, and a sixth of its time was the search for them: each was looked for in a
listing of its folder under four endings, and its files were asked for a dozen things. Where a module of ours lies is
known. What is loaded is the same, and so is the check that the compiled file is of the source as it is; in all other
cases (no compiled file yet, another kind of check, another place for such files) Python goes its own way.
"""

from __future__ import annotations

import os
import sys
from importlib.machinery import ModuleSpec, SourceFileLoader
from importlib.util import MAGIC_NUMBER
from marshal import loads
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import CodeType, ModuleType

_PACKAGE: Final = "aiblsp."
_ENDING: Final = f".{sys.implementation.cache_tag}.pyc"
_BY_TIME: Final = MAGIC_NUMBER + bytes(4)  # how a compiled file starts that is valid while its source is unchanged
_HEADER: Final = 16  # bytes: the above, then time and size of the source
_LARGEST: Final = 1 << 16  # bytes that are read; a larger buffer takes longer to get than to fill


def shorten() -> None:
    """From now on load modules of this package by the short way."""
    if not sys.flags.optimize and sys.pycache_prefix is None and _Finder not in sys.meta_path:
        sys.meta_path.insert(0, _Finder)


class _Loader(SourceFileLoader):
    """Loads what `find_spec` below has found; `state` is the time and the size of the source."""

    state: bytes
    compiled: str

    def get_code(self, fullname: str) -> CodeType | None:
        try:
            opened = os.open(self.compiled, os.O_RDONLY)
            try:
                data = os.read(opened, _LARGEST)
            finally:
                os.close(opened)
        except OSError:
            return super().get_code(fullname)
        if len(data) == _LARGEST or data[:_HEADER] != _BY_TIME + self.state:
            return super().get_code(fullname)
        code: CodeType = loads(memoryview(data)[_HEADER:])
        return code


class _Finder:
    @staticmethod
    def find_spec(name: str, path: Sequence[str] | None, target: ModuleType | None = None) -> ModuleSpec | None:
        """What to load for a name; None leaves it to the others."""
        if path is None or not name.startswith(_PACKAGE):
            return None
        folder, stem = path[0], name.rpartition(".")[2]
        file, within = f"{folder}/{stem}.py", None
        try:
            source = os.stat(file)
        except OSError:
            folder, stem = f"{folder}/{stem}", "__init__"
            file, within = f"{folder}/__init__.py", [folder]
            try:
                source = os.stat(file)
            except OSError:
                return None
        loader = _Loader(name, file)
        loader.compiled = f"{folder}/__pycache__/{stem}{_ENDING}"
        loader.state = _word(int(source.st_mtime)) + _word(source.st_size)
        spec = ModuleSpec(name, loader, origin=file)
        spec.submodule_search_locations = within
        spec.has_location, spec.cached = True, loader.compiled
        return spec


def _word(number: int) -> bytes:
    return (number & 0xFFFFFFFF).to_bytes(4, "little")
