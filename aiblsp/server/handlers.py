"""Who handles which message: the one table. A module is loaded when the first message for it comes.

So the client need not wait at start for what it may never ask; `warm_up` loads the rest when nothing else is to do.
"""

from __future__ import annotations

import asyncio
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

from lsprotocol import types

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

HANDLERS: Final[Mapping[str, str]] = {
    types.INITIALIZE: "lifecycle.initialize",
    types.INITIALIZED: "lifecycle.initialized",
    types.WORKSPACE_DID_CHANGE_CONFIGURATION: "lifecycle.did_change_configuration",
    types.WORKSPACE_DID_CHANGE_WORKSPACE_FOLDERS: "lifecycle.did_change_folders",
    types.WORKSPACE_DID_CHANGE_WATCHED_FILES: "files.did_change_watched_files",
    types.WORKSPACE_DID_DELETE_FILES: "files.did_delete_files",
    types.WORKSPACE_DID_RENAME_FILES: "files.did_rename_files",
    types.TEXT_DOCUMENT_DID_OPEN: "texts.did_open",
    types.TEXT_DOCUMENT_DID_CHANGE: "texts.did_change",
    types.TEXT_DOCUMENT_DID_SAVE: "texts.did_save",
    types.TEXT_DOCUMENT_DID_CLOSE: "texts.did_close",
    types.TEXT_DOCUMENT_DIAGNOSTIC: "workspace.document_diagnostic",
    types.WORKSPACE_DIAGNOSTIC: "workspace.workspace_diagnostic",
    types.WORKSPACE_SYMBOL: "workspace.workspace_symbol",
    types.WORKSPACE_EXECUTE_COMMAND: "commands.execute",
    types.TEXT_DOCUMENT_COMPLETION: "writing.completion",
    types.COMPLETION_ITEM_RESOLVE: "writing.resolve_completion",
    types.TEXT_DOCUMENT_PREPARE_RENAME: "writing.prepare_rename",
    types.TEXT_DOCUMENT_RENAME: "writing.rename",
    types.TEXT_DOCUMENT_CODE_ACTION: "writing.code_actions",
    types.TEXT_DOCUMENT_HOVER: "reading.hover",
    types.TEXT_DOCUMENT_SIGNATURE_HELP: "reading.signature_help",
    types.TEXT_DOCUMENT_DEFINITION: "reading.definition",
    types.TEXT_DOCUMENT_REFERENCES: "reading.references",
    types.TEXT_DOCUMENT_DOCUMENT_HIGHLIGHT: "reading.highlights",
    types.TEXT_DOCUMENT_DOCUMENT_SYMBOL: "reading.symbols",
    types.TEXT_DOCUMENT_FOLDING_RANGE: "reading.folding",
    types.TEXT_DOCUMENT_SELECTION_RANGE: "reading.selections",
    types.TEXT_DOCUMENT_DOCUMENT_LINK: "reading.links",
    types.TEXT_DOCUMENT_INLAY_HINT: "reading.hints",
    types.TEXT_DOCUMENT_CODE_LENS: "reading.lenses",
    types.TEXT_DOCUMENT_SEMANTIC_TOKENS_FULL: "reading.tokens",
    types.TEXT_DOCUMENT_SEMANTIC_TOKENS_RANGE: "reading.tokens_in_range",
}
FEATURES: Final = (
    *("completion", "hover", "signature", "actions", "navigation", "symbols", "folding", "selection"),
    *("links", "hints", "lenses", "tokens"),
)
_PAUSE: Final = 0.02  # seconds, so that a message that comes meanwhile need not wait


def handler_of(method: str) -> Callable[..., Any] | None:
    """The function that handles a message; None where nobody does."""
    name = HANDLERS.get(method)
    if name is None:
        return None
    module, _, function = name.partition(".")
    found: Callable[..., Any] = getattr(import_module(f"aiblsp.server.{module}"), function)
    return found


async def warm_up() -> None:
    """Load all that answers requests, bit by bit."""
    names = [f"aiblsp.server.{name.partition('.')[0]}" for name in HANDLERS.values()]
    for name in dict.fromkeys((*names, *(f"aiblsp.features.{feature}" for feature in FEATURES))):
        await asyncio.sleep(_PAUSE)
        import_module(name)
