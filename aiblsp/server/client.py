"""What the client can do, as it declared when it connected. Nothing that it did not declare is ever sent."""

from __future__ import annotations

from typing import Any

from lsprotocol import types

# Editors that have VS Code's JSON service in them, by the names that they connect with.
_VSCODE = ("visual studio code", "code - oss", "code-server", "vscodium", "cursor", "windsurf")
_EGLOT = ("eglot", "emacs")


class Client:
    """The abilities of a client; all off until it has connected."""

    def __init__(self, params: types.InitializeParams | None = None) -> None:
        capabilities = params.capabilities if params is not None else types.ClientCapabilities()
        text = capabilities.text_document or types.TextDocumentClientCapabilities()
        workspace = capabilities.workspace or types.WorkspaceClientCapabilities()
        window = capabilities.window or types.WindowClientCapabilities()
        options: Any = params.initialization_options if params is not None else None
        options = options if isinstance(options, dict) else {}
        name = params.client_info.name if params is not None and params.client_info is not None else ""

        self.name = name
        self.locale = params.locale or "en" if params is not None else "en"

        published = text.publish_diagnostics or types.PublishDiagnosticsClientCapabilities()
        pulled = text.diagnostic or types.DiagnosticClientCapabilities()
        self.related = bool(published.related_information or pulled.related_information)
        self.code_link = bool(published.code_description_support or pulled.code_description_support)
        self.tags = frozenset(published.tag_support.value_set if published.tag_support else ())
        self.versions = bool(published.version_support)
        self.data = bool(published.data_support or pulled.data_support)
        self.pulls = text.diagnostic is not None
        self.refreshes = bool(workspace.diagnostics and workspace.diagnostics.refresh_support)

        completion = text.completion.completion_item if text.completion else None
        self.snippets = bool(completion and completion.snippet_support)
        self.completion_format = _format(completion.documentation_format if completion else None)
        # Who knows that an edit can go on behind the cursor; Eglot does, and says nothing of it.
        self.replaces_words = bool(completion and completion.insert_replace_support) or name.lower() in _EGLOT
        self.deprecated_tag = bool(completion and completion.tag_support)
        self.preselect = bool(completion and completion.preselect_support)
        self.hover_format = _format(text.hover.content_format if text.hover else None)
        signature = text.signature_help.signature_information if text.signature_help else None
        self.signature_format = _format(signature.documentation_format if signature else None)
        self.hierarchical_symbols = bool(
            text.document_symbol and text.document_symbol.hierarchical_document_symbol_support
        )
        self.literal_actions = bool(text.code_action and text.code_action.code_action_literal_support)
        self.disabled_actions = bool(text.code_action and text.code_action.disabled_support)
        self.preferred_actions = bool(text.code_action and text.code_action.is_preferred_support)
        self.rename_prepare = bool(text.rename and text.rename.prepare_support)
        self.line_folding = bool(text.folding_range and text.folding_range.line_folding_only)
        self.link_tooltips = bool(text.document_link and text.document_link.tooltip_support)

        self.edits_documents = bool(workspace.workspace_edit and workspace.workspace_edit.document_changes)
        self.applies_edits = bool(workspace.apply_edit)
        self.configuration = bool(workspace.configuration)
        self.watches = bool(
            workspace.did_change_watched_files and workspace.did_change_watched_files.dynamic_registration
        )
        files = workspace.file_operations or types.FileOperationClientCapabilities()
        self.tells_deleted, self.tells_renamed = bool(files.did_delete), bool(files.did_rename)
        self.registers_configuration = bool(
            workspace.did_change_configuration and workspace.did_change_configuration.dynamic_registration
        )
        self.refreshes_hints = bool(workspace.inlay_hint and workspace.inlay_hint.refresh_support)
        self.refreshes_lenses = bool(workspace.code_lens and workspace.code_lens.refresh_support)
        self.refreshes_tokens = bool(workspace.semantic_tokens and workspace.semantic_tokens.refresh_support)
        self.has_tokens = text.semantic_tokens is not None
        self.has_hints = text.inlay_hint is not None
        self.has_selections = text.selection_range is not None
        self.progress = bool(window.work_done_progress)

        self.commands = frozenset(_words(options.get("clientCommands")))
        self.has_json_service = bool(options.get("jsonService", name.lower().startswith(_VSCODE)))


def _format(formats: Any) -> types.MarkupKind | None:
    """The richest kind of text that the client shows; None where it only knows plain strings."""
    wanted = (types.MarkupKind.Markdown, types.MarkupKind.PlainText)
    return next((kind for kind in wanted if kind in (formats or ())), None)


def _words(value: Any) -> list[str]:
    return [word for word in value if isinstance(word, str)] if isinstance(value, list) else []
