"""The server of one connection: its session, what it shows, and what it says when something of ours went wrong."""

from __future__ import annotations

import logging
import traceback
from functools import cached_property
from typing import TYPE_CHECKING

from lsprotocol import types
from pygls.lsp.server import LanguageServer

from aiblsp import __version__
from aiblsp.server.protocol import Protocol
from aiblsp.server.session import Session

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pygls.server import ServerErrors

    from aiblsp.server.buffers import Buffer
    from aiblsp.server.diagnostics import Board
    from aiblsp.server.wire import Message

log = logging.getLogger(__name__)


class Server(LanguageServer):
    """pygls' server with a session of ours."""

    protocol: Protocol

    def __init__(self) -> None:
        super().__init__("aiblsp", __version__, protocol_cls=Protocol)
        self.session = Session()
        self.heard = 0  # messages
        self._told: set[str] = set()
        self._pushed: set[str] = set()  # files of which the client was told something that it still shows

    @cached_property
    def board(self) -> Board:
        """What the client is shown."""
        from aiblsp.server.diagnostics import Board  # here, for the client waits until we have started

        return Board()

    def receive(self, message: Message) -> None:
        """Handle one message as it was read. Nothing that it makes raise ends the session, but the order to exit."""
        self.heard += 1
        try:
            if self.protocol.receive(message):
                lost = f"A message of the editor was not understood and is lost: {message.get('method')}"
                self.tell(f"{lost}. If findings are in the wrong place, open the file again")
        except BrokenPipeError:
            raise
        except Exception as error:
            self.failed(str(message.get("method")), error)

    def idle(self) -> None:
        """No message waits: look at what changed. Nothing that raises ends the session."""
        if not self.session.buffers:
            return
        from aiblsp.server.work import catch_up  # here too

        try:
            catch_up(self)
        except BrokenPipeError:
            raise
        except Exception as error:
            self.failed("diagnostics", error)

    def show(self, buffer: Buffer) -> None:
        """Show the findings of a text, wherever they are."""
        from aiblsp.server.diagnostics import by_uri

        self.changed(self.board.contribute(buffer.uri, by_uri(self.session, buffer, buffer.found)))
        self._show_faults()

    def _show_faults(self) -> None:
        """Show what is wrong with configuration files: in the file, and once as a message; of the editor's only so."""
        from aiblsp.server.diagnostics import in_configuration

        faults = self.session.faults.values()
        self.changed(self.board.contribute("configuration", in_configuration(faults)))
        for fault in faults:
            self.tell(f"The configuration is not used. {fault}", types.MessageType.Warning)
        for sentence in sorted(self.session.wrong):
            self.tell(f"Settings of the editor: {sentence}", types.MessageType.Warning)

    def hide(self, uri: str) -> None:
        """Take back all that was said because of a text."""
        self.changed(self.board.contribute(uri, {}))

    def changed(self, uris: list[str]) -> None:
        """Send the diagnostics of these files, unless the client comes for them.

        Whoever pulls would show what is pushed a second time. A text that is open is pulled by a client that declared
        it; one that is not, by a client that has asked for it or for the whole workspace.
        """
        for uri in uris:
            if not self._is_pulled(uri):
                self._push(uri, self.board.of(uri))

    def take_back(self, uris: Iterable[str]) -> None:
        """Take back what was pushed of these files if the client comes for it from now on."""
        for uri in [*uris]:
            if uri in self._pushed and self._is_pulled(uri):
                self._push(uri, [])

    def take_back_all(self) -> None:
        """The same for all files."""
        self.take_back(self._pushed)

    def _is_pulled(self, uri: str) -> bool:
        session = self.session
        if not session.client.pulls:
            return False
        return session.pulled or uri in session.fetched or session.buffers.get(uri) is not None

    def _push(self, uri: str, found: list[types.Diagnostic]) -> None:
        buffer = self.session.buffers.get(uri)
        version = buffer.version if buffer is not None and self.session.client.versions else None
        (self._pushed.add if found else self._pushed.discard)(uri)
        self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, found, version=version))

    def refresh(self) -> None:
        """Have the client ask again for what it asked for before: what it depends on has changed."""
        client = self.session.client
        if client.pulls and client.refreshes:
            self.workspace_diagnostic_refresh(None)
        if client.refreshes_hints:
            self.workspace_inlay_hint_refresh(None)
        if client.refreshes_lenses:
            self.workspace_code_lens_refresh(None)
        if client.refreshes_tokens:
            self.workspace_semantic_tokens_refresh(None)

    def failed(self, what: str, error: BaseException) -> None:
        """Log an exception of ours; the user is told once of each kind, and the session goes on."""
        trace = "".join(traceback.format_exception(error))
        log.error("%s failed\n%s", what, trace)
        place = error.__traceback__
        while place is not None and place.tb_next is not None:
            place = place.tb_next
        where = f"{place.tb_frame.f_globals.get('__name__')}:{place.tb_lineno}" if place is not None else ""
        self.tell(f"{what} failed: {type(error).__name__} at {where}. This is a bug in aiblsp; see its log")

    def tell(self, message: str, kind: types.MessageType = types.MessageType.Error) -> None:
        """Show the user a message, unless it was shown before or none are wanted."""
        if message in self._told or self.session.preferences.show_notifications == "off":
            return
        self._told.add(message)
        self.window_show_message(types.ShowMessageParams(kind, message))

    def report_server_error(self, error: Exception, source: ServerErrors) -> None:
        """Called by pygls where something raised in its hands; a request has its answer already."""
        log.error("%s: %s", source.__name__, error)
