"""Windows images of the marketplace: client or server, and which are Windows Server 2016. Judges nothing.

Sources: the publishers, offers and SKUs in the documentation's samples and quickstarts. None means "cannot be told".
"""

from __future__ import annotations

from typing import Final, Literal

_CLIENT_WORDS: Final = (
    "windows-10",
    "windows-11",
    "windows10",
    "windows11",
    "win10",
    "win11",
    "office-365",
    "windows-ent-cpc",
)
_SERVER_WORDS: Final = ("windowsserver", "windows-server", "-ws20", "ws20", "win20", "server-20", "sql20")


def windows_kind(publisher: str | None, offer: str | None, sku: str | None) -> Literal["client", "server"] | None:
    """Whether a marketplace image is a Windows client (multi-session ones too) or a Windows Server."""
    who = (publisher or "").lower()
    if who == "microsoftwindowsdesktop":
        return "client"
    if who == "microsoftwindowsserver":
        return "server"
    what = f"{offer or ''} {sku or ''}".lower()
    client = any(word in what for word in _CLIENT_WORDS)
    server = any(word in what for word in _SERVER_WORDS)
    if client == server:
        return None
    return "client" if client else "server"


def is_server_2016(publisher: str | None, offer: str | None, sku: str | None) -> bool:
    """Whether a marketplace image surely is Windows Server 2016."""
    if (publisher or "").lower() == "microsoftwindowsserver":
        return (sku or "").lower().startswith("2016")
    return "ws2016" in f"{offer or ''} {sku or ''}".lower()
