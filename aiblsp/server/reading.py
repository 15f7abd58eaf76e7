"""Requests that read a text: hover, signature help, where names are, what is in it, and what is drawn into it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from lsprotocol import types

from aiblsp.server.asking import Asked, about_text
from aiblsp.server.capabilities import TOKEN_MODIFIERS, TOKEN_TYPES
from aiblsp.server.convert import documentation, markup
from aiblsp.server.plans import template_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from aiblsp.features.symbols import Symbol
    from aiblsp.features.tokens import Token

SYMBOL_KINDS: Final = {kind.name.lower(): kind for kind in types.SymbolKind}


@about_text
def hover(asked: Asked, params: types.HoverParams) -> types.Hover | None:
    """What is known of the thing at a place."""
    from aiblsp.features import hover as feature_hover

    template = template_of(asked.session, asked.buffer) if asked.document.template.kind == "parameters" else None
    offset = asked.offset(params.position)
    found = feature_hover.hover(asked.document, offset, language=asked.language, template=template)
    if found is None:
        return None
    return types.Hover(
        # A bare string in a hover is Markdown to the protocol, so plain text is never sent as one.
        markup(found.markdown, found.plain, asked.session.client.hover_format or types.MarkupKind.PlainText),
        asked.range(found.start, found.end),
    )


@about_text
def definition(asked: Asked, params: types.DefinitionParams) -> list[types.Location]:
    """Where a name is declared."""
    from aiblsp.features import navigation

    places = navigation.definition(asked.naming, asked.offset(params.position), asked.source)
    return [asked.location(place) for place in places]


@about_text
def references(asked: Asked, params: types.ReferenceParams) -> list[types.Location]:
    """Where a name is used."""
    from aiblsp.features import navigation

    declared = params.context.include_declaration
    places = navigation.references(asked.naming, asked.offset(params.position), declared, asked.source)
    return [asked.location(place) for place in places]


@about_text
def highlights(asked: Asked, params: types.DocumentHighlightParams) -> list[types.DocumentHighlight]:
    """Where the name at a place stands in the text."""
    from aiblsp.features import navigation

    found = navigation.highlights(asked.document, asked.offset(params.position))
    kinds = {True: types.DocumentHighlightKind.Write, False: types.DocumentHighlightKind.Read}
    return [types.DocumentHighlight(asked.range(each.start, each.end), kinds[each.write]) for each in found]


@about_text
def symbols(asked: Asked, params: types.DocumentSymbolParams) -> list[Any]:
    """The outline, as a tree where the client knows trees."""
    from aiblsp.features.symbols import symbols as outline

    found = outline(asked.document)
    if asked.session.client.hierarchical_symbols:
        return [_symbol(asked, each) for each in found]
    return list(flat_symbols(asked, found))


def _symbol(asked: Asked, symbol: Symbol) -> types.DocumentSymbol:
    return types.DocumentSymbol(
        name=symbol.name,
        kind=SYMBOL_KINDS[symbol.kind],
        range=asked.range(symbol.start, symbol.end),
        selection_range=asked.range(symbol.name_start, symbol.name_end),
        detail=symbol.detail or None,
        children=[_symbol(asked, child) for child in symbol.children],
    )


def flat_symbols(asked: Asked, symbols: Iterable[Symbol]) -> Iterable[types.SymbolInformation]:
    """Symbols for clients that know no tree, each with the name of the one it is in."""
    stack: list[tuple[Symbol, str | None]] = [(symbol, None) for symbol in reversed(list(symbols))]
    while stack:
        symbol, container = stack.pop()
        yield types.SymbolInformation(
            location=types.Location(asked.buffer.uri, asked.range(symbol.start, symbol.end)),
            name=symbol.name,
            kind=SYMBOL_KINDS[symbol.kind],
            container_name=container,
        )
        stack += [(child, symbol.name) for child in reversed(symbol.children)]


@about_text
def folding(asked: Asked, params: types.FoldingRangeParams) -> list[types.FoldingRange]:
    """What can be folded away, by lines."""
    from aiblsp.features.folding import folds

    kinds = {"comment": types.FoldingRangeKind.Comment}
    found = folds(asked.document)
    return [types.FoldingRange(each.start_line, each.end_line, kind=kinds.get(each.kind)) for each in found]


@about_text
def selections(asked: Asked, params: types.SelectionRangeParams) -> list[types.SelectionRange]:
    return [_selection(asked, position) for position in params.positions]


def _selection(asked: Asked, position: types.Position) -> types.SelectionRange:
    """The ranges around a position, each in the next; there is one for each position that was asked about."""
    from aiblsp.features.selection import selections as spans_at

    result: types.SelectionRange | None = None
    offset = asked.offset(position)
    for start, end in reversed(spans_at(asked.document, offset)):
        result = types.SelectionRange(asked.range(start, end), parent=result)
    return result or types.SelectionRange(asked.range(offset, offset))


@about_text
def links(asked: Asked, params: types.DocumentLinkParams) -> list[types.DocumentLink]:
    """The addresses that the user may open."""
    from aiblsp.features.links import links as all_links

    tooltips = asked.session.client.link_tooltips
    return [
        types.DocumentLink(asked.range(each.start, each.end), each.url, each.tooltip if tooltips else None)
        for each in all_links(asked.document)
    ]


@about_text
def hints(asked: Asked, params: types.InlayHintParams) -> list[types.InlayHint]:
    """What is shown between the words of the text, as far as the user wants it."""
    from aiblsp.features.hints import hints as all_hints

    start, end = asked.session.converter.span(asked.source, params.range)
    return [
        types.InlayHint(
            asked.session.converter.position(asked.source, each.offset),
            each.label,
            tooltip=each.tooltip or None,
            padding_left=True,
        )
        for each in all_hints(asked.document, start, end, asked.preferences.hints)
    ]


@about_text
def lenses(asked: Asked, params: types.CodeLensParams) -> list[types.CodeLens]:
    """The lines above image templates. Their command is the client's where it has one."""
    from aiblsp.features.lenses import lenses as all_lenses

    if not asked.preferences.code_lens:
        return []
    commands = asked.session.client.commands
    result = []
    for each in all_lenses(asked.document, asked.language):
        command = each.command or ""
        arguments: list[Any] = list(each.arguments or ())
        if command == "aiblsp.chooseParameterFile":
            arguments = [asked.buffer.uri]
            command = command if command in commands else "aiblsp.server.chooseParameterFile"
        result.append(
            types.CodeLens(asked.range(each.start, each.end), types.Command(each.title, command, arguments=arguments))
        )
    return result


@about_text
def tokens(asked: Asked, params: types.SemanticTokensParams) -> types.SemanticTokens:
    """The parts of expressions."""
    from aiblsp.features import tokens as feature_tokens

    return types.SemanticTokens(_encoded(asked, feature_tokens.tokens(asked.document)))


@about_text
def tokens_in_range(asked: Asked, params: types.SemanticTokensRangeParams) -> types.SemanticTokens:
    """The parts of the expressions that are on the screen."""
    from aiblsp.features import tokens as feature_tokens

    start, end = asked.session.converter.span(asked.source, params.range)
    return types.SemanticTokens(_encoded(asked, feature_tokens.tokens(asked.document, start, end)))


def _encoded(asked: Asked, tokens: Sequence[Token]) -> list[int]:
    """Tokens as the protocol packs them, each told from the one before; what spans lines is left out."""
    data: list[int] = []
    line = column = 0
    for token in tokens:
        where = asked.range(token.start, token.end)
        if where.start.line != where.end.line:
            continue
        if where.start.line != line:
            line, step, column = where.start.line, where.start.line - line, 0
        else:
            step = 0
        modifiers = sum(1 << TOKEN_MODIFIERS.index(name) for name in token.modifiers)
        length = where.end.character - where.start.character
        data += (step, where.start.character - column, length, TOKEN_TYPES.index(token.type), modifiers)
        column = where.start.character
    return data


@about_text
def signature_help(asked: Asked, params: types.SignatureHelpParams) -> types.SignatureHelp | None:
    """The function around a place, and which of its parameters is being written."""
    from aiblsp.features.signature import signature

    found = signature(asked.document, asked.offset(params.position))
    if found is None:
        return None
    kind = asked.session.client.signature_format
    return types.SignatureHelp(
        [
            types.SignatureInformation(
                found.label,
                documentation=documentation(found.markdown, found.plain, kind) if found.plain else None,
                parameters=[types.ParameterInformation(label) for label in found.parameters],
            )
        ],
        active_signature=0,
        active_parameter=found.active,
    )
