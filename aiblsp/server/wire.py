"""Messages out of a stream of bytes, in their order, read ahead so that what was cancelled meanwhile is not begun.

Knows frames and JSON, but no method beyond the cancelling; what is not a message is passed over with a word in the log.
"""

from __future__ import annotations

import asyncio
import json
import logging
import re
from collections import deque
from typing import TYPE_CHECKING, Any, BinaryIO, Final

if TYPE_CHECKING:
    from collections.abc import Callable

log = logging.getLogger(__name__)

# `search`, not `match`: a process that printed to our input must not make the next message unreadable.
_LENGTH: Final = re.compile(rb"Content-Length:[ \t]*(\d{1,12})[ \t]*\r?\n?$", re.IGNORECASE)
_CANCEL: Final = "$/cancelRequest"
_END: Final = None

Message = dict[str, Any]


class Inbox:
    """Messages that were read and wait to be handled. `cancelled` holds the ids that are not wanted any more."""

    def __init__(self) -> None:
        self.cancelled: set[str | int] = set()
        self._waiting: deque[Message | None] = deque()
        self._loop = asyncio.get_running_loop()
        self._wake = asyncio.Event()

    async def serve(self, handle: Callable[[Message], None], idle: Callable[[], None]) -> None:
        """Hand over one message after the other until the stream ends; call `idle` whenever none is waiting.

        After each message whatever it started gets its turn, so that an answer tells of the text that the client had
        when it asked. Raises what `handle` raises.
        """
        while True:
            await self._wake.wait()
            self._wake.clear()
            while self._waiting:
                message = self._waiting.popleft()
                if message is _END:
                    return
                handle(message)
                await asyncio.sleep(0)
            idle()

    def take(self, body: bytes) -> None:
        """Take one message as it came; from any thread."""
        message = _message(body)
        if message is None:
            return
        if message.get("method") == _CANCEL:
            params = message.get("params")
            wanted = params.get("id") if isinstance(params, dict) else None
            if isinstance(wanted, str | int):
                self.cancelled.add(wanted)
        self._put(message)

    def end(self) -> None:
        """No more will come; from any thread."""
        self._put(_END)

    def _put(self, message: Message | None) -> None:
        self._waiting.append(message)
        try:
            self._loop.call_soon_threadsafe(self._wake.set)
        except RuntimeError:  # the loop is closed: nobody waits any more
            return


def read_frames(stream: BinaryIO, inbox: Inbox) -> None:
    """Read messages until the stream ends. For a thread of its own: reading blocks."""
    try:
        while (body := _frame(stream)) is not None:
            inbox.take(body)
    except (OSError, ValueError) as error:  # the stream was closed
        log.info("reading ended: %s", error)
    inbox.end()


def _frame(stream: BinaryIO) -> bytes | None:
    """The body of the next frame; None at the end of the stream."""
    length: int | None = None
    while line := stream.readline(100_000):
        found = _LENGTH.search(line)
        if found:
            length = int(found[1])
        elif line in (b"\r\n", b"\n") and length is not None:
            body = stream.read(length)
            return body if len(body) == length else None
        elif not line.lower().startswith(b"content-"):
            log.warning("passed over %d bytes that are no message", len(line))
    return None


def _message(body: bytes) -> Message | None:
    try:
        message = json.loads(body)
    except (ValueError, RecursionError) as error:
        log.warning("passed over a message that is no JSON: %s", error)
        return None
    if not isinstance(message, dict):
        log.warning("passed over a message that is no object")
        return None
    if not isinstance(message.get("id"), str | int | None):
        log.warning("passed over a message whose id is neither a number nor a word")
        return None
    return message
