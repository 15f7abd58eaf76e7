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
from pygls.protocol.json_rpc import JsonRPCResponseMessage

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

    def _send_response(
        self, msg_id: str | int, result: Any | None = None, error: types.ResponseError | None = None
    ) -> None:
        """Answer a request. What cannot be written raises here, where the caller makes an error of it.

        pygls would only log it, and the client would wait for ever.
        """
        if error is None:
            kind = self._result_types.pop(msg_id, JsonRPCResponseMessage)
            self._send_data(self.plain(kind(id=msg_id, result=result, jsonrpc=self.VERSION)))
            return
        super()._send_response(msg_id, error=error)

    def plain(self, value: Any) -> Any:
        """A value of the protocol as what JSON can hold."""
        return self._converter.unstructure(value)

    def structured(self, value: Any, kind: type[_T]) -> _T:
        """The value of the protocol that plain JSON stands for. Raises RefusedError where it is none."""
        try:
            return self._converter.structure(value, kind)
        except Exception as error:
            raise RefusedError(f"This is no {kind.__name__}", types.ErrorCodes.InvalidParams) from error

    def receive(self, data: Message) -> bool:
        """Handle one message as it was read; True where it is lost, which the user must be told."""
        method, number = data.get("method"), data.get("id")
        cancelled = self.inbox.cancelled if self.inbox is not None else set()
        if method is not None and number is not None:
            fault = self._refusal(method, number, cancelled)
            if fault is not None:
                cancelled.discard(number)
                self._send_response(number, error=fault)
                return False
        elif method == types.CANCEL_REQUEST:
            params = data.get("params")
            cancelled.discard(params.get("id") if isinstance(params, dict) else None)
        elif method is not None and not self.initialized and method not in _BEFORE:
            log.warning("passed over %s, which came before initialize", method)
            return False
        if method == types.TEXT_DOCUMENT_DID_CHANGE:
            _drop_null_ranges(data)
        try:
            message = self.structure_message({"jsonrpc": "2.0", **data})
            if isinstance(message, dict):
                raise JsonRpcException(message="no message", code=types.ErrorCodes.InvalidRequest)
        except JsonRpcException as error:
            log.warning("cannot understand %s", method or "an answer")
            if method is not None and number is not None:
                self._send_response(number, error=error.to_response_error())
            return number is None and method is not None and self._is_known(method)
        if method is not None:
            self._is_known(method)
        self.handle_message(message)
        return False

    def _is_known(self, method: str) -> bool:
        """Whether somebody handles such messages, who is ready for it from now on."""
        if method in self.fm.builtin_features:
            return True
        handler = handler_of(method)
        if handler is None:
            return False
        self.fm.add_builtin_feature(method, partial(handler, self._server))
        return True

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
        if not self._is_known(method):  # pygls would look at its parameters first
            return types.ResponseError(types.ErrorCodes.MethodNotFound, f"There is no method {method}")
        return None


def _drop_null_ranges(data: Message) -> None:
    """A change without a range is of the whole text; some clients write such a range as null."""
    params = data.get("params")
    changes = params.get("contentChanges") if isinstance(params, dict) else None
    for each in changes if isinstance(changes, list) else ():
        if isinstance(each, dict) and each.get("range", ...) is None:
            del each["range"]
