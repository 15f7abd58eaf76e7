"""Requests that end in edits: completion, rename, code actions. Each edit is worked out by a feature."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from lsprotocol import types

from aiblsp.record import replace
from aiblsp.server.asking import Asked, about_findings, about_text
from aiblsp.server.convert import documentation
from aiblsp.server.diagnostics import to_client
from aiblsp.server.plans import template_of
from aiblsp.server.protocol import RefusedError

if TYPE_CHECKING:
    from aiblsp.diagnostic import Diagnostic
    from aiblsp.features.action import Action
    from aiblsp.features.completion import Completion
    from aiblsp.server.server import Server

COMPLETION_KINDS: Final = {
    "property": types.CompletionItemKind.Property,
    "value": types.CompletionItemKind.Value,
    "enum": types.CompletionItemKind.EnumMember,
    "function": types.CompletionItemKind.Function,
    "variable": types.CompletionItemKind.Variable,
    "parameter": types.CompletionItemKind.Variable,
    "snippet": types.CompletionItemKind.Snippet,
    "class": types.CompletionItemKind.Class,
    "text": types.CompletionItemKind.Text,
}


@about_text
def completion(asked: Asked, params: types.CompletionParams) -> types.CompletionList:
    """Complete at a place. Each item replaces the whole word, quotes included, where the client knows what that is."""
    from aiblsp.features.completion import complete
    from aiblsp.features.narrow import narrowed

    offset = asked.offset(params.position)
    template = template_of(asked.session, asked.buffer) if asked.document.template.kind == "parameters" else None
    found = complete(
        *(asked.document, offset),
        snippets=asked.session.client.snippets,
        language=asked.language,
        template=template,
    )
    if not asked.session.client.replaces_words:
        found = [narrowed(each, asked.source, offset) for each in found]
    return types.CompletionList(is_incomplete=False, items=[_item(asked, each) for each in found])


def _item(asked: Asked, item: Completion) -> types.CompletionItem:
    client = asked.session.client
    result = types.CompletionItem(
        label=item.label,
        kind=COMPLETION_KINDS[item.kind],
        detail=item.detail or None,
        sort_text=item.sort or None,
        filter_text=item.filter if item.filter != item.label else None,
        text_edit=types.TextEdit(asked.range(item.start, item.end), item.insert),
    )
    if item.snippet:
        result.insert_text_format = types.InsertTextFormat.Snippet
    if item.documentation:
        result.documentation = documentation(item.documentation, item.documentation, client.completion_format)
    elif item.key:
        result.data = item.key
    if item.edits:
        result.additional_text_edits = asked.session.converter.edits(asked.source, item.edits)
    if item.preselect and client.preselect:
        result.preselect = True
    if item.deprecated and client.deprecated_tag:
        result.tags = [types.CompletionItemTag.Deprecated]
    return result


def resolve_completion(server: Server, item: types.CompletionItem) -> types.CompletionItem:
    """Bring the documentation of an item that was sent without it."""
    from aiblsp.features.completion import resolve

    if not isinstance(item.data, str) or item.documentation is not None:
        return item
    kind = server.session.client.completion_format
    try:
        text = resolve(item.data, server.session.language, plain=kind != types.MarkupKind.Markdown)
    except Exception as error:
        server.failed("completion", error)
        return item
    if text:
        item.documentation = documentation(text, text, kind)
    return item


@about_text
def prepare_rename(asked: Asked, params: types.PrepareRenameParams) -> types.PrepareRenamePlaceholder | None:
    """What would be renamed at a place; None where nothing can be."""
    from aiblsp.features import navigation

    found = navigation.prepare_rename(asked.naming, asked.offset(params.position), asked.source)
    if found is None:
        return None
    start, end, name = found
    return types.PrepareRenamePlaceholder(asked.range(start, end), name)


@about_text
def rename(asked: Asked, params: types.RenameParams) -> types.WorkspaceEdit | None:
    """Rename all that is meant by the name at a place. A name that cannot be is refused in words."""
    from aiblsp.features import navigation

    try:
        edits = navigation.rename(asked.naming, asked.offset(params.position), params.new_name, asked.source)
    except ValueError as error:
        raise RefusedError(str(error)) from error
    return asked.edit(edits) if edits else None


@about_findings
def code_actions(asked: Asked, params: types.CodeActionParams) -> list[types.CodeAction | types.Command]:
    """What can be done at a place. All fixes at once, which takes longest, only where they are asked for."""
    from aiblsp.features.action import FIX_ALL
    from aiblsp.features.actions import actions

    only = params.context.only
    kinds = [str(getattr(kind, "value", kind)) for kind in only] if only is not None else None
    start, end = asked.session.converter.span(asked.source, params.range)
    everything = _findings(asked)
    here = [each for each in everything if each.place.start <= end and each.place.end >= start]
    found = actions(asked.document, start, end, here, kinds=kinds, everything=everything)
    made = [_action(asked, each) for each in found if each.kind != FIX_ALL]
    if any(each.kind == FIX_ALL for each in found):
        from aiblsp.server.mending import mended

        edits = mended(asked.session, asked.buffer, asked.document)
        made += [_action(asked, replace(each, edits=edits)) for each in found if each.kind == FIX_ALL]
    return [each for each in made if each is not None]


def _findings(asked: Asked) -> list[Diagnostic]:
    """The findings in this text, those of the template that it gives parameters to included."""
    found = []
    for buffer in asked.session.buffers:
        found += [each for each in buffer.found if each.place.source is asked.source]
    return found


def _action(asked: Asked, action: Action) -> types.CodeAction | types.Command | None:
    client = asked.session.client
    if action.disabled and not client.disabled_actions:
        return None
    edit = asked.edit(list(action.edits))
    if not client.literal_actions:
        if not client.applies_edits:
            return None
        return types.Command(action.title, "aiblsp.server.applyEdit", arguments=[_plain(asked, edit)])
    result = types.CodeAction(action.title, action.kind, edit=edit)
    if action.diagnostics:
        result.diagnostics = [to_client(asked.session, asked.buffer, each) for each in action.diagnostics]
    if action.preferred and client.preferred_actions:
        result.is_preferred = True
    if action.disabled:
        result.disabled, result.edit = types.CodeActionDisabled(action.disabled), None
    return result


def _plain(asked: Asked, edit: types.WorkspaceEdit) -> Any:
    return asked.server.protocol.plain(edit)
