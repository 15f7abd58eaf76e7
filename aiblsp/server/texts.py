"""What the client tells of texts and files: opened, changed, saved, closed, created, renamed, deleted."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from lsprotocol import types

from aiblsp import project
from aiblsp.config import FILE_NAMES
from aiblsp.server.buffers import change, own_uri, path_of
from aiblsp.server.plans import forget
from aiblsp.server.work import release
from aiblsp.template.parameter_file import is_parameter_file_name

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
        server.refresh()


def did_close(server: Server, params: types.DidCloseTextDocumentParams) -> None:
    """Let go of the text and take back what was said of it."""
    _close(server, params.text_document.uri)


def did_change_watched_files(server: Server, params: types.DidChangeWatchedFilesParams) -> None:
    """Files changed on disk: what depends on them is looked at again, all of it where one is a configuration."""
    session = server.session
    paths = [path for path in (path_of(event.uri) for event in params.changes) if path is not None]
    if any(path.endswith(FILE_NAMES) for path in paths):
        forget(session)
    else:
        project.forget_folders()
        session.files.stale = True
        for path in paths:
            _changed_on_disk(server, path)
    for event in params.changes:
        if event.type == types.FileChangeType.Deleted and session.buffers.get(event.uri) is None:
            server.hide(own_uri(event.uri))
    server.refresh()


def _changed_on_disk(server: Server, path: str) -> None:
    """Have the templates looked at again that a file may give parameters to: those in its folder, and those that do."""
    folder = os.path.dirname(path)
    for buffer in server.session.buffers:
        if path in buffer.reads or os.path.dirname(buffer.path or "") == folder:
            buffer.outdate()
    if is_parameter_file_name(os.path.basename(path)):
        stamps = server.session.files.stamps
        for known in [known for known in stamps if os.path.dirname(known) == folder]:
            del stamps[known]


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
