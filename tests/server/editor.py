"""An editor for tests: a client of pytest-lsp that talks to a server over stdio and keeps what it was shown."""

from __future__ import annotations

import asyncio
import json
import sys
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lsprotocol import types
from lsprotocol.converters import get_converter
from pygls.protocol import default_converter
from pytest_lsp.client import DEFAULT_CLIENT_FEATURES, LanguageClient, register_lsp_features

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence

ROOT = Path(__file__).parents[2]
RECORDED = Path(__file__).parent / "initialize"
CLIENTS = tuple(sorted(path.stem for path in RECORDED.glob("*.json")))
SECONDS = 60  # before a test gives up waiting; only a server that hangs takes so long

NVIM = "nvim-0.7.2"  # pushes, and is in the middle of all
VSCODE = "vscode-1.139.1"


class Editor:
    """A client with one server behind it."""

    def __init__(self, client: LanguageClient, result: types.InitializeResult) -> None:
        self.client = client
        self.offers = result.capabilities
        self.asks = client.capabilities or types.ClientCapabilities()
        self._version = 0

    @property
    def pulls(self) -> bool:
        return self.offers.diagnostic_provider is not None

    def open(self, text: str, uri: str = "file:///template.json", language: str = "json") -> str:
        """Open a text; answers with its URI."""
        self._version += 1
        item = types.TextDocumentItem(uri, language, self._version, text)
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(item))
        return uri

    def open_file(self, path: Path) -> str:
        """Open a file as it is on disk."""
        return self.open(path.read_bytes().decode(), path.as_uri())

    def change(self, uri: str, *changes: types.TextDocumentContentChangeEvent | str) -> None:
        """Change a text; a string is all of the new one."""
        self._version += 1
        events = [
            types.TextDocumentContentChangeWholeDocument(each) if isinstance(each, str) else each for each in changes
        ]
        identifier = types.VersionedTextDocumentIdentifier(uri=uri, version=self._version)
        self.client.text_document_did_change(types.DidChangeTextDocumentParams(identifier, events))

    def close(self, uri: str) -> None:
        """Close a text."""
        self.client.text_document_did_close(types.DidCloseTextDocumentParams(types.TextDocumentIdentifier(uri)))

    async def shown(self, uri: str) -> Sequence[types.Diagnostic]:
        """The diagnostics of a text after the last change: pulled where the client pulls, else the next ones pushed."""
        if self.pulls:
            report = await self.pull(uri)
            assert isinstance(report, types.RelatedFullDocumentDiagnosticReport)
            return report.items
        return (await self.pushed(uri)).diagnostics

    async def pull(self, uri: str, previous: str | None = None) -> Any:
        """Ask for the diagnostics of a text."""
        identifier = types.TextDocumentIdentifier(uri)
        params = types.DocumentDiagnosticParams(identifier, previous_result_id=previous)
        return await self.client.text_document_diagnostic_async(params)

    async def pushed(self, uri: str) -> types.PublishDiagnosticsParams:
        """The next diagnostics of a file that the server sends."""
        return await asyncio.wait_for(queue_of(self.client, uri).get(), SECONDS)

    def nothing_pushed(self, uri: str) -> bool:
        """Whether the server has sent nothing about a file beyond what was waited for."""
        return queue_of(self.client, uri).empty()

    def at(self, uri: str, position: types.Position) -> dict[str, Any]:
        """The arguments of a request about a place."""
        return {"text_document": types.TextDocumentIdentifier(uri), "position": position}

    async def run(self, command: str, *arguments: Any) -> Any:
        """Run a command of the server."""
        params = types.ExecuteCommandParams(f"aiblsp.server.{command}", list(arguments))
        return await self.client.workspace_execute_command_async(params)


def queue_of(client: LanguageClient, uri: str) -> asyncio.Queue[types.PublishDiagnosticsParams]:
    queues: dict[str, asyncio.Queue[types.PublishDiagnosticsParams]] = client.__dict__.setdefault("pushed", {})
    return queues.setdefault(uri, asyncio.Queue())


def _published(client: LanguageClient, params: types.PublishDiagnosticsParams) -> None:
    queue_of(client, params.uri).put_nowait(params)


def _registered(client: LanguageClient, params: types.RegistrationParams) -> None:
    client.__dict__.setdefault("registered", []).extend(params.registrations)


def _applied(client: LanguageClient, params: types.ApplyWorkspaceEditParams) -> types.ApplyWorkspaceEditResult:
    client.__dict__.setdefault("edits", []).append(params.edit)
    return types.ApplyWorkspaceEditResult(applied=True)


def _refreshed(client: LanguageClient, params: None) -> None:
    client.__dict__.setdefault("refreshed", []).append(True)


def position_of(text: str, word: str, index: int = 1) -> types.Position:
    """The position of a character of the first such word, in a text of ASCII."""
    offset = text.index(word) + index
    return types.Position(text.count("\n", 0, offset), offset - text.rfind("\n", 0, offset) - 1)


def applied(text: str, edits: Sequence[Any]) -> str:
    """A text of ASCII after edits."""
    starts = [0]
    for line in text.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    for edit in sorted(edits, key=lambda edit: (edit.range.start.line, edit.range.start.character), reverse=True):
        first, last = edit.range.start, edit.range.end
        text = text[: starts[first.line] + first.character] + edit.new_text + text[starts[last.line] + last.character :]
    return text


def recorded(name: str) -> types.InitializeParams:
    """What a real client said when it connected."""
    data = json.loads((RECORDED / f"{name}.json").read_text("utf-8"))
    params: types.InitializeParams = get_converter().structure({"processId": None, **data}, types.InitializeParams)
    return params


@asynccontextmanager
async def editor(
    name: str = NVIM,
    *arguments: str,
    folder: Path | None = None,
    options: dict[str, Any] | None = None,
    settings: dict[str, Any] | None = None,
    more: dict[Path, dict[str, Any]] | None = None,
) -> AsyncIterator[Editor]:
    """A recorded client, connected to a server of its own, with a folder open where there is one.

    `more` are further folders, each with its own settings.
    """
    configuration: dict[str, Any] = {"": {"aiblsp": settings or {}}}
    configuration |= {each.as_uri(): {"aiblsp": own} for each, own in (more or {}).items()}
    client = LanguageClient(converter_factory=default_converter, configuration=configuration)
    own = {
        types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS: _published,
        types.CLIENT_REGISTER_CAPABILITY: _registered,
        types.WORKSPACE_APPLY_EDIT: _applied,
        types.WORKSPACE_INLAY_HINT_REFRESH: _refreshed,
        types.WORKSPACE_CODE_LENS_REFRESH: _refreshed,
        types.WORKSPACE_SEMANTIC_TOKENS_REFRESH: _refreshed,
    }
    register_lsp_features(client, {**DEFAULT_CLIENT_FEATURES, **own})
    await client.start_io(sys.executable, "-m", "aiblsp", "server", *arguments, cwd=ROOT)
    params = recorded(name)
    if folder is not None:
        params.root_uri = folder.as_uri()
        params.workspace_folders = [types.WorkspaceFolder(each.as_uri(), each.name) for each in (folder, *(more or ()))]
    if options is not None:
        params.initialization_options = options
    try:
        result = await client.initialize_session(params)
        yield Editor(client, result)
        await client.shutdown_session()
        assert client._server is None or client._server.returncode == 0
    except BaseException:
        if client._server is not None and client._server.returncode is None:
            client._server.kill()  # else `stop` waits for it
        raise
    finally:
        await client.stop()  # type: ignore[no-untyped-call]
