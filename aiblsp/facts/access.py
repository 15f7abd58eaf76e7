"""What an address gives away or leaves open: access tokens, credentials, references that move, addresses within text.

Sources: the parameters of shared access signatures in the Azure Storage documentation; the documentation of GitHub for
raw files, branches and commits.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from aiblsp.facts.uris import split
from aiblsp.pattern import later
from aiblsp.record import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator

_TOKEN_NAMES: Final = frozenset(
    {"token", "access_token", "private_token", "api_key", "apikey", "code", "key", "secret"}
)
_SAS_NAMES: Final = frozenset({"sv", "se", "sp"})
_BRANCHES: Final = frozenset({"main", "master", "develop", "dev", "trunk", "head"})
_LATEST: Final = frozenset({"latest", "nightly", "snapshot"})
_COMMIT: Final = later(r"[0-9a-fA-F]{7,40}\Z")
_ADDRESS: Final = r"(?i)(?<![a-z0-9+.-])(?:https?|ftp)://[^\s\"'<>|`^\\\x00-\x1f\ue000\ue001]+"
_CLOSING: Final = {")": "(", "]": "[", "}": "{"}


@dataclass(frozen=True, slots=True)
class QueryValue:
    """A parameter of an address's query, as written, and where its value stands in the address."""

    name: str
    value: str
    start: int
    end: int


def query(address: str) -> tuple[QueryValue, ...]:
    """The parameters of an address in order; one without an equals sign has an empty value."""
    mark = address.find("?")
    if mark < 0:
        return ()
    stop = address.find("#", mark)
    text = address[: stop if stop >= 0 else len(address)]
    found = []
    at = mark + 1
    for piece in text[at:].split("&"):
        name, equals, value = piece.partition("=")
        start = at + len(name) + len(equals)
        if piece:
            found.append(QueryValue(name, value, start, start + len(value)))
        at += len(piece) + 1
    return tuple(found)


@dataclass(frozen=True, slots=True)
class SharedAccess:
    """A shared access signature in an address: where the signature and the whole query stand, and until when it holds.

    `expiry` is what `se` says, decoded: an ISO date or time; None where it says nothing.
    """

    start: int
    end: int
    query_start: int
    query_end: int
    expiry: str | None


def shared_access(address: str) -> SharedAccess | None:
    """The shared access signature of an address: a `sig` together with `sv`, `se` or `sp`. None without one."""
    if "sig=" not in address.lower():
        return None
    values = {value.name.lower(): value for value in query(address)}
    signature = values.get("sig")
    if signature is None or not signature.value or not _SAS_NAMES & values.keys():
        return None
    expires = values.get("se")
    expiry = expires.value.replace("%3A", ":").replace("%3a", ":") if expires is not None else None
    stop = address.find("#")
    return SharedAccess(
        signature.start,
        signature.end,
        address.find("?"),
        stop if stop >= 0 else len(address),
        expiry if expiry and re.match(r"\d{4}-\d{2}-\d{2}", expiry) else None,
    )


def credentials(address: str) -> tuple[int, int] | None:
    """Where an address holds a password before its `@`, or a token in its query; None without one, or with a variable.

    A shared access signature is not meant: see `shared_access`.
    """
    parts = split(address)
    if parts is None:
        return None
    if parts.user is not None and ":" in parts.user:
        start = address.index("//") + 2 + parts.user.index(":") + 1
        end = address.index("//") + 2 + len(parts.user)
        if end > start and not _is_variable(address[start:end]):
            return start, end
    for value in query(address):
        if value.name.lower() in _TOKEN_NAMES and len(value.value) > 7 and not _is_variable(value.value):
            return value.start, value.end
    return None


def _is_variable(text: str) -> bool:
    return text[:1] in "$%<{[" and text[:3] != "%20"


@dataclass(frozen=True, slots=True)
class Reference:
    """The branch, or the word for the newest version, that an address follows; where it stands in the address."""

    name: str
    start: int
    end: int


def mutable_reference(address: str) -> Reference | None:
    """What an address follows that others can move: a branch of a repository, or a newest release.

    Tags and commits stay where they are; a name that may be either counts as a tag. None for any other address.
    """
    parts = split(address)
    if parts is None:
        return None
    names = parts.segments
    if parts.host == "raw.githubusercontent.com" and len(names) > 3:
        return _branch(address, names, 2)
    if parts.host in ("github.com", "www.github.com") and len(names) > 4:
        if names[2] == "releases" and names[3] == "latest":
            return _placed(address, names, 3)
        if names[2] in ("raw", "blob"):
            return _branch(address, names, 3)
        if names[2] == "archive":
            return _branch(address, names, 3)
    at = next((index for index, name in enumerate(names) if name.lower() in _LATEST), None)
    return None if at is None else _placed(address, names, at)


def _branch(address: str, names: tuple[str, ...], at: int) -> Reference | None:
    if names[at] == "refs" and len(names) > at + 2:
        if names[at + 1] != "heads":
            return None
        return _placed(address, names, at + 2)
    name = names[at].removesuffix(".zip").removesuffix(".tar.gz")
    if _COMMIT.match(name) or name.lower() not in _BRANCHES:
        return None
    return _placed(address, names, at)


def _placed(address: str, names: tuple[str, ...], at: int) -> Reference:
    end = address.index("//") + 2
    for name in names[: at + 1]:
        end = address.index(f"/{name}", end) + 1 + len(name)
    return Reference(names[at], end - len(names[at]), end)


@dataclass(frozen=True, slots=True)
class Address:
    """An address within a text, and where it stands there."""

    text: str
    start: int
    end: int


def find_addresses(text: str) -> Iterator[Address]:
    """The http, https and ftp addresses in a text, without signs that close a sentence or a bracket around them."""
    if "://" not in text:
        return
    for found in re.finditer(_ADDRESS, text):
        address = found.group()
        end = len(address)
        surplus = {close: address.count(close) - address.count(opening) for close, opening in _CLOSING.items()}
        while end and (address[end - 1] in ".,;:!?*" or surplus.get(address[end - 1], 0) > 0):
            end -= 1
            if address[end] in surplus:
                surplus[address[end]] -= 1
        yield Address(address[:end], found.start(), found.start() + end)
