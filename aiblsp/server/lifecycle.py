"""How a connection starts: what the client can do, who started us, what the user set."""

from __future__ import annotations

import asyncio
import logging
import os
from typing import TYPE_CHECKING

from lsprotocol import types
from pygls.uris import from_fs_path

from aiblsp import __version__
from aiblsp.config import FILE_NAMES
from aiblsp.server import garbage
from aiblsp.server.buffers import path_of
from aiblsp.server.capabilities import capabilities
from aiblsp.server.client import Client
from aiblsp.server.convert import Converter, choose_encoding
from aiblsp.server.handlers import warm_up
from aiblsp.server.preferences import SECTION, read_preferences

if TYPE_CHECKING:
    from collections.abc import Mapping

    from aiblsp.server.preferences import Preferences
    from aiblsp.server.server import Server

log = logging.getLogger(__name__)

_STARTED_SECONDS = 5
_PARENT_SECONDS = 1.5


def initialize(server: Server, params: types.InitializeParams) -> types.InitializeResult:
    """Learn what the client can do, and tell it what we can."""
    session = server.session
    session.client = Client(params)
    session.converter = Converter(choose_encoding(params.capabilities, params.initialization_options))
    session.preferences = read_preferences(params.initialization_options)
    uris = [folder.uri for folder in params.workspace_folders or ()] or [params.root_uri or ""]
    session.folders = [path for path in map(path_of, uris) if path is not None]
    if not session.folders and params.root_path:
        session.folders = [params.root_path]
    server.protocol.initialized = True
    asyncio.get_running_loop().call_later(_STARTED_SECONDS, garbage.watch, server)
    if params.process_id is not None:
        asyncio.get_running_loop().call_later(_PARENT_SECONDS, _watch_parent, server, params.process_id)
    return types.InitializeResult(capabilities(session), types.ServerInfo("aiblsp", __version__))


async def initialized(server: Server, params: types.InitializedParams) -> None:
    """Ask for the settings, and to be told of changed settings and files, where the client knows how."""
    client = server.session.client
    wanted: list[types.Registration] = []
    if client.watches:
        globs = (*(f"**/{name}" for name in FILE_NAMES), "**/*.json", "**/*.jsonc")
        watchers = [types.FileSystemWatcher(glob) for glob in globs]
        options = types.DidChangeWatchedFilesRegistrationOptions(watchers)
        wanted.append(types.Registration("files", types.WORKSPACE_DID_CHANGE_WATCHED_FILES, options))
    if client.registers_configuration:
        method = types.WORKSPACE_DID_CHANGE_CONFIGURATION
        wanted.append(types.Registration("settings", method, {"section": SECTION}))
    if wanted:
        server.client_register_capability(types.RegistrationParams(wanted))
    await _ask_for_settings(server)
    await warm_up()


async def did_change_configuration(server: Server, params: types.DidChangeConfigurationParams) -> None:
    """The user changed settings: take them from the notification, or ask for them where the client answers."""
    if server.session.client.configuration:
        await _ask_for_settings(server)
    elif params.settings is not None:
        _set(server, read_preferences(server.protocol.plain(params.settings), ours=False), {})


async def did_change_folders(server: Server, params: types.DidChangeWorkspaceFoldersParams) -> None:
    """Folders came or went, each with settings of its own."""
    from aiblsp.server.plans import forget  # here, because the client waits until we have started

    session = server.session
    gone = {path_of(folder.uri) for folder in params.event.removed}
    added = [path for folder in params.event.added if (path := path_of(folder.uri)) is not None]
    session.folders = [*(folder for folder in session.folders if folder not in gone), *added]
    forget(session)
    await _ask_for_settings(server)
    server.idle()
    server.refresh()


async def _ask_for_settings(server: Server) -> None:
    """Ask for the settings of all, and of each folder where there are several."""
    session = server.session
    if not session.client.configuration:
        return
    folders = session.folders if len(session.folders) > 1 else []
    scopes = [None, *map(from_fs_path, folders)]
    items = [types.ConfigurationItem(scope_uri=scope, section=SECTION) for scope in scopes]
    told = session.told = asyncio.get_running_loop().create_future()
    try:
        answer = await server.workspace_configuration_async(types.ConfigurationParams(items))
        if answer and isinstance(answer[0], dict):
            by_folder = dict(zip(folders, answer[1:], strict=False))
            read = {folder: read_preferences(each) for folder, each in by_folder.items() if isinstance(each, dict)}
            _set(server, read_preferences(answer[0]), read)
    except Exception as error:
        log.warning("the client did not tell its settings: %s", error)
    finally:
        told.set_result(None)


def _set(server: Server, preferences: Preferences, by_folder: Mapping[str, Preferences]) -> None:
    """Take the settings of all, and those of folders that differ from them."""
    session = server.session
    scoped = {folder: each for folder, each in by_folder.items() if each != preferences}
    same = (preferences, scoped) == (session.preferences, session.scoped)
    if same and preferences.faults == session.preferences.faults:
        return
    session.preferences, session.scoped = preferences, scoped
    session.outdate()
    server.idle()
    server.refresh()


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
