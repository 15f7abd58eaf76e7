"""The files that are not open: found as the batch run finds them, looked at again when they changed."""

from __future__ import annotations

import asyncio
import os
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Final

from lsprotocol import types
from pygls.uris import from_fs_path

from aiblsp.discover import Asked as Search
from aiblsp.discover import discover
from aiblsp.features.symbols import symbols
from aiblsp.server.asking import Asked
from aiblsp.server.buffers import Buffer, own_uri, path_of
from aiblsp.server.diagnostics import by_uri
from aiblsp.server.plans import plan_of, settings_in
from aiblsp.server.protocol import StaleError
from aiblsp.server.reading import flat_symbols
from aiblsp.server.work import linted
from aiblsp.text import decode

if TYPE_CHECKING:
    from collections.abc import Callable

    from aiblsp.config import Settings
    from aiblsp.server.plans import Plan
    from aiblsp.server.server import Server


_SETTINGS_SECONDS: Final = 2  # a client that asks for diagnostics before it answers us must not wait for itself


async def look(server: Server, report: Callable[[int, int, str], bool] | None = None) -> int:
    """Look at every file that changed; answers with the number of files there are.

    `report` is told how far the work is, and answers whether to go on.
    """
    known, session = server.session.files, server.session
    if not known.stale:
        return len(known.stamps)
    known.stale = not session.client.watches  # who does not tell of changes is not trusted to
    paths = await asyncio.to_thread(_paths, session.folders, partial(settings_in, session))
    for number, path in enumerate(paths):
        if report is not None and not report(number, len(paths), path):
            known.stale = True
            break
        await look_at(server, path)
    present = set(paths)
    for path in [path for path in known.stamps if path not in present]:
        _forget(server, path)
    return len(paths)


def _paths(folders: list[str], settings: Callable[[str], Settings]) -> list[str]:
    found = discover(folders, Search(settings))
    return [file.path for file in found.files]


async def look_at(server: Server, path: str) -> None:
    """Look at a file that is not open, if it changed; one that cannot be read is passed over."""
    known, session = server.session.files, server.session
    if session.buffers.at_path(path) is not None:
        known.stamps.pop(path, None)
        known.symbols.pop(path, None)
        return
    try:
        status = os.stat(path)
        stamp = (status.st_mtime, status.st_size, session.generation)
        if known.stamps.get(path) == stamp:
            return
        if status.st_size > settings_in(session, os.path.dirname(path)).max_file_size:
            return
        with open(path, "rb") as file:
            source = decode(file.read(), path)
    except OSError:
        return
    uri = from_fs_path(path) or path
    buffer = Buffer(uri, "json", 0, source, path)
    try:
        await asyncio.to_thread(_understand, buffer, plan_of(session, buffer))
    except Exception as error:
        server.failed("lint of the workspace", error)
        return
    if session.buffers.at_path(path) is not None:  # it was opened meanwhile
        return
    known.stamps[path] = stamp
    found = by_uri(session, buffer, buffer.found)
    server.changed(server.board.contribute(uri, {name: each for name, each in found.items() if each}))
    if buffer.document is not None and buffer.document.template.kind is not None:
        asked = Asked(server, session, buffer, buffer.document)
        known.symbols[path] = list(flat_symbols(asked, symbols(buffer.document)))


def _understand(buffer: Buffer, plan: Plan) -> None:
    buffer.document = plan.document()
    buffer.found = plan.findings(buffer.document)


def _forget(server: Server, path: str) -> None:
    server.session.files.stamps.pop(path, None)
    server.session.files.symbols.pop(path, None)
    uri = from_fs_path(path)
    if uri is not None and server.session.buffers.get(uri) is None:
        server.hide(uri)


async def document_diagnostic(server: Server, params: types.DocumentDiagnosticParams) -> types.DocumentDiagnosticReport:
    """The diagnostics of a text, or that they are as they were. One that is not open counts as it is on disk."""
    await _settings_told(server)
    uri = params.text_document.uri
    buffer = server.session.buffers.get(uri)
    path = path_of(uri) if buffer is None else buffer.path
    if buffer is not None:
        await linted(server, buffer)
    elif path is None:
        return types.RelatedFullDocumentDiagnosticReport([])
    else:  # VS Code asks of tabs that it has not loaded yet
        uri = own_uri(uri)
        server.session.fetched.add(uri)
        server.take_back([uri])
        await look_at(server, path)
    for other in server.session.buffers:  # a template speaks of its parameter files
        if path is not None and path in other.reads:
            await linted(server, other)
    result_id = server.board.result_id(uri)
    if params.previous_result_id == result_id:
        return types.RelatedUnchangedDocumentDiagnosticReport(result_id)
    return types.RelatedFullDocumentDiagnosticReport(server.board.of(uri), result_id=result_id)


async def workspace_diagnostic(
    server: Server, params: types.WorkspaceDiagnosticParams
) -> types.WorkspaceDiagnosticReport:
    """The diagnostics of all files, open or not, less those that the client has already."""
    session, board = server.session, server.board
    await _settings_told(server)
    session.pulled = True
    server.take_back_all()
    await look(server)
    for text in session.buffers:
        with suppress(StaleError):  # it changed meanwhile, and is asked for again
            await linted(server, text)
    before = {each.uri: each.value for each in params.previous_result_ids}
    items: list[types.WorkspaceFullDocumentDiagnosticReport | types.WorkspaceUnchangedDocumentDiagnosticReport] = []
    for uri in dict.fromkeys((*before, *board.uris())):
        buffer = session.buffers.get(uri)
        version, result_id = buffer.version if buffer is not None else None, board.result_id(uri)
        if before.get(uri) == result_id:
            items.append(types.WorkspaceUnchangedDocumentDiagnosticReport(uri, result_id, version=version))
        else:
            items.append(
                types.WorkspaceFullDocumentDiagnosticReport(uri, board.of(uri), version=version, result_id=result_id)
            )
    return types.WorkspaceDiagnosticReport(items)


async def _settings_told(server: Server) -> None:
    """Wait until the client has told its settings: one that cannot be asked to come again would show what is wrong."""
    told = server.session.told
    if told is not None and not told.done():
        await asyncio.wait((told,), timeout=_SETTINGS_SECONDS)


async def workspace_symbol(server: Server, params: types.WorkspaceSymbolParams) -> list[types.SymbolInformation]:
    """The symbols of all image templates whose name holds the letters of the query, in their order."""
    await look(server)
    found = [each for symbols in server.session.files.symbols.values() for each in symbols]
    for buffer in server.session.buffers:
        try:
            await linted(server, buffer)
            if buffer.document is not None and buffer.document.template.kind is not None:
                asked = Asked(server, server.session, buffer, buffer.document)
                found += flat_symbols(asked, symbols(buffer.document))
        except Exception as error:
            server.failed("workspace symbols", error)
    query = params.query.lower()
    return [each for each in found if _fits(query, each.name.lower())]


def _fits(query: str, name: str) -> bool:
    letters = iter(name)
    return all(letter in letters for letter in query if not letter.isspace())
