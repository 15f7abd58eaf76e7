"""How a connection starts: what the client can do, who started us, what the user set."""

from __future__ import annotations

import asyncio
import logging
import os
from typing import TYPE_CHECKING

from lsprotocol import types

from aiblsp import __version__
from aiblsp.server.buffers import path_of
from aiblsp.server.capabilities import capabilities
from aiblsp.server.client import Client
from aiblsp.server.convert import Converter, choose_encoding
from aiblsp.server.preferences import read_preferences

if TYPE_CHECKING:
    from aiblsp.server.server import Server

log = logging.getLogger(__name__)

_PARENT_SECONDS = 1.5


def initialize(server: Server, params: types.InitializeParams) -> types.InitializeResult:
    """Learn what the client can do, and tell it what we can."""
    session = server.session
    session.client = Client(params)
    session.converter = Converter(choose_encoding(params.capabilities))
    session.preferences = read_preferences(params.initialization_options)
    uris = [folder.uri for folder in params.workspace_folders or ()] or [params.root_uri or ""]
    session.folders = [path for path in map(path_of, uris) if path is not None]
    if not session.folders and params.root_path:
        session.folders = [params.root_path]
    server.protocol.initialized = True
    if params.process_id is not None:
        asyncio.get_running_loop().call_later(_PARENT_SECONDS, _watch_parent, server, params.process_id)
    return types.InitializeResult(capabilities(session), types.ServerInfo("aiblsp", __version__))


def _watch_parent(server: Server, parent: int) -> None:
    """End when the process that started us has: it can no longer say so."""
    if not _alive(parent):
        log.warning("process %d is gone, and so are we", parent)
        logging.shutdown()
        os._exit(0)
    asyncio.get_running_loop().call_later(_PARENT_SECONDS, _watch_parent, server, parent)


def _alive(process: int) -> bool:
    if os.name == "nt":
        return _alive_on_windows(process)
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:  # it belongs to somebody else
        return True
    return True


def _alive_on_windows(process: int) -> bool:
    import ctypes

    kernel = ctypes.windll.kernel32  # type: ignore[attr-defined,unused-ignore]
    handle = kernel.OpenProcess(0x100000, False, process)  # SYNCHRONIZE
    if not handle:
        return False
    ended = kernel.WaitForSingleObject(handle, 0) == 0
    kernel.CloseHandle(handle)
    return not ended
