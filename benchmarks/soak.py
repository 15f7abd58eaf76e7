"""A long session of random edits, requests and cancellations: `python -m benchmarks.soak [--steps 10000] [--seed 1]`.

It ends with the same answers as a server that has seen only the last text, and without having grown. Ends with exit
code 1 where that is not so, and says what differs.
"""

from __future__ import annotations

import argparse
import random
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from aiblsp.text import Source, utf16_length
from benchmarks.client import Client
from benchmarks.templates import bare

EXAMPLES = sorted((Path(__file__).parents[1] / "examples").rglob("*.json"))
COMMAND = (sys.executable, "-m", "aiblsp", "server")
URIS = tuple(f"file:///soak-{number}.json" for number in range(3))
MOST_GROWTH = 1.25  # of the second half; in the first the caches fill
PIECES = (
    *('"', "{", "}", "[", "]", ",", ":", "\n", "\r\n", "\r", "\u2028", "\u0085", "\f", "é", "😀", " ", "// x\n", "/*"),
    *('"type": "Shell",', '"inline": ["a"],', "[parameters('x')]", "<place>", "null", "1e9", "\\", "'"),
)
AT_PLACE = (
    *("textDocument/completion", "textDocument/hover", "textDocument/signatureHelp", "textDocument/definition"),
    *("textDocument/documentHighlight", "textDocument/prepareRename"),
)
OF_TEXT = (
    *("textDocument/documentSymbol", "textDocument/foldingRange", "textDocument/documentLink"),
    *("textDocument/codeLens", "textDocument/semanticTokens/full"),
)
MAY_FAIL = frozenset((-32800, -32801))  # cancelled, and the text changed meanwhile


@dataclass
class Session:
    """A client, the texts that it has open, and what it waits for."""

    client: Client
    rng: random.Random
    texts: dict[str, str] = field(default_factory=dict)
    version: int = 1
    waiting: list[int] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)

    def step(self) -> None:
        """Do one thing that an editor may do."""
        uri = self.rng.choice(URIS)
        kind = self.rng.random()
        if uri not in self.texts:
            self.texts[uri] = self._new()
            self.client.open(uri, self.texts[uri])
        elif kind < 0.6:
            self._edit(uri)
        elif kind < 0.97:
            self._ask(uri)
        else:
            del self.texts[uri]
            self.client.notify("textDocument/didClose", {"textDocument": {"uri": uri}})
        while len(self.waiting) > 20:
            self._hear(self.waiting.pop(0))

    def settle(self) -> None:
        """Hear all that is still to come."""
        while self.waiting:
            self._hear(self.waiting.pop(0))
        # All texts have been looked at when this is answered, and what was found was shown before.
        self.client.result("workspace/symbol", {"query": "no such name"})
        self.client.forget()

    def _new(self) -> str:
        if self.rng.random() < 0.6:
            return self.rng.choice(EXAMPLES).read_text("utf-8")
        return bare(self.rng.randrange(50), self.rng.choice((0, 2_000, 8_000)), mistakes=0.5)

    def _edit(self, uri: str) -> None:
        changes = []
        for _ in range(self.rng.choice((1, 1, 1, 2, 5))):
            text = self.texts[uri]
            source = Source(text)
            start = self._offset(text)
            end = min(len(text), start + self.rng.choice((0, 0, 0, 1, 1, 5, 40)))
            if text[end - 1 : end + 1] == "\r\n":
                end += 1
            new = self.rng.choice(PIECES) if self.rng.random() < 0.7 else ""
            changes.append({"range": {"start": position(source, start), "end": position(source, end)}, "text": new})
            self.texts[uri] = text[:start] + new + text[end:]
        if self.rng.random() < 0.05:  # all of it, and sound again
            self.texts[uri] = self._new()
            changes = [{"text": self.texts[uri]}]
        self.version += 1
        self.client.change(uri, self.version, changes)

    def _ask(self, uri: str) -> None:
        text = self.texts[uri]
        params: dict[str, Any] = {"textDocument": {"uri": uri}}
        if self.rng.random() < 0.7:
            method = self.rng.choice(AT_PLACE)
            params["position"] = position(Source(text), self._offset(text))
        else:
            method = self.rng.choice(OF_TEXT)
        number = self.client.request(method, params)
        self.waiting.append(number)
        if self.rng.random() < 0.3:
            self.client.notify("$/cancelRequest", {"id": number})

    def _offset(self, text: str) -> int:
        """Anywhere but within a line end, where no position leads."""
        offset = self.rng.randint(0, len(text))
        return offset + 1 if text[max(offset - 1, 0) : offset + 1] == "\r\n" else offset

    def _hear(self, number: int) -> None:
        _, response = self.client.answer(number)
        error = response.get("error")
        if error is not None and error["code"] not in MAY_FAIL:
            self.failures.append(f"{error}")


def position(source: Source, offset: int) -> dict[str, int]:
    """A position as LSP counts without a word about encodings."""
    line, column = source.position(offset)
    start = source.line_starts[line]
    return {"line": line, "character": utf16_length(source.text[start : start + column])}


def answers(client: Client, texts: dict[str, str]) -> dict[str, Any]:
    """What a server says of texts that it has open."""
    said: dict[str, Any] = {}
    for uri, text in sorted(texts.items()):
        source = Source(text)
        for method in OF_TEXT:
            said[f"{uri} {method}"] = client.result(method, {"textDocument": {"uri": uri}})
        for offset in range(0, len(text), max(len(text) // 25, 1)):
            params = {"textDocument": {"uri": uri}, "position": position(source, offset)}
            for method in AT_PLACE:
                said[f"{uri} {method} {offset}"] = client.result(method, params)
        said[f"{uri} diagnostics"] = client.shown.get(uri)
    return said


def memory(client: Client) -> int:
    """The resident memory of a server, in bytes; 0 where the system does not tell."""
    try:
        status = Path(f"/proc/{client.pid}/status").read_text("utf-8")
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in status.splitlines() if line.startswith("VmRSS")), 0)


def soak(steps: int, seed: int) -> list[str]:
    """Run a session; answers with what is wrong, a sentence each."""
    session = Session(Client(COMMAND), random.Random(seed))
    early = 0
    for number in range(steps):
        session.step()
        if number == steps // 2:
            session.settle()
            early = memory(session.client)
    session.settle()
    late = memory(session.client)
    wrong = [f"a request failed: {failure}" for failure in session.failures]
    if early and late > early * MOST_GROWTH:
        wrong.append(f"memory grew from {early:,} to {late:,} bytes")
    fresh = Client(COMMAND)
    for uri, text in session.texts.items():
        fresh.open(uri, text)
        fresh.diagnostics(uri)
    expected, said = answers(fresh, session.texts), answers(session.client, session.texts)
    wrong += [
        f"{key}: {said.get(key)!r:.300} is not {value!r:.300}"
        for key, value in expected.items()
        if said.get(key) != value
    ]
    wrong += [f"it ended with exit code {code}" for code in (session.client.end(), fresh.end()) if code]
    return wrong


def main() -> int:
    """Run what the command line names."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.soak", description=__doc__.partition("\n")[0])
    parser.add_argument("--steps", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    wrong = soak(given.steps, given.seed)
    for sentence in wrong[:20]:
        print(sentence)
    print(f"{given.steps:,} steps with seed {given.seed}: {'nothing wrong' if not wrong else f'{len(wrong)} faults'}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
