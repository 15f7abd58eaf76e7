"""`aiblsp server`: arguments, the log, the connection, and the table of who handles what."""

from __future__ import annotations

import argparse
import logging
import sys
from functools import partial
from typing import TYPE_CHECKING, Final

from lsprotocol import types

from aiblsp.server import commands, lifecycle, reading, texts, workspace, writing
from aiblsp.server.asking import about_text
from aiblsp.server.connection import serve_stdio, serve_tcp, serve_websocket
from aiblsp.server.server import Server

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from typing import Any

log = logging.getLogger(__name__)

TABLE: Final[Mapping[str, Callable[[Server, Any], object]]] = {
    types.INITIALIZE: lifecycle.initialize,
    types.INITIALIZED: lifecycle.initialized,
    types.WORKSPACE_DID_CHANGE_CONFIGURATION: lifecycle.did_change_configuration,
    types.WORKSPACE_DID_CHANGE_WORKSPACE_FOLDERS: lifecycle.did_change_folders,
    types.WORKSPACE_DID_CHANGE_WATCHED_FILES: texts.did_change_watched_files,
    types.TEXT_DOCUMENT_DID_OPEN: texts.did_open,
    types.TEXT_DOCUMENT_DID_CHANGE: texts.did_change,
    types.TEXT_DOCUMENT_DID_SAVE: texts.did_save,
    types.TEXT_DOCUMENT_DID_CLOSE: texts.did_close,
    types.TEXT_DOCUMENT_DIAGNOSTIC: workspace.document_diagnostic,
    types.WORKSPACE_DIAGNOSTIC: workspace.workspace_diagnostic,
    types.WORKSPACE_SYMBOL: workspace.workspace_symbol,
    types.WORKSPACE_EXECUTE_COMMAND: commands.execute,
    types.TEXT_DOCUMENT_COMPLETION: about_text(writing.completion),
    types.COMPLETION_ITEM_RESOLVE: writing.resolve_completion,
    types.TEXT_DOCUMENT_PREPARE_RENAME: about_text(writing.prepare_rename),
    types.TEXT_DOCUMENT_RENAME: about_text(writing.rename),
    types.TEXT_DOCUMENT_CODE_ACTION: about_text(writing.code_actions, findings=True),
    types.TEXT_DOCUMENT_HOVER: about_text(reading.hover),
    types.TEXT_DOCUMENT_SIGNATURE_HELP: about_text(reading.signature_help),
    types.TEXT_DOCUMENT_DEFINITION: about_text(reading.definition),
    types.TEXT_DOCUMENT_REFERENCES: about_text(reading.references),
    types.TEXT_DOCUMENT_DOCUMENT_HIGHLIGHT: about_text(reading.highlights),
    types.TEXT_DOCUMENT_DOCUMENT_SYMBOL: about_text(reading.symbols),
    types.TEXT_DOCUMENT_FOLDING_RANGE: about_text(reading.folding),
    types.TEXT_DOCUMENT_SELECTION_RANGE: about_text(reading.selections),
    types.TEXT_DOCUMENT_DOCUMENT_LINK: about_text(reading.links),
    types.TEXT_DOCUMENT_INLAY_HINT: about_text(reading.hints),
    types.TEXT_DOCUMENT_CODE_LENS: about_text(reading.lenses),
    types.TEXT_DOCUMENT_SEMANTIC_TOKENS_FULL: about_text(reading.tokens),
    types.TEXT_DOCUMENT_SEMANTIC_TOKENS_RANGE: about_text(reading.tokens_in_range),
}


_LEVELS: Final = ("error", "warning", "info", "debug")
_LAST_PORT: Final = 65_535
_FAULT: Final = 2


def make_server() -> Server:
    """A server with all its handlers, not yet connected to anything."""
    server = Server()
    for method, handler in TABLE.items():
        server.protocol.fm.add_builtin_feature(method, partial(handler, server))
    return server


def main(argv: Sequence[str]) -> int:
    """Run the server with these arguments; answers with the exit code."""
    given = _arguments().parse_args(argv)
    _start_log(given.log_level, given.log_file)
    server = make_server()
    server.session.forced_locale = given.locale if given.locale != "auto" else None
    try:
        if given.ws is not None:
            return serve_websocket(server, *given.ws)
        if given.tcp is not None:
            return serve_tcp(server, *given.tcp)
        return serve_stdio(server)
    except SystemExit as end:
        return int(end.code or 0)
    except (BrokenPipeError, ConnectionError, KeyboardInterrupt):
        return 0
    except OSError as error:
        print(f"error: {error.strerror or error}", file=sys.stderr)
        return _FAULT


def _start_log(level: str, path: str | None) -> None:
    handler = logging.FileHandler(path, encoding="utf-8") if path is not None else logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.basicConfig(level=level.upper(), handlers=[handler])
    # At `info` pygls writes out every message, which takes longer than to answer it.
    logging.getLogger("pygls").setLevel(logging.DEBUG if level == "debug" else logging.ERROR)


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="aiblsp server",
        description="The language server of aiblsp. Speaks by standard input and output unless told otherwise.",
    )
    parser.add_argument("--stdio", action="store_true", help="speak by standard input and output (the default)")
    parser.add_argument("--tcp", type=_address, metavar="[HOST:]PORT", help="serve one client that connects by TCP")
    parser.add_argument("--ws", type=_address, metavar="[HOST:]PORT", help="serve one client by WebSocket")
    parser.add_argument("--locale", default="auto", help="language of explanations: en, zh-cn (default: the client's)")
    parser.add_argument("--log-file", metavar="FILE", help="write the log there, not to standard error")
    parser.add_argument("--log-level", choices=_LEVELS, default="warning", help="how much to log (default: warning)")
    return parser


def _address(text: str) -> tuple[str, int]:
    """Host and port; a port alone means this machine, for whoever connects may read its files."""
    host, _, port = text.rpartition(":")
    if not port.isdecimal() or int(port) > _LAST_PORT:
        raise argparse.ArgumentTypeError(f"{text!r} is not HOST:PORT")
    return host.strip("[]") or "127.0.0.1", int(port)
