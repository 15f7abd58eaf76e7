"""How a request about a text is answered: with the text that the client had when it asked, or that it has changed.

What a feature raises is logged and shown once; the request is answered with nothing, and the session goes on.
"""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any

from lsprotocol import types

from aiblsp.record import dataclass
from aiblsp.server.plans import uri_of
from aiblsp.server.protocol import RefusedError, StaleError
from aiblsp.server.work import linted, template_now, understood

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Iterable
    from typing import TypeAlias

    from aiblsp.diagnostic import Edit, Place
    from aiblsp.document import Document
    from aiblsp.server.buffers import Buffer
    from aiblsp.server.preferences import Preferences
    from aiblsp.server.server import Server
    from aiblsp.server.session import Session
    from aiblsp.text import Source

    Handler: TypeAlias = Callable[[Server, Any], Coroutine[Any, Any, Any]]


@dataclass(frozen=True)
class Asked:
    """A text that a request is about, as it was when it was asked."""

    server: Server
    session: Session
    buffer: Buffer
    document: Document

    @property
    def source(self) -> Source:
        return self.document.source

    @property
    def language(self) -> str:
        return self.session.language

    @property
    def preferences(self) -> Preferences:
        """The settings of the editor for the text."""
        return self.session.preferences_of(self.buffer.path)

    @property
    def naming(self) -> Document:
        """The document that the names in the text belong to: of a parameter file its template, where there is one."""
        if self.document.template.kind != "parameters":
            return self.document
        return template_now(self.server, self.buffer) or self.document

    def offset(self, position: types.Position) -> int:
        """The offset of a position in the text."""
        return self.session.converter.offset(self.source, position)

    def range(self, start: int, end: int) -> types.Range:
        """The range of a span of the text."""
        return self.session.converter.range(self.source, start, end)

    def location(self, place: Place) -> types.Location:
        """A place in the text or in one of its parameter files."""
        uri = uri_of(self.session, place.source, self.buffer)
        return types.Location(uri, self.session.converter.range(place.source, place.start, place.end))

    def edit(self, edits: Iterable[tuple[Source, Edit]]) -> types.WorkspaceEdit:
        """Edits of several texts, with their versions where the client can take them."""
        session = self.session
        by_source: dict[str, tuple[Source, list[Edit]]] = {}
        for source, edit in edits:
            by_source.setdefault(uri_of(session, source, self.buffer), (source, []))[1].append(edit)
        converted = {uri: session.converter.edits(source, each) for uri, (source, each) in by_source.items()}
        if not session.client.edits_documents:
            return types.WorkspaceEdit(changes=converted)
        changes: list[Any] = []
        for uri, each in converted.items():
            buffer = session.buffers.get(uri)
            identifier = types.OptionalVersionedTextDocumentIdentifier(uri, buffer.version if buffer else None)
            changes.append(types.TextDocumentEdit(identifier, each))
        return types.WorkspaceEdit(document_changes=changes)


def about_text(answer: Callable[[Asked, Any], Any]) -> Handler:
    """Make a handler of a function that answers about a text; one that is not open is answered with nothing."""
    return _handler(answer, findings=False)


def about_findings(answer: Callable[[Asked, Any], Any]) -> Handler:
    """The same for what needs the findings in the text too."""
    return _handler(answer, findings=True)


def _handler(answer: Callable[[Asked, Any], Any], *, findings: bool) -> Handler:
    @wraps(answer)
    async def handler(server: Server, params: Any) -> Any:
        buffer = server.session.buffers.get(params.text_document.uri)
        if buffer is None or not server.session.preferences_of(buffer.path).enable:
            return None
        try:
            document = await understood(server, buffer)
            if findings:
                await linted(server, buffer)
            return answer(Asked(server, server.session, buffer, document), params)
        except (StaleError, RefusedError):
            raise
        except Exception as error:
            server.failed(answer.__name__.replace("_", " "), error)
            return None

    return handler
