"""Addresses of scripts and files: their parts, and what is known of the hosts in them. Fetches nothing.

Sources: RFC 3986 for the parts; the documentation of GitHub, GitLab, Azure DevOps, Bitbucket and Azure Storage for the
forms of their addresses; RFC 1918, 3927 and 6762 for hosts that the Internet cannot reach.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from aiblsp.pattern import later
from aiblsp.record import dataclass

_SCHEME: Final = later(r"[A-Za-z][A-Za-z0-9+.-]*(?=:)")
_URI: Final = later(r"([A-Za-z][A-Za-z0-9+.-]+)://([^/?#]*)([^?#]*)(?:\?([^#]*))?(?:#(.*))?", re.DOTALL)
_STORAGE_SUFFIXES: Final = ("core.windows.net", "core.usgovcloudapi.net", "core.chinacloudapi.cn", "storage.azure.net")
_STORAGE_SERVICES: Final = ("blob", "file", "dfs")
# What the guest agent talks to: https://learn.microsoft.com/azure/virtual-network/what-is-ip-address-168-63-129-16
_WIRE_SERVER: Final = [168, 63, 129, 16]
_PRIVATE_SUFFIXES: Final = (".local", ".localdomain", ".internal", ".lan", ".intranet", ".corp", ".home", ".home.arpa")


@dataclass(frozen=True, slots=True)
class Uri:
    """An absolute address with a host. Texts are as written, but for scheme and host in lower case.

    `host` is without port and brackets; `user` is what stands before an `@`; `path` starts with a slash or is empty;
    `query` and `fragment` are without their signs, and None where the sign is not there.
    """

    scheme: str
    host: str
    path: str
    query: str | None = None
    fragment: str | None = None
    user: str | None = None
    port: str | None = None

    @property
    def file_name(self) -> str:
        """What follows the last slash of the path."""
        return self.path.rpartition("/")[2]

    @property
    def extension(self) -> str:
        """The ending of the file name, in lower case with its dot; `.tar.gz` counts as one. Empty without."""
        return extension(self.file_name)

    @property
    def segments(self) -> tuple[str, ...]:
        """The parts of the path between slashes, without empty ones."""
        return tuple([part for part in self.path.split("/") if part])


def scheme(text: str) -> str | None:
    """The scheme in lower case; None for a relative address. A drive letter is no scheme."""
    found = _SCHEME.match(text)
    return found.group().lower() if found is not None and len(found.group()) > 1 else None


@lru_cache(maxsize=256)  # a dozen rules ask about the same few
def split(text: str) -> Uri | None:
    """The parts of an address; None where it has no scheme or no host."""
    found = _URI.match(text)
    if found is None:
        return None
    name, authority, path, query, fragment = found.groups()
    before, at, place = authority.rpartition("@")
    host, port = _host_and_port(place)
    return Uri(name.lower(), host.lower(), path, query, fragment, before if at else None, port) if host else None


def _host_and_port(place: str) -> tuple[str, str | None]:
    if place.startswith("["):
        host, _, rest = place[1:].partition("]")
        return host, rest[1:] if rest.startswith(":") else None
    host, colon, port = place.partition(":")
    return host, port if colon else None


def extension(file_name: str) -> str:
    """The ending of a file name, in lower case with its dot; `.tar.gz` and the like count as one."""
    stem, dot, last = file_name.lower().rpartition(".")
    if not dot or not stem:
        return ""
    return f".tar.{last}" if stem.endswith(".tar") else f".{last}"


def storage_account(host: str) -> str | None:
    """The Azure Storage account that a host belongs to, or None for any other host."""
    account, _, rest = host.partition(".")
    service, _, suffix = rest.partition(".")
    if service.startswith("z") and service[1:].isdigit():  # accounts with a DNS zone of their own
        service, _, suffix = suffix.partition(".")
    return account if service in _STORAGE_SERVICES and suffix in _STORAGE_SUFFIXES else None


def is_loopback(host: str) -> bool:
    """Whether a host is the asking machine itself."""
    return host in ("localhost", "::1") or host.endswith(".localhost") or host.startswith("127.")


def private_host(host: str) -> str | None:
    """Why the Internet cannot reach a host, as the end of a sentence; None for a host that it may reach."""
    if is_loopback(host):
        return "is the downloading machine itself"
    numbers = host.split(".")
    if len(numbers) == 4 and all(part.isdigit() and len(part) < 4 for part in numbers):
        return _private_address([int(part) for part in numbers])
    if ":" in host:
        return "is a private address" if host.startswith(("fc", "fd", "fe8", "fe9", "fea", "feb")) else None
    if host.endswith(_PRIVATE_SUFFIXES):
        return "is a name of a private network"
    return None if "." in host else "is a name without a domain"


def _private_address(numbers: list[int]) -> str | None:
    first, second = numbers[:2]
    if first == 169 and second == 254:
        return "is a link-local address"
    if numbers == _WIRE_SERVER:
        return "is an address of the host that only its virtual machines see"
    private = first == 10 or (first == 172 and 16 <= second < 32) or (first == 192 and second == 168)
    return "is a private address" if private else None


@dataclass(frozen=True, slots=True)
class WebPage:
    """An address that answers with a page about a file: whose page it is, and where the file itself is (or None)."""

    site: str
    raw: str | None
    folder: bool = False


def web_page(uri: Uri) -> WebPage | None:
    """What page of a source code host an address shows; None where it gives the file, or is not known."""
    host, parts, query = uri.host, uri.segments, (uri.query or "").lower()
    if host in ("github.com", "www.github.com"):
        if len(parts) < 4 or parts[2] not in ("blob", "tree") or query in ("raw=true", "raw=1", "raw"):
            return None
        raw = f"https://raw.githubusercontent.com/{parts[0]}/{parts[1]}/{'/'.join(parts[3:])}"
        folder = parts[2] == "tree"
        return WebPage("GitHub", None if folder or len(parts) < 5 else raw, folder)
    if host == "gist.github.com":
        return WebPage("GitHub", f"{_base(uri)}{uri.path.rstrip('/')}/raw") if len(parts) == 2 else None
    if "/-/blob/" in uri.path or "/-/tree/" in uri.path:
        folder = "/-/tree/" in uri.path
        raw = f"{_base(uri)}{uri.path.replace('/-/blob/', '/-/raw/', 1)}"
        return WebPage("GitLab", None if folder else raw, folder)
    if host == "bitbucket.org" and len(parts) > 3 and parts[2] == "src":
        return WebPage("Bitbucket", f"{_base(uri)}/{'/'.join((*parts[:2], 'raw', *parts[3:]))}")
    if (host == "dev.azure.com" or host.endswith(".visualstudio.com")) and "_git" in parts:
        return WebPage("Azure DevOps", None)
    return None


def _base(uri: Uri) -> str:
    return f"{uri.scheme}://{uri.host}" + (f":{uri.port}" if uri.port is not None else "")
