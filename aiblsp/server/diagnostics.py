"""What the client shows: findings as it can take them, by file, and who said them. Works out no finding itself."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from lsprotocol import types
from pygls.uris import from_fs_path

from aiblsp.server.plans import uri_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from aiblsp.config import ConfigError
    from aiblsp.diagnostic import Diagnostic
    from aiblsp.server.buffers import Buffer
    from aiblsp.server.session import Session

SOURCE = "aiblsp"
_TAGS = {"unnecessary": types.DiagnosticTag.Unnecessary, "deprecated": types.DiagnosticTag.Deprecated}


class Board:
    """The diagnostics of each file, by who contributes them: two templates may share a parameter file."""

    def __init__(self) -> None:
        self._by_uri: dict[str, dict[str, list[types.Diagnostic]]] = {}
        self._ids: dict[str, int] = {}
        self._count = 0

    def contribute(self, owner: str, found: dict[str, list[types.Diagnostic]]) -> list[str]:
        """Take all that an owner has to say, in place of what it said before; answers with the URIs that changed."""
        changed = []
        for uri in dict.fromkeys((*found, *(uri for uri, owners in self._by_uri.items() if owner in owners))):
            owners = self._by_uri.setdefault(uri, {})
            before, after = owners.get(owner), found.get(uri)
            if before == after and uri != owner:
                continue
            if after is None:
                del owners[owner]
                if not owners:
                    del self._by_uri[uri]
            else:
                owners[owner] = after
            if before != after or uri not in self._ids:
                self._count += 1
                self._ids[uri] = self._count
            changed.append(uri)
        return changed

    def clear(self, uri: str) -> list[str]:
        """Take back what anybody said of a file that is no longer there; answers with the URIs that changed."""
        if self._by_uri.pop(uri, None) is None:
            return []
        self._count += 1
        self._ids[uri] = self._count
        return [uri]

    def of(self, uri: str) -> list[types.Diagnostic]:
        """All diagnostics of a file; one that two owners give is given once."""
        owners = list(self._by_uri.get(uri, {}).values())
        if len(owners) <= 1:
            return owners[0] if owners else []
        merged: list[types.Diagnostic] = []
        for found in owners:
            merged += [each for each in found if each not in merged]
        return merged

    def uris(self, owner: str | None = None) -> list[str]:
        """The files that anybody, or one owner, has something to say of."""
        return [uri for uri, owners in self._by_uri.items() if owner is None or owner in owners]

    def result_id(self, uri: str) -> str:
        """A word that changes with the diagnostics of the file."""
        return str(self._ids.get(uri, 0))


def by_uri(session: Session, buffer: Buffer, found: Iterable[Diagnostic]) -> dict[str, list[types.Diagnostic]]:
    """Findings as the client takes them, under the files that they are in; the text's own URI is always there."""
    result: dict[str, list[types.Diagnostic]] = {buffer.uri: []}
    for each in found:
        uri = uri_of(session, each.place.source, buffer)
        result.setdefault(uri, []).append(to_client(session, buffer, each))
    return result


def in_configuration(faults: Iterable[ConfigError]) -> dict[str, list[types.Diagnostic]]:
    """What is wrong with configuration files, under each file; none of what the editor's own settings say."""
    result: dict[str, list[types.Diagnostic]] = {}
    for fault in faults:
        uri = from_fs_path(fault.path) if os.path.isabs(fault.path) else None
        if uri is not None:
            line = max((fault.line or 1) - 1, 0)
            where = types.Range(types.Position(line, 0), types.Position(line + 1, 0))
            result[uri] = [
                types.Diagnostic(where, fault.message, severity=types.DiagnosticSeverity.Error, source=SOURCE)
            ]
    return result


def to_client(session: Session, buffer: Buffer, diagnostic: Diagnostic) -> types.Diagnostic:
    """A finding in the words of the protocol, less what the client did not declare."""
    client, place = session.client, diagnostic.place
    result = types.Diagnostic(
        range=session.converter.range(place.source, place.start, place.end),
        message=diagnostic.message,
        severity=types.DiagnosticSeverity(diagnostic.severity),
        code=diagnostic.rule,
        source=SOURCE,
    )
    if client.code_link and diagnostic.url:
        result.code_description = types.CodeDescription(diagnostic.url)
    if client.related and diagnostic.related:
        result.related_information = [
            types.DiagnosticRelatedInformation(
                types.Location(
                    uri_of(session, related.place.source, buffer),
                    session.converter.range(related.place.source, related.place.start, related.place.end),
                ),
                related.message,
            )
            for related in diagnostic.related
        ]
    tags = [_TAGS[tag] for tag in sorted(diagnostic.tags) if _TAGS.get(tag) in client.tags]
    if tags:
        result.tags = tags
    if client.data and diagnostic.fix is not None:
        data: dict[str, Any] = {"fix": diagnostic.fix.title, "safe": diagnostic.fix.safe}
        result.data = data
    return result
