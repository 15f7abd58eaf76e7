"""What we offer to a client: only what it can take, and only what there is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lsprotocol import types

if TYPE_CHECKING:
    from aiblsp.server.session import Session

TRIGGERS: Final = ('"', ":", "'", "(", "[", ".")
ACTION_KINDS: Final = ("quickfix", "refactor.extract", "refactor.rewrite", "source.fixAll.aiblsp")
# Files that are ours or count for ours, and folders that may hold some.
FILES_AND_FOLDERS: Final = (
    types.FileOperationPattern("**/*.{json,jsonc,toml}", types.FileOperationPatternKind.File),
    types.FileOperationPattern("**/*", types.FileOperationPatternKind.Folder),
)
TOKEN_TYPES: Final = ("function", "parameter", "variable", "string", "number", "property")
TOKEN_MODIFIERS: Final = ("defaultLibrary",)
COMMANDS: Final = tuple(
    f"aiblsp.server.{name}"
    for name in (
        *("lintWorkspace", "fixAll", "applyEdit", "explainRule", "parameterFiles", "chooseParameterFile"),
        *("newTemplate", "debugInformation"),
    )
)


def capabilities(session: Session) -> types.ServerCapabilities:
    """The capabilities to answer `initialize` with. No formatting: the editor's own is enough for JSON."""
    client = session.client
    offered = types.ServerCapabilities(
        position_encoding=session.converter.encoding,
        text_document_sync=types.TextDocumentSyncOptions(
            open_close=True, change=types.TextDocumentSyncKind.Incremental, save=types.SaveOptions(include_text=False)
        ),
        completion_provider=types.CompletionOptions(trigger_characters=TRIGGERS, resolve_provider=True),
        hover_provider=True,
        signature_help_provider=types.SignatureHelpOptions(trigger_characters=["(", ","], retrigger_characters=[","]),
        definition_provider=True,
        references_provider=True,
        document_highlight_provider=True,
        document_symbol_provider=True,
        workspace_symbol_provider=True,
        folding_range_provider=True,
        document_link_provider=types.DocumentLinkOptions(resolve_provider=False),
        code_lens_provider=types.CodeLensOptions(resolve_provider=False),
        rename_provider=types.RenameOptions(prepare_provider=True) if client.rename_prepare else True,
        code_action_provider=types.CodeActionOptions(ACTION_KINDS) if client.literal_actions else True,
        execute_command_provider=types.ExecuteCommandOptions([*COMMANDS], work_done_progress=client.progress),
        workspace=types.WorkspaceOptions(
            types.WorkspaceFoldersServerCapabilities(True, True), _file_operations(session)
        ),
    )
    if client.has_selections:
        offered.selection_range_provider = True
    if client.has_hints:
        offered.inlay_hint_provider = True
    if client.has_tokens:
        legend = types.SemanticTokensLegend(TOKEN_TYPES, TOKEN_MODIFIERS)
        offered.semantic_tokens_provider = types.SemanticTokensOptions(legend, range=True, full=True)
    if client.pulls:
        offered.diagnostic_provider = types.DiagnosticOptions(
            inter_file_dependencies=True, workspace_diagnostics=bool(session.folders), identifier="aiblsp"
        )
    return offered


def _file_operations(session: Session) -> types.FileOperationOptions | None:
    """Which doings of the user in the file tree we want to hear of, among those that the client tells."""
    client = session.client
    if not (client.tells_deleted or client.tells_renamed):
        return None
    filters = [types.FileOperationFilter(pattern, scheme="file") for pattern in FILES_AND_FOLDERS]
    wanted = types.FileOperationRegistrationOptions(filters)
    return types.FileOperationOptions(
        did_delete=wanted if client.tells_deleted else None, did_rename=wanted if client.tells_renamed else None
    )
