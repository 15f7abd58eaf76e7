"""`aiblsp server`: arguments, the log, the connection, and the table of who handles what."""

from __future__ import annotations

import argparse
import asyncio
import logging
import sys
from functools import partial
from typing import TYPE_CHECKING, BinaryIO, Final

from lsprotocol import types
from pygls.io_ import StdoutWriter

from aiblsp.server import lifecycle, texts
from aiblsp.server.server import Server
from aiblsp.server.wire import Inbox
from aiblsp.server.work import catch_up

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from typing import Any

log = logging.getLogger(__name__)

TABLE: Final[Mapping[str, Callable[[Server, Any], object]]] = {
    types.INITIALIZE: lifecycle.initialize,
    types.TEXT_DOCUMENT_DID_OPEN: texts.did_open,
    types.TEXT_DOCUMENT_DID_CHANGE: texts.did_change,
    types.TEXT_DOCUMENT_DID_SAVE: texts.did_save,
    types.TEXT_DOCUMENT_DID_CLOSE: texts.did_close,
    types.WORKSPACE_DID_CHANGE_WATCHED_FILES: texts.did_change_watched_files,
}


def make_server() -> Server:
    """A server with all its handlers, not yet connected to anything."""
    server = Server()
    for method, handler in TABLE.items():
        server.protocol.fm.add_builtin_feature(method, partial(handler, server))
    return server


async def serve(server: Server, reader: BinaryIO, writer: BinaryIO) -> None:
    """Serve one client until it says exit, which raises SystemExit, or is gone."""
    server.protocol.set_writer(StdoutWriter(writer))
    server.protocol.inbox = Inbox(reader)
    await server.protocol.inbox.serve(server.protocol.receive, partial(catch_up, server))


def main(argv: Sequence[str]) -> int:
    """Run the server with these arguments; answers with the exit code."""
    _arguments().parse_args(argv)
    logging.basicConfig(level=logging.WARNING)
    server = make_server()
    reader, writer = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr  # what anything prints must not get between two messages
    try:
        asyncio.run(serve(server, reader, writer))
    except SystemExit as end:
        return int(end.code or 0)
    except (BrokenPipeError, KeyboardInterrupt):
        return 0
    return 0


def _arguments() -> argparse.ArgumentParser:
    return argparse.ArgumentParser(prog="aiblsp server", description="The language server of aiblsp.")
