"""pygls' protocol, less its store of texts and its guess at what we can do; and an answer to every request.

pygls splits lines where the protocol does not, so texts are kept by `aiblsp.server.buffers` alone.
"""

from __future__ import annotations

import logging
from functools import partial
from typing import TYPE_CHECKING, Any, Final, TypeVar

from lsprotocol import types
from pygls.exceptions import JsonRpcException
from pygls.protocol import LanguageServerProtocol

from aiblsp.server.handlers import handler_of

if TYPE_CHECKING:
    from concurrent.futures import Future

    from aiblsp.server.wire import Inbox, Message

log = logging.getLogger(__name__)

_T = TypeVar("_T")

# Handled by pygls: what ends a session, and what it needs to answer to us.
_KEPT: Final = frozenset((types.EXIT, types.SHUTDOWN, types.SET_TRACE, types.WINDOW_WORK_DONE_PROGRESS_CANCEL))
_BEFORE: Final = frozenset((types.INITIALIZE, types.EXIT, types.CANCEL_REQUEST))


class StaleError(JsonRpcException):
    """The text changed while its answer was being worked out."""

    CODE = types.LSPErrorCodes.ContentModified
    MESSAGE = "The text has changed"


class RefusedError(JsonRpcException):
    """A request that cannot be done, and why: for the user, not a fault."""

    CODE = types.LSPErrorCodes.RequestFailed


class Protocol(LanguageServerProtocol):
    """One connection: what came in is handled, and what was asked is answered, whatever it was."""

    inbox: Inbox | None = None
    initialized = False

    def _register_builtin_features(self) -> None:
        super()._register_builtin_features()  # type: ignore[no-untyped-call]
        for method in [*self.fm.builtin_features]:
            if method not in _KEPT:
                del self.fm.builtin_features[method]

    def _send_handler_result(self, future: Future[Any], *, msg_id: str | int) -> None:
        """Answer a request; what we refuse on purpose is no reason for a trace in the log."""
        fault = None if future.cancelled() else future.exception()
        if isinstance(fault, StaleError | RefusedError):
            self._request_futures.pop(msg_id, None)
            self._send_response(msg_id, error=fault.to_response_error())
            return
        super()._send_handler_result(future, msg_id=msg_id)

    def plain(self, value: Any) -> Any:
        """A value of the protocol as what JSON can hold."""
        return self._converter.unstructure(value)

    def structured(self, value: Any, kind: type[_T]) -> _T:
        """The value of the protocol that plain JSON stands for. Raises RefusedError where it is none."""
        try:
            return self._converter.structure(value, kind)
        except Exception as error:
            raise RefusedError(f"This is no {kind.__name__}", types.ErrorCodes.InvalidParams) from error

    def receive(self, data: Message) -> None:
        """Handle one message as it was read."""
        method, number = data.get("method"), data.get("id")
        cancelled = self.inbox.cancelled if self.inbox is not None else set()
        if method is not None and number is not None:
            fault = self._refusal(method, number, cancelled)
            if fault is not None:
                cancelled.discard(number)
                self._send_response(number, error=fault)
                return
        elif method == types.CANCEL_REQUEST:
            params = data.get("params")
            cancelled.discard(params.get("id") if isinstance(params, dict) else None)
        elif method is not None and not self.initialized and method not in _BEFORE:
            log.warning("passed over %s, which came before initialize", method)
            return
        if method is not None:
            self._provide(method)
        try:
            message = self.structure_message({"jsonrpc": "2.0", **data})
            if isinstance(message, dict):
                raise JsonRpcException(message="no message", code=types.ErrorCodes.InvalidRequest)
        except JsonRpcException as error:
            log.warning("cannot understand %s", method or "an answer")
            if method is not None and number is not None:
                self._send_response(number, error=error.to_response_error())
            return
        self.handle_message(message)

    def _provide(self, method: str) -> None:
        if method not in self.fm.builtin_features:
            handler = handler_of(method)
            if handler is not None:
                self.fm.add_builtin_feature(method, partial(handler, self._server))

    def _refusal(self, method: str, number: Any, cancelled: set[str | int]) -> types.ResponseError | None:
        """Why a request is not even begun; None where it is."""
        if self._shutdown:
            return types.ResponseError(types.ErrorCodes.InvalidRequest, "The server is shutting down")
        if not self.initialized and method != types.INITIALIZE:
            return types.ResponseError(types.ErrorCodes.ServerNotInitialized, "The server was not initialized yet")
        if self.initialized and method == types.INITIALIZE:
            return types.ResponseError(types.ErrorCodes.InvalidRequest, "The server is initialized already")
        if number in cancelled:
            return types.ResponseError(types.LSPErrorCodes.RequestCancelled, "The request was cancelled")
        return None
