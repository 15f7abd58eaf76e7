"""What a server must survive: garbage, strangers, haste, large texts, faults of its own, and the end of its client."""

from __future__ import annotations

import asyncio
import io
import json
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Any

import pytest

from aiblsp.server import work
from aiblsp.server.wire import Inbox, read_frames
from tests.server.editor import ROOT
from tests.server.inside import Inside
from tests.server.test_diagnostics import bad

if TYPE_CHECKING:
    from collections.abc import Sequence

HOVER = {"textDocument": {"uri": "file:///a.json"}, "position": {"line": 3, "character": 4}}
INITIALIZE: dict[str, Any] = {"processId": None, "rootUri": None, "capabilities": {}}
SECONDS = 60
MODIFIED, CANCELLED, NOT_INITIALIZED, NOT_FOUND, INVALID_PARAMS, INVALID_REQUEST = (
    -32801,
    -32800,
    -32002,
    -32601,
    -32602,
    -32600,
)


def request(number: int, method: str, params: Any) -> dict[str, Any]:
    return {"id": number, "method": method, "params": params}


def response(number: int) -> Any:
    return lambda message: message.get("id") == number and "method" not in message


def large(value: str) -> str:
    steps = [{"type": "Shell", "name": f"{number}", "inline": ["echo 1" * 20]} for number in range(2000)]
    data = json.loads(bad(value))
    return json.dumps({**data, "properties": {"customize": steps}}, indent=2)


# The wire


def frame(body: bytes) -> bytes:
    return b"Content-Length: %d\r\n\r\n%s" % (len(body), body)


async def read(data: bytes) -> list[Any]:
    inbox = Inbox()
    read_frames(io.BytesIO(data), inbox)
    seen: list[Any] = []
    await inbox.serve(seen.append, lambda: None)
    return seen


@pytest.mark.parametrize(
    "garbage",
    [
        b"hello\n",
        b"\r\n\r\n",
        b"Content-Length: many\r\n\r\n",
        b"Content-Type: text/plain\r\n",
        b"\x00\xff\xfe\n",
        b"no line end before the next message ",
        frame(b"{not json"),
        frame(b"[1, 2]"),
        frame(b'{"id": {"a": 1}, "method": "x"}'),
        frame(b"\xff\xfe"),
        frame(b"[" * 100_000),
        frame(b""),
    ],
)
async def test_garbage_on_the_wire_is_passed_over(garbage: bytes) -> None:
    wanted = {"method": "x", "params": "é"}
    assert await read(garbage + frame(json.dumps(wanted).encode())) == [wanted]


async def test_headers_are_read_whatever_their_case_and_order() -> None:
    body = b'{"id": 1}'
    head = b"content-type: application/vscode-jsonrpc; charset=utf-8\r\nCONTENT-LENGTH:%d\r\n\r\n" % len(body)
    assert await read(head + body) == [{"id": 1}]


async def test_a_message_that_is_cut_is_the_end() -> None:
    assert await read(frame(b'{"id": 1}') + b'Content-Length: 99\r\n\r\n{"id"') == [{"id": 1}]


# Strangers


async def test_every_request_is_answered() -> None:
    inside = Inside()
    assert (await inside.ask("textDocument/hover", HOVER))["error"]["code"] == NOT_INITIALIZED
    await inside.start()
    assert (await inside.ask("initialize", INITIALIZE))["error"]["code"] == INVALID_REQUEST
    assert (await inside.ask("textDocument/makeCoffee", {}))["error"]["code"] == NOT_FOUND
    assert (await inside.ask("$/unheardOf", {}))["error"]["code"] == NOT_FOUND
    assert "error" in await inside.ask("textDocument/hover", {"position": 3})
    assert (await inside.ask("textDocument/hover", HOVER))["result"] is None
    inside.take(
        {"method": "$/unheardOf"}, {"method": "textDocument/didChange", "params": 3}, {"id": 9, "result": 1}, {}
    )
    assert (await inside.ask("textDocument/hover", HOVER))["result"] is None
    assert (await inside.ask("shutdown", None))["result"] is None
    assert (await inside.ask("textDocument/hover", HOVER))["error"]["code"] == INVALID_REQUEST
    await inside.end()


async def test_changes_of_what_is_not_open_do_nothing() -> None:
    inside = Inside()
    await inside.start()
    inside.take(inside.change("{}", 2), {"method": "textDocument/didClose", "params": {"textDocument": {"uri": "x:y"}}})
    assert (await inside.ask("textDocument/hover", HOVER))["result"] is None
    await inside.end()


# Haste


async def test_what_is_cancelled_before_it_begins_is_answered_as_cancelled() -> None:
    inside = Inside()
    await inside.start()
    inside.take(
        inside.open(bad()),
        request(1, "textDocument/hover", HOVER),
        request(2, "textDocument/hover", HOVER),
        {"method": "$/cancelRequest", "params": {"id": 1}},
    )
    assert (await inside.wait(response(1)))["error"]["code"] == CANCELLED
    assert "error" not in await inside.wait(response(2))
    await inside.end()


async def test_a_request_is_answered_for_the_text_that_was_there_when_it_came() -> None:
    inside = Inside()
    await inside.start()
    symbols = {"textDocument": {"uri": "file:///a.json"}}
    inside.take(
        inside.open(bad()),
        request(1, "textDocument/foldingRange", symbols),
        inside.change("", 2),
        request(2, "textDocument/foldingRange", symbols),
    )
    assert (await inside.wait(response(1)))["result"]
    assert not (await inside.wait(response(2)))["result"]
    await inside.end()


async def test_a_burst_is_looked_at_once() -> None:
    inside = Inside()
    await inside.start()
    inside.take(inside.open(bad()), *(inside.change(bad(f"nowhere{number}"), number) for number in range(2, 100)))
    await inside.wait(lambda message: message.get("method") == "textDocument/publishDiagnostics")
    await inside.ask("textDocument/hover", HOVER)
    shown = [each for each in inside.sent if each.get("method") == "textDocument/publishDiagnostics"]
    assert len(shown) == 1
    assert "nowhere99" in json.dumps(shown)
    await inside.end()


async def test_a_large_text_is_looked_at_beside_the_loop() -> None:
    inside = Inside()
    await inside.start()
    text = large("westeurop")
    assert len(text) > work.LARGE
    inside.take(inside.open(text), inside.open(bad(), "file:///small.json"))
    first = await inside.wait(lambda message: message.get("method") == "textDocument/publishDiagnostics")
    assert first["params"]["uri"] == "file:///small.json"
    big = await inside.wait(lambda message: message.get("params", {}).get("uri") == "file:///a.json")
    assert "location-unknown" in json.dumps(big)
    answer = await inside.ask("textDocument/hover", HOVER)
    assert answer["result"] is not None
    await inside.end()


async def test_requests_about_a_large_text_that_changes_or_goes_are_stale() -> None:
    inside = Inside()
    await inside.start()
    inside.take(
        inside.open(large("a")),
        request(1, "textDocument/hover", HOVER),
        inside.change(large("b"), 2),
        request(2, "textDocument/hover", HOVER),
        {"method": "$/cancelRequest", "params": {"id": 2}},
        request(3, "textDocument/hover", HOVER),
    )
    assert (await inside.wait(response(1)))["error"]["code"] == MODIFIED
    assert (await inside.wait(response(2)))["error"]["code"] == CANCELLED
    assert (await inside.wait(response(3)))["result"] is not None
    inside.take(
        inside.change(large("c"), 3),
        request(4, "textDocument/hover", HOVER),
        {"method": "textDocument/didClose", "params": {"textDocument": {"uri": "file:///a.json"}}},
    )
    assert (await inside.wait(response(4)))["error"]["code"] == MODIFIED
    await inside.end()


async def test_a_request_that_runs_is_cancelled() -> None:
    inside = Inside()
    await inside.start()
    inside.take(inside.open(large("a")), request(1, "textDocument/hover", HOVER))
    await asyncio.sleep(0.01)
    inside.take({"method": "$/cancelRequest", "params": {"id": 1}})
    answer = await inside.wait(response(1))
    assert "result" in answer or answer["error"]["code"] == CANCELLED
    await inside.end()


# Faults of ours


async def test_a_feature_that_raises_is_told_once_and_the_session_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: Any, **__: Any) -> None:
        raise ZeroDivisionError("a mistake of ours")

    monkeypatch.setattr("aiblsp.features.hover.hover", broken)
    inside = Inside()
    await inside.start()
    inside.take(inside.open(bad()))
    for _ in range(3):
        assert (await inside.ask("textDocument/hover", HOVER))["result"] is None
    told = [each for each in inside.sent if each.get("method") == "window/showMessage"]
    assert len(told) == 1
    assert "ZeroDivisionError" in told[0]["params"]["message"]
    symbols = {"textDocument": {"uri": "file:///a.json"}}
    assert (await inside.ask("textDocument/documentSymbol", symbols))["result"]
    await inside.end()


async def test_an_analysis_that_raises_is_told_and_the_session_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: Any) -> None:
        raise ZeroDivisionError("a mistake of ours")

    for text in (bad(), large("a")):
        inside = Inside()
        await inside.start()
        with monkeypatch.context() as patched:
            patched.setattr("aiblsp.server.plans.lint", broken)
            inside.take(inside.open(text))
            await inside.wait(lambda message: message.get("method") == "window/showMessage")
        inside.take(inside.change(bad(), 2))
        await inside.wait(lambda message: "location-unknown" in json.dumps(message))
        await inside.end()


async def test_a_client_that_knows_no_action_literals_gets_commands() -> None:
    inside = Inside()
    await inside.start(capabilities={"workspace": {"applyEdit": True}})
    inside.take(inside.open(bad()))
    where = {"line": 3, "character": 16}
    params = {"textDocument": {"uri": "file:///a.json"}, "range": {"start": where, "end": where}}
    answer = await inside.ask("textDocument/codeAction", {**params, "context": {"diagnostics": []}})
    command = answer["result"][0]
    assert command["command"] == "aiblsp.server.applyEdit"
    inside.take(
        request(1, "workspace/executeCommand", {"command": command["command"], "arguments": command["arguments"]})
    )
    asked = await inside.wait(lambda message: message.get("method") == "workspace/applyEdit")
    assert asked["params"]["edit"] == command["arguments"][0]
    inside.take({"id": asked["id"], "result": {"applied": True}})
    assert (await inside.wait(response(1)))["result"] is None
    await inside.end()


# The end


def start(*arguments: str, **options: Any) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "aiblsp", "server", *arguments]
    return subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, **options)


def send(process: subprocess.Popen[bytes], *messages: dict[str, Any]) -> None:
    assert process.stdin is not None
    for message in messages:
        process.stdin.write(frame(json.dumps({"jsonrpc": "2.0", **message}).encode()))
    process.stdin.flush()


@pytest.mark.parametrize(("last", "code"), [(["shutdown", "exit"], 0), (["exit"], 1), ([], 0)])
def test_the_process_ends_when_it_is_told(last: Sequence[str], code: int) -> None:
    with start() as process:
        send(process, request(1, "initialize", INITIALIZE), {"method": "initialized", "params": {}})
        for number, method in enumerate(last, 2):
            send(process, {"method": method} if method == "exit" else request(number, method, None))
        assert process.stdin is not None
        process.stdin.close()
        assert process.wait(SECONDS) == code


def test_the_process_ends_when_its_parent_is_gone() -> None:
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as parent, start() as process:
        send(process, request(1, "initialize", {**INITIALIZE, "processId": parent.pid}))
        assert process.stdout is not None
        assert process.stdout.readline()
        assert process.poll() is None
        parent.communicate(b"\n")
        assert process.wait(SECONDS) == 0


def test_what_is_printed_does_not_get_between_messages() -> None:
    code = "import aiblsp.server.lifecycle as it; from aiblsp.cli import main; import sys\n"
    code += "old = it.initialize\ndef new(*a):\n    print('noise')\n    return old(*a)\n"
    code += "it.initialize = new\nsys.exit(main(['server']))"
    process = subprocess.Popen(
        [sys.executable, "-c", code], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    body = frame(json.dumps({"jsonrpc": "2.0", **request(1, "initialize", INITIALIZE)}).encode())
    out, err = process.communicate(body, timeout=SECONDS)
    assert out.startswith(b"Content-Length: ")
    assert b"noise" in err


@pytest.mark.parametrize(("name", "value", "told"), [("--tcp", "nowhere", b"HOST:PORT"), ("--locale", "fr", b"zh-cn")])
def test_a_wrong_argument_is_told(name: str, value: str, told: bytes) -> None:
    with start(name, value, stderr=subprocess.PIPE) as process:
        _, err = process.communicate(timeout=SECONDS)
        assert process.returncode == 2
        assert told in err


def test_it_serves_a_socket() -> None:
    import socket

    with start("--tcp", "0", stderr=subprocess.PIPE) as process:
        assert process.stderr is not None
        told = process.stderr.readline().decode()
        assert "tcp: listening on 127.0.0.1:" in told
        port = int(told.rpartition(":")[2])
        with socket.create_connection(("127.0.0.1", port)) as connection:
            connection.sendall(frame(json.dumps({"jsonrpc": "2.0", **request(1, "initialize", INITIALIZE)}).encode()))
            assert connection.recv(20).startswith(b"Content-Length: ")
        assert process.wait(SECONDS) == 0


async def test_it_serves_a_websocket() -> None:
    client = pytest.importorskip("websockets.asyncio.client")
    with start("--ws", "127.0.0.1:0", stderr=subprocess.PIPE) as process:
        assert process.stderr is not None
        port = int(process.stderr.readline().decode().rpartition(":")[2])
        async with client.connect(f"ws://127.0.0.1:{port}") as connection:
            await connection.send(json.dumps({"jsonrpc": "2.0", **request(1, "initialize", INITIALIZE)}))
            assert json.loads(await connection.recv())["result"]["serverInfo"]["name"] == "aiblsp"
        deadline = time.monotonic() + SECONDS
        while process.poll() is None and time.monotonic() < deadline:
            await asyncio.sleep(0.01)
        assert process.returncode == 0
