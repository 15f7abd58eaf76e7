"""Takes secrets out of what is printed, whatever the finding is about; what a fix writes into a file stays as it is."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, Final

from aiblsp.diagnostic import Related
from aiblsp.facts.access import credentials, find_addresses, shared_access
from aiblsp.facts.secrets import SIGNS, find_secrets
from aiblsp.record import replace
from aiblsp.report.model import Checked

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from aiblsp.diagnostic import Diagnostic, Fix, Place

_ESCAPE: Final = r"\\(?:u([0-9a-fA-F]{4})|(.))"
_CONTROLS: Final = {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f"}
_WORD: Final = r"[^\s`\"']+"
# Addresses have theirs before an `@` or in a query; behind an escape may be any sign.
_SUSPECT: Final = (*SIGNS, "@", "code=", "\\u")
_LONG: Final = 5
# Part of one is one too: a message may have shortened the address around it.
_SIGNATURE: Final = r"(?i)(?<=[?&]sig=)[^&\"'\s`]+"


def veiled(file: Checked) -> Checked:
    """The file with its secrets masked in all messages; a fix whose edits hold one comes without its edits."""
    sources = {id(place.source): place.source for each in file.diagnostics for place in _places(each)}
    if not any(_may_hold(source.text) for source in sources.values()):
        return file
    known = frozenset(word for source in sources.values() for word in _words(source.text))
    return Checked(file.path, tuple(_veiled(diagnostic, known) for diagnostic in file.diagnostics), file.images)


def _places(diagnostic: Diagnostic) -> Iterator[Place]:
    yield diagnostic.place
    for related in diagnostic.related:
        yield related.place


def _may_hold(text: str) -> bool:
    """A cheap first look at a whole file: most have no secret, also none that is put together from parts."""
    lowered = text.lower()
    return any(sign in lowered for sign in _SUSPECT)


def secret_spans(text: str, more: Iterable[tuple[int, int]] = ()) -> list[tuple[int, int]]:
    """Where secrets stand in a text, as it is written or with its JSON escapes read; `more` are known ones.

    Sorted, and none overlaps another. Takes time in proportion to the text.
    """
    found = [*more, *_spans(text)]
    if "\\" in text:
        found += _escaped(text)
    merged: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _words(text: str) -> Iterator[str]:
    """What gives a secret of the text away where it stands alone: the whole of it, or a long word of several."""
    for start, end in secret_spans(text):
        secret = text[start:end]
        yield from (word for word in re.findall(_WORD, secret) if len(word) > _LONG or len(word) == len(secret))


def _veiled(diagnostic: Diagnostic, known: frozenset[str]) -> Diagnostic:
    message = _masked(diagnostic.message, known)
    related = tuple(Related(each.place, _masked(each.message, known)) for each in diagnostic.related)
    fix = _told(diagnostic.fix, known) if diagnostic.fix is not None else None
    if message == diagnostic.message and related == diagnostic.related and fix == diagnostic.fix:
        return diagnostic
    return replace(diagnostic, message=message, related=related, fix=fix)


def _told(fix: Fix, known: frozenset[str]) -> Fix:
    held = any(_holds(edit.text, known) for edit in fix.edits)
    return replace(fix, title=_masked(fix.title, known), edits=() if held else fix.edits)


def _holds(text: str, known: frozenset[str]) -> bool:
    return bool(text) and (any(word in known for word in re.findall(_WORD, text)) or bool(secret_spans(text)))


def _masked(text: str, known: frozenset[str]) -> str:
    if known:
        text = re.sub(_WORD, lambda word: "*" * len(word[0]) if word[0] in known else word[0], text)
    for start, end in secret_spans(text):
        text = text[:start] + re.sub("[^`]", "*", text[start:end]) + text[end:]  # messages quote with backticks
    return text


def _spans(text: str) -> Iterator[tuple[int, int]]:
    yield from ((secret.start, secret.end) for secret in find_secrets(text))
    if "sig=" in text:
        yield from (signature.span() for signature in re.finditer(_SIGNATURE, text))
    for address in find_addresses(text):
        access = shared_access(address.text)
        if access is not None:
            yield address.start + access.start, address.start + access.end
        given = credentials(address.text)
        if given is not None:
            yield address.start + given[0], address.start + given[1]


def _escaped(text: str) -> Iterator[tuple[int, int]]:
    """What is a secret only once the escapes of JSON are read, as offsets of the text as it is written."""
    pieces: list[str] = []
    read: list[int] = []  # how many characters were read after each escape, and where that is in the text
    written: list[int] = []
    done = count = 0
    for escape in re.finditer(_ESCAPE, text):
        char = chr(int(escape[1], 16)) if escape[1] else _CONTROLS.get(escape[2], escape[2])
        pieces += (text[done : escape.start()], char)
        count += escape.start() - done + 1
        done = escape.end()
        read.append(count)
        written.append(done)

    def offset(index: int) -> int:
        at = bisect_right(read, index) - 1
        return index if at < 0 else written[at] + index - read[at]

    for start, end in _spans("".join((*pieces, text[done:]))):
        yield offset(start), offset(end)
