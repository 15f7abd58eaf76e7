"""`aiblsp server`: its arguments and its log; what it says to a client is the business of the other modules."""

from __future__ import annotations

import argparse
import logging
from typing import TYPE_CHECKING, Final

from aiblsp.server import garbage

if TYPE_CHECKING:
    from collections.abc import Sequence

log = logging.getLogger(__name__)

_LEVELS: Final = ("error", "warning", "info", "debug")
_LAST_PORT: Final = 65_535
_FAULT: Final = 2


def main(argv: Sequence[str]) -> int:
    """Run the server with these arguments; answers with the exit code."""
    given = _arguments().parse_args(argv)
    _start_log(given.log_level, given.log_file)
    garbage.stop()
    from aiblsp.server import connection
    from aiblsp.server.server import Server

    server = Server()
    server.session.forced_locale = given.locale if given.locale != "auto" else None
    try:
        if given.ws is not None:
            return connection.serve_websocket(server, *given.ws)
        if given.tcp is not None:
            return connection.serve_tcp(server, *given.tcp)
        return connection.serve_stdio(server)
    except SystemExit as end:
        return int(end.code or 0)
    except (BrokenPipeError, ConnectionError, KeyboardInterrupt):
        return 0
    except OSError as error:
        log.error("%s", error.strerror or error)
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
    languages = "language of explanations: en, zh-cn (default: the client's)"
    parser.add_argument("--locale", type=_locale, default="auto", help=languages)
    parser.add_argument("--log-file", metavar="FILE", help="write the log there, not to standard error")
    parser.add_argument("--log-level", choices=_LEVELS, default="warning", help="how much to log (default: warning)")
    return parser


def _locale(text: str) -> str:
    from aiblsp.server.preferences import is_language  # here, for it is seldom given

    if text != "auto" and not is_language(text):
        raise argparse.ArgumentTypeError(f"{text!r} is not one of auto, en, zh-cn")
    return text


def _address(text: str) -> tuple[str, int]:
    """Host and port; a port alone means this machine, for whoever connects may read its files."""
    host, _, port = text.rpartition(":")
    if not port.isdecimal() or int(port) > _LAST_PORT:
        raise argparse.ArgumentTypeError(f"{text!r} is not HOST:PORT")
    return host.strip("[]") or "127.0.0.1", int(port)
