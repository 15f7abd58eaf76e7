"""A server within this process, fed with messages as they are read, and what it sent."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, Any

from aiblsp.server.server import Server
from aiblsp.server.wire import Inbox

if TYPE_CHECKING:
    from collections.abc import Callable

SECONDS = 60


class Inside:
    """A server without a client; `sent` is every message that it sent."""

    def __init__(self) -> None:
        self.server = Server()
        self.sent: list[dict[str, Any]] = []
        self.server.protocol.set_writer(self, include_headers=False)
        self.inbox = self.server.protocol.inbox = Inbox()
        self._serving = asyncio.ensure_future(self.inbox.serve(self.server.receive, self.server.idle))
        self._count = 0

    def write(self, data: bytes) -> None:
        self.sent.append(json.loads(data))

    def close(self) -> None:
        """As a writer does."""

    def take(self, *messages: dict[str, Any]) -> None:
        """Put messages into the inbox at once, so that all are there before the first is handled."""
        for message in messages:
            self.inbox.take(json.dumps({"jsonrpc": "2.0", **message}).encode())

    async def start(self, **params: Any) -> dict[str, Any]:
        """Initialize; answers with the capabilities."""
        answer = await self.ask("initialize", {"processId": None, "rootUri": None, "capabilities": {}, **params})
        self.take({"method": "initialized", "params": {}})
        capabilities: dict[str, Any] = answer["result"]["capabilities"]
        return capabilities

    async def ask(self, method: str, params: Any) -> dict[str, Any]:
        """Send a request; answers with the response."""
        self._count += 1
        number = f"test-{self._count}"
        self.take({"id": number, "method": method, "params": params})
        return await self.wait(lambda message: message.get("id") == number)

    async def wait(self, wanted: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        """The first message sent, earlier or later, that is wanted."""
        async with asyncio.timeout(SECONDS):
            while True:
                for message in self.sent:
                    if wanted(message):
                        return message
                await asyncio.sleep(0.001)

    def open(self, text: str, uri: str = "file:///a.json", version: int = 1) -> dict[str, Any]:
        """The message that opens a text."""
        item = {"uri": uri, "languageId": "json", "version": version, "text": text}
        return {"method": "textDocument/didOpen", "params": {"textDocument": item}}

    def change(self, text: str, version: int, uri: str = "file:///a.json") -> dict[str, Any]:
        """The message that replaces all of a text."""
        params = {"textDocument": {"uri": uri, "version": version}, "contentChanges": [{"text": text}]}
        return {"method": "textDocument/didChange", "params": params}

    async def end(self) -> None:
        """Let the stream end."""
        self.inbox.end()
        await asyncio.wait_for(self._serving, SECONDS)
