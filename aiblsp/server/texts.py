"""What the client tells of texts: opened, changed, saved, closed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiblsp.server.buffers import change, own_uri, path_of
from aiblsp.server.plans import concerns_all, forget
from aiblsp.server.work import release

if TYPE_CHECKING:
    from lsprotocol import types

    from aiblsp.server.server import Server


def did_open(server: Server, params: types.DidOpenTextDocumentParams) -> None:
    """Take the text; it is looked at when no other message waits."""
    session = server.session
    uri = params.text_document.uri
    if session.buffers.get(uri) is not None:
        _close(server, uri)
    if own_uri(uri) != uri:  # what was said of the file under our own name for it
        server.hide(own_uri(uri))
    session.fetched.discard(own_uri(uri))
    _touched(server, session.buffers.open(params.text_document).path)
    server.take_back([uri])


def did_change(server: Server, params: types.DidChangeTextDocumentParams) -> None:
    """Change the text; what is not open stays so."""
    buffer = server.session.buffers.get(params.text_document.uri)
    if buffer is None:
        return
    change(buffer, params.content_changes, params.text_document.version, server.session.converter)
    release(buffer)
    _touched(server, buffer.path)


def did_save(server: Server, params: types.DidSaveTextDocumentParams) -> None:
    """A file was written: what all texts depend on counts from now on, also for clients that watch no files."""
    path = path_of(params.text_document.uri)
    if path is not None and concerns_all(server.session, path):
        forget(server.session)
        server.refresh()


def did_close(server: Server, params: types.DidCloseTextDocumentParams) -> None:
    """Let go of the text and take back what was said of it."""
    _close(server, params.text_document.uri)


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
