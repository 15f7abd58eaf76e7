"""The ways to reach a client: standard input and output, a socket, a WebSocket. One client each; answers exit codes."""

from __future__ import annotations

import asyncio
import logging
import socket
import sys
import threading
from typing import TYPE_CHECKING, BinaryIO, cast

from pygls.io_ import StdoutWriter, WebSocketWriter

from aiblsp.server.wire import Inbox, read_frames

if TYPE_CHECKING:
    from websockets.asyncio.server import ServerConnection

    from aiblsp.server.server import Server

log = logging.getLogger(__name__)


async def serve(server: Server, reader: BinaryIO, writer: BinaryIO) -> None:
    """Serve one client until it says exit, which raises SystemExit, or is gone."""
    server.protocol.set_writer(StdoutWriter(writer))
    inbox = server.protocol.inbox = Inbox()
    threading.Thread(target=read_frames, args=(reader, inbox), name="reader", daemon=True).start()
    await inbox.serve(server.receive, server.idle)


def serve_stdio(server: Server) -> int:
    """Serve the process that started this one."""
    reader, writer = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr  # what anything prints must not get between two messages
    asyncio.run(serve(server, reader, writer))
    return 0


def serve_tcp(server: Server, host: str, port: int) -> int:
    """Serve the first client that connects. Raises OSError where the address cannot be used."""
    with socket.create_server((host, port)) as listening:
        _tell("tcp", listening)
        connection, _ = listening.accept()
    with connection, connection.makefile("rb") as reader, connection.makefile("wb") as writer:
        asyncio.run(serve(server, cast("BinaryIO", reader), cast("BinaryIO", writer)))
    return 0


def serve_websocket(server: Server, host: str, port: int) -> int:
    """Serve the first client that connects. Raises OSError as above, and ModuleNotFoundError without `websockets`."""
    asyncio.run(_serve_websocket(server, host, port))
    return 0


async def _serve_websocket(server: Server, host: str, port: int) -> None:
    from websockets.asyncio.server import serve as listen
    from websockets.exceptions import ConnectionClosed

    done: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    async def talk(connection: ServerConnection) -> None:
        if server.protocol.inbox is not None:
            return
        server.protocol.set_writer(WebSocketWriter(connection), include_headers=False)
        inbox = server.protocol.inbox = Inbox()

        async def read() -> None:
            try:
                async for body in connection:
                    inbox.take(body if isinstance(body, bytes) else body.encode())
            except ConnectionClosed:
                log.info("the connection was closed")
            inbox.end()

        reading = asyncio.ensure_future(read())
        try:
            await inbox.serve(server.receive, server.idle)
        finally:
            reading.cancel()
            done.set_result(None)

    async with listen(talk, host, port, max_size=None) as listening:
        _tell("ws", next(iter(listening.sockets)))
        await done


def _tell(kind: str, listening: socket.socket) -> None:
    host, port = listening.getsockname()[:2]
    log.warning("%s: listening on %s:%d", kind, host, port)
