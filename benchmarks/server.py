"""The language server beside vscode-json-languageserver and an empty pygls server, in the same run, taking turns."""

from __future__ import annotations

import json
import sys
from functools import partial
from statistics import median, quantiles
from typing import TYPE_CHECKING, Any

from benchmarks import peers
from benchmarks.client import Client
from benchmarks.outcome import Outcome, milliseconds
from benchmarks.templates import bare

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

SIZES = ((5_000, 0.005), (100_000, 0.040), (1_000_000, 0.250))  # characters, and the goal of change → diagnostics
TURNS = 3  # processes of each server, one after the other
WARM = 10  # answers of each kind that only warm up a process
ANSWER = 0.003  # the goal of completion and hover, in seconds
OURS, THEIRS, EMPTY = "aiblsp", "vscode-json", "empty pygls"
URI = "file:///template.json"
COMMANDS = {
    OURS: [sys.executable, "-m", "aiblsp", "server"],
    EMPTY: [
        *(sys.executable, "-c"),
        "from pygls.lsp.server import LanguageServer; LanguageServer('empty', '1').start_io()",
    ],
}


def server(rounds: int) -> Iterator[Outcome | str]:
    """All comparisons; those with the peer are left out, with a word, where Node.js is not there."""
    theirs = peers.json_language_server()
    commands = COMMANDS if theirs is None else {**COMMANDS, THEIRS: theirs}
    if theirs is None:
        yield "no Node.js: not compared with vscode-json-languageserver"
    yield from _start(commands, max(rounds, 5))
    speaking = {name: command for name, command in commands.items() if name != EMPTY}
    for size, goal in SIZES:
        yield from _edit(speaking, size, goal, changes=max(20, rounds * (30 if size < SIZES[-1][0] else 4)))


def connected(name: str, command: Sequence[str]) -> Client:
    """A client of a server that knows the contract: ours has it, the peer is given the schema."""
    client = Client(command)
    if name == THEIRS:
        schema = json.loads(peers.SCHEMA.read_text("utf-8"))
        settings = {"json": {"validate": {"enable": True}, "schemas": [{"fileMatch": ["*.json"], "schema": schema}]}}
        client.notify("workspace/didChangeConfiguration", {"settings": settings})
    return client


def _start(commands: Mapping[str, Sequence[str]], rounds: int) -> Iterator[Outcome]:
    """Spawn → answer to initialize, and spawn → first diagnostics of a small text."""
    answered: dict[str, list[float]] = {name: [] for name in commands}
    shown: dict[str, list[float]] = {name: [] for name in commands if name != EMPTY}
    text = bare(1, SIZES[0][0], mistakes=1)
    for number in range(rounds + 1):  # the first round only warms up
        for name, command in commands.items():
            client = connected(name, command)
            if name in shown:
                client.open(URI, text)
                came, _ = client.diagnostics(URI)
                if number:
                    shown[name].append(came - client.started)
            if number:
                answered[name].append(client.initialized - client.started)
            client.end()
    ours, empty = median(answered[OURS]), median(answered[EMPTY])
    detail = f"{milliseconds(ours)} to {milliseconds(empty)}"
    yield Outcome("spawn → initialize, to an empty pygls server", ours / empty, 1.25, detail)
    if THEIRS in shown:
        ours, theirs = median(shown[OURS]), median(shown[THEIRS])
        detail = f"{milliseconds(ours)} to {milliseconds(theirs)}"
        yield Outcome("spawn → first diagnostics, to vscode-json", ours / theirs, 1, detail)


def _edit(commands: Mapping[str, Sequence[str]], size: int, goal: float, changes: int) -> Iterator[Outcome]:
    text = bare(2, size, mistakes=1)
    shown: dict[str, list[float]] = {name: [] for name in commands}
    completed: dict[str, list[float]] = {name: [] for name in commands}
    hovered: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(TURNS):
        for name, command in commands.items():
            # One at a time, as editors run them: what another server compiles or frees meanwhile is no matter of ours.
            client = connected(name, command)
            client.open(URI, text)
            client.diagnostics(URI)
            count = max(changes // TURNS, 8)
            shown[name] += _times(count, partial(_typed, client, text))
            for times, method in ((completed, "textDocument/completion"), (hovered, "textDocument/hover")):
                times[name] += _times(count, partial(_asked, client, method, _place(text)))
            client.end()
    label = f"{size // 1000} KB"
    yield from _compared(f"{label}: change → diagnostics p99", shown, goal, 1)
    if size == SIZES[1][0]:
        yield from _compared(f"{label}: completion p99", completed, ANSWER, 1 / 3)
        yield from _compared(f"{label}: hover p99", hovered, ANSWER, 1 / 3)


def _compared(what: str, times: Mapping[str, list[float]], goal: float, share: float) -> Iterator[Outcome]:
    """Against the goal in time, which is for a quiet machine, and against the peer."""
    ours = p99(times[OURS])
    yield Outcome(f"{what}, to {milliseconds(goal)}", ours / goal, 1, f"median {milliseconds(median(times[OURS]))}")
    if THEIRS in times:
        theirs = p99(times[THEIRS])
        detail = f"{milliseconds(ours)} to {milliseconds(theirs)}"
        yield Outcome(f"{what}, to vscode-json", ours / theirs, share, detail)


def p99(times: Sequence[float]) -> float:
    """The time that one in a hundred exceeds."""
    return quantiles(times, n=100, method="inclusive")[-1]


def _times(count: int, measure: Callable[[int], float]) -> list[float]:
    return [measure(number) for number in range(count + WARM)][WARM:]


def _typed(client: Client, text: str, number: int) -> float:
    """Type or delete a character in a value in the middle of the text; how long until the diagnostics."""
    where = _position(text, text.index('"name": "', len(text) // 2) + 9)
    end = {**where, "character": where["character"] + number % 2}
    change = {"range": {"start": where, "end": end}, "text": "" if number % 2 else "x"}
    sent = client.change(URI, number + 2, [change])
    came, _ = client.diagnostics(URI)
    return came - sent


def _asked(client: Client, method: str, params: dict[str, Any], _: int) -> float:
    return client.timed(method, params)


def _place(text: str) -> dict[str, Any]:
    """Within the type of a step in the middle of the text."""
    offset = text.index('"type": "', len(text) // 2) + 10
    return {"textDocument": {"uri": URI}, "position": _position(text, offset)}


def _position(text: str, offset: int) -> dict[str, int]:
    return {"line": text.count("\n", 0, offset), "character": offset - text.rfind("\n", 0, offset) - 1}
