"""Until when systems of marketplace images get updates: vendors' dates, domain knowledge, never for errors."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from aiblsp.record import dataclass


@dataclass(frozen=True, slots=True)
class EndOfLife:
    """An operating system and the last day of its standard support, as an ISO date."""

    product: str
    date: str


_UBUNTU: Final = {"14.04": "2021-04-30", "16.04": "2021-04-30", "18.04": "2023-05-31", "20.04": "2025-05-31"}
_CODE_NAMES: Final = {"trusty": "14.04", "xenial": "16.04", "bionic": "18.04", "focal": "20.04"}
_CENTOS: Final = {"6": "2020-11-30", "7": "2024-06-30", "8": "2021-12-31"}
_RHEL: Final = {"6": "2020-11-30", "7": "2024-06-30"}
_DEBIAN: Final = {"8": "2020-06-30", "9": "2022-06-30", "10": "2024-06-30"}
_WINDOWS_SERVER: Final = {
    "2008-r2": ("2008 R2", "2020-01-14"),
    "2012-r2": ("2012 R2", "2023-10-10"),
    "2012": ("2012", "2023-10-10"),
    "2016": ("2016", "2027-01-12"),
}
_WINDOWS: Final = (
    ("win7", "windows-7", "7", "2020-01-14"),
    ("win81", "windows-8", "8.1", "2023-01-10"),
    ("win10", "windows-10", "10", "2025-10-14"),
)


@lru_cache(maxsize=256)
def end_of_life(publisher: str | None, offer: str | None, sku: str | None) -> EndOfLife | None:
    """When support for an image ends or ended; None for what lasts, or where the names do not tell."""
    who, what, plan = (publisher or "").lower(), (offer or "").lower(), (sku or "").lower()
    if who == "canonical":
        return _ubuntu(what, plan)
    if who == "openlogic" and "centos" in what:
        return _numbered("CentOS", plan, _CENTOS)
    if who == "redhat" and what.startswith("rhel"):
        return _numbered("RHEL", re.sub(r"^(?:rhel[-_]?)?(?:lvm|raw)?", "", plan), _RHEL)
    if who in ("debian", "credativ") and "debian" in what:
        return _numbered("Debian", what.removeprefix("debian").lstrip("-") or plan, _DEBIAN)
    if who == "suse":
        return EndOfLife("SLES 12 SP4", "2020-06-30") if what.startswith("sles") and "12-sp4" in what else None
    if who == "microsoftwindowsserver":
        return _windows_server(plan)
    if who == "microsoftwindowsdesktop" and "lts" not in plan:  # long-term servicing lives longer
        return _windows(what, plan)
    return EndOfLife("CoreOS", "2020-05-26") if who == "coreos" else None


def _ubuntu(offer: str, sku: str) -> EndOfLife | None:
    found = re.search(r"(?<!\d)(\d\d)[._](\d\d)(?!\d)", f"{sku} {offer}")
    version = f"{found[1]}.{found[2]}" if found else None
    version = version or next((number for name, number in _CODE_NAMES.items() if name in offer), None)
    date = _UBUNTU.get(version or "")
    return EndOfLife(f"Ubuntu {version}", date) if date is not None else None


def _numbered(product: str, text: str, dates: dict[str, str]) -> EndOfLife | None:
    """By the major version that a text starts with; 78 is 7.8, but 10 is 10."""
    found = re.match(r"\d+", text)
    if found is None:
        return None
    number = found.group()
    major = number if number in dates else number[0] if len(number) == 2 and number[0] in "6789" else number
    date = dates.get(major)
    return EndOfLife(f"{product} {major}", date) if date is not None else None


def _windows_server(sku: str) -> EndOfLife | None:
    for start, (version, date) in _WINDOWS_SERVER.items():
        if sku.startswith(start):
            return EndOfLife(f"Windows Server {version}", date)
    return None


def _windows(offer: str, sku: str) -> EndOfLife | None:
    for start, name, version, date in _WINDOWS:
        if sku.startswith(start) or (offer.startswith(name) and not sku.startswith("win")):
            return EndOfLife(f"Windows {version}", date)
    return None
