"""What the client tells of texts and files: opened, changed, saved, closed, created, renamed, deleted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol import types

from aiblsp.config import FILE_NAMES
from aiblsp.server.buffers import change, own_uri, path_of
from aiblsp.server.plans import forget
from aiblsp.server.work import release

if TYPE_CHECKING:
    from aiblsp.server.server import Server


def did_open(server: Server, params: types.DidOpenTextDocumentParams) -> None:
    """Take the text; it is looked at when no other message waits."""
    session = server.session
    uri = params.text_document.uri
    if session.buffers.get(uri) is not None:
        _close(server, uri)
    if own_uri(uri) != uri:  # what was said of the file under our own name for it
        server.hide(own_uri(uri))
    _touched(server, session.buffers.open(params.text_document).path)


def did_change(server: Server, params: types.DidChangeTextDocumentParams) -> None:
    """Change the text; what is not open stays so."""
    buffer = server.session.buffers.get(params.text_document.uri)
    if buffer is None:
        return
    change(buffer, params.content_changes, params.text_document.version, server.session.converter)
    release(buffer)
    _touched(server, buffer.path)


def did_save(server: Server, params: types.DidSaveTextDocumentParams) -> None:
    """A file was written: a configuration file counts from now on, also for clients that watch none."""
    path = path_of(params.text_document.uri)
    if path is not None and path.endswith(FILE_NAMES):
        forget(server.session)


def did_close(server: Server, params: types.DidCloseTextDocumentParams) -> None:
    """Let go of the text and take back what was said of it."""
    _close(server, params.text_document.uri)


def did_change_watched_files(server: Server, params: types.DidChangeWatchedFilesParams) -> None:
    """Files changed on disk: read configurations and parameter files again."""
    forget(server.session)
    for event in params.changes:
        if event.type == types.FileChangeType.Deleted and server.session.buffers.get(event.uri) is None:
            server.hide(own_uri(event.uri))


def _close(server: Server, uri: str) -> None:
    buffer = server.session.buffers.close(uri)
    if buffer is None:
        return
    buffer.outdate()
    release(buffer)
    server.hide(uri)
    server.session.files.stamps.pop(buffer.path or "", None)  # the file on disk counts again
    server.session.files.stale = True
    _touched(server, buffer.path)


def _touched(server: Server, path: str | None) -> None:
    """Have the texts looked at again whose findings depend on this file."""
    if path is None:
        return
    for buffer in server.session.buffers:
        if path in buffer.reads or path == buffer.judged_with:
            buffer.outdate()
