"""An editor for measuring: speaks the Language Server Protocol to any command and keeps when each answer came."""

from __future__ import annotations

import json
import queue
import subprocess
import threading
import time
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

SECONDS = 120  # before a server counts as hung
SECONDS_TO_END = 5  # before one that closed its output does


class Client:
    """One server process. Raises TimeoutError where an answer does not come, EOFError where the server has ended."""

    def __init__(self, command: Sequence[str], options: dict[str, Any] | None = None) -> None:
        self.started = time.perf_counter()
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        self._arrived: queue.Queue[tuple[float, dict[str, Any] | None]] = queue.Queue()  # None: no more will come
        self._kept: list[tuple[float, dict[str, Any]]] = []
        self._count = 0
        self.shown: dict[str, list[dict[str, Any]]] = {}  # the newest diagnostics of each text
        self._write = threading.Lock()
        threading.Thread(target=self._read, daemon=True).start()
        snippets = {"completionItem": {"snippetSupport": True, "documentationFormat": ["markdown"]}}
        text = {"completion": snippets, "hover": {"contentFormat": ["markdown"]}, "publishDiagnostics": {}}
        params: dict[str, Any] = {"processId": None, "rootUri": None, "capabilities": {"textDocument": text}}
        self.initialized, _ = self.answer(
            self.request("initialize", {**params, "initializationOptions": options or {}})
        )
        self.notify("initialized", {})

    @property
    def pid(self) -> int:
        return self._process.pid

    def notify(self, method: str, params: Any) -> float:
        """Send a notification; answers with the time at which it was sent."""
        return self._send({"method": method, "params": params})

    def request(self, method: str, params: Any) -> int:
        """Send a request; answers with its number."""
        self._count += 1
        self._send({"id": self._count, "method": method, "params": params})
        return self._count

    def answer(self, number: int) -> tuple[float, dict[str, Any]]:
        """The response to a request, and when it came."""
        return self._wait(lambda message: message.get("id") == number and "method" not in message)

    def timed(self, method: str, params: Any) -> float:
        """How long a request takes, in seconds. Raises RuntimeError where it fails."""
        started = time.perf_counter()
        came, response = self.answer(self.request(method, params))
        if "error" in response:
            raise RuntimeError(f"{method}: {response['error']}")
        return came - started

    def result(self, method: str, params: Any) -> Any:
        """The result of a request. Raises RuntimeError where it fails."""
        _, response = self.answer(self.request(method, params))
        if "error" in response:
            raise RuntimeError(f"{method}: {response['error']}")
        return response["result"]

    def forget(self) -> None:
        """Let go of the notifications that came and were not waited for."""
        self._kept = [each for each in self._kept if "id" in each[1]]

    def diagnostics(self, uri: str) -> tuple[float, list[dict[str, Any]]]:
        """The next diagnostics of a text, and when they came."""
        came, message = self._wait(
            lambda message: (
                message.get("method") == "textDocument/publishDiagnostics" and message["params"]["uri"] == uri
            )
        )
        found: list[dict[str, Any]] = message["params"]["diagnostics"]
        return came, found

    def open(self, uri: str, text: str) -> float:
        """Open a text."""
        item = {"uri": uri, "languageId": "json", "version": 1, "text": text}
        return self.notify("textDocument/didOpen", {"textDocument": item})

    def change(self, uri: str, version: int, changes: list[dict[str, Any]]) -> float:
        """Change a text."""
        identifier = {"uri": uri, "version": version}
        return self.notify("textDocument/didChange", {"textDocument": identifier, "contentChanges": changes})

    def end(self) -> int:
        """Have the server end; answers with its exit code."""
        self.answer(self.request("shutdown", None))
        self.notify("exit", None)
        return self._process.wait(SECONDS)

    def _send(self, message: dict[str, Any]) -> float:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self._process.stdin is not None
        with self._write:
            sent = time.perf_counter()
            try:
                self._process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
                self._process.stdin.flush()
            except BrokenPipeError:
                raise self._gone() from None
        return sent

    def _wait(self, wanted: Callable[[dict[str, Any]], bool]) -> tuple[float, dict[str, Any]]:
        for index, kept in enumerate(self._kept):
            if wanted(kept[1]):
                return self._kept.pop(index)
        while True:
            try:
                came, message = self._arrived.get(timeout=SECONDS)
            except queue.Empty:
                raise TimeoutError("the server does not answer") from None
            if message is None:
                self._arrived.put((came, None))  # for whoever asks next
                raise self._gone()
            if wanted(message):
                return came, message
            self._kept.append((came, message))

    def _gone(self) -> EOFError:
        """What to raise where the server has closed its output."""
        try:
            return EOFError(f"the server ended with exit code {self._process.wait(SECONDS_TO_END)}")
        except subprocess.TimeoutExpired:
            return EOFError("the server closed its output and runs on")

    def _read(self) -> None:
        try:
            self._take()
        finally:
            self._arrived.put((time.perf_counter(), None))

    def _take(self) -> None:
        stream = self._process.stdout
        assert stream is not None
        while line := stream.readline():
            length = 0
            while line.strip():
                name, _, value = line.partition(b":")
                if name.lower() == b"content-length":
                    length = int(value)
                line = stream.readline()
            body = stream.read(length)
            came = time.perf_counter()
            message = json.loads(body)
            if "method" in message and "id" in message:  # nobody is here to decide
                items = message["params"].get("items") if isinstance(message.get("params"), dict) else None
                self._send({"id": message["id"], "result": [None] * len(items) if items is not None else None})
            else:
                if message.get("method") == "textDocument/publishDiagnostics":
                    self.shown[message["params"]["uri"]] = message["params"]["diagnostics"]
                self._arrived.put((came, message))
