"""What the client tells of files on disk: written, created, renamed, deleted; those of texts that are open included."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from lsprotocol import types

from aiblsp import project
from aiblsp.server.buffers import path_of
from aiblsp.server.plans import concerns_all, forget
from aiblsp.server.session import is_within
from aiblsp.template.parameter_file import is_parameter_file_name

if TYPE_CHECKING:
    from collections.abc import Iterable

    from aiblsp.server.server import Server


def did_change_watched_files(server: Server, params: types.DidChangeWatchedFilesParams) -> None:
    """Files changed on disk: what depends on them is looked at again, all of it where one is a configuration."""
    session = server.session
    paths = [path for path in (path_of(event.uri) for event in params.changes) if path is not None]
    if any(concerns_all(session, path) for path in paths):
        forget(session)
    else:
        project.forget_folders()
        session.files.stale = True
        for path in paths:
            _changed_on_disk(server, path)
    _gone(server, (event.uri for event in params.changes if event.type == types.FileChangeType.Deleted))
    server.refresh()


def did_delete_files(server: Server, params: types.DeleteFilesParams) -> None:
    """The user deleted files or folders: what was said of them goes, and what depends on them is looked at again."""
    forget(server.session)
    _gone(server, (file.uri for file in params.files))
    server.refresh()


def did_rename_files(server: Server, params: types.RenameFilesParams) -> None:
    """The user renamed or moved files or folders: the same, and the choice of a parameter file goes along."""
    session = server.session
    forget(session)
    for file in params.files:
        if file.old_uri in session.chosen:
            session.chosen[file.new_uri] = session.chosen.pop(file.old_uri)
    _gone(server, (file.old_uri for file in params.files))
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


def _gone(server: Server, uris: Iterable[str]) -> None:
    """Take back what anybody said of files that are no longer there, or of all that was in a folder."""
    session = server.session
    paths = [path for path in map(path_of, uris) if path is not None]
    for uri in server.board.uris() if paths else ():
        path = path_of(uri)
        if path is None or session.buffers.get(uri) is not None:
            continue
        if any(is_within(path, gone) for gone in paths):
            session.files.stamps.pop(path, None)
            session.files.symbols.pop(path, None)
            server.changed(server.board.clear(uri))
            server.hide(uri)
