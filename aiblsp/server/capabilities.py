"""What we offer to a client: only what it can take, and only what there is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol import types

if TYPE_CHECKING:
    from aiblsp.server.session import Session


def capabilities(session: Session) -> types.ServerCapabilities:
    """The capabilities to answer `initialize` with."""
    return types.ServerCapabilities(
        position_encoding=session.converter.encoding,
        text_document_sync=types.TextDocumentSyncOptions(
            open_close=True, change=types.TextDocumentSyncKind.Incremental, save=types.SaveOptions(include_text=False)
        ),
    )
