"""Marketplace images: what publisher, offer and SKU tell about the operating system, its generation and its plan.

Sources: the samples and quickstarts of the documentation, its list of endorsed distributions, and the guess that the
Azure CLI makes from "windows" in offer or SKU. None always means "cannot be told". Generations, architectures and the
long tail of publishers are domain knowledge. Names compare without case.
"""

from __future__ import annotations

from typing import Final, Literal

OsFamily = Literal["Windows", "Linux"]
Generation = Literal["V1", "V2"]
Architecture = Literal["x64", "Arm64"]

_WINDOWS_PUBLISHERS: Final = frozenset(
    {
        "microsoftwindowsserver",
        "microsoftwindowsdesktop",
        "microsoftwindowsserverhpcpack",
        "microsoftsharepoint",
        "microsoftdynamicsax",
        "microsoftbiztalkserver",
    }
)
_ROCKY_PUBLISHERS: Final = frozenset(
    {
        "resf",
        "erockyenterprisesoftwarefoundationinc1653071250513",
        "ciq",
        "procomputers",
        "ntegralinc1586961136942",
    }
)
_LINUX_PUBLISHERS: Final = (
    frozenset(
        {
            "canonical",
            "redhat",
            "suse",
            "debian",
            "credativ",
            "almalinux",
            "almalinuxos",
            "openlogic",
            "oracle",
            "microsoftcblmariner",
            "microsoftazurelinux",
            "kinvolk",
            "coreos",
        }
    )
    | _ROCKY_PUBLISHERS
)
_MIXED_PUBLISHERS: Final = frozenset({"microsoftvisualstudio", "microsoftsqlserver", "microsoft-dsvm"})
_CIS: Final = "center-for-internet-security-inc"

_WINDOWS_WORDS: Final = ("windows", "win10", "win11", "win20", "win2k")
_LINUX_WORDS: Final = (
    "ubuntu",
    "rhel",
    "centos",
    "debian",
    "sles",
    "suse",
    "almalinux",
    "rocky",
    "oracle-linux",
    "mariner",
    "azurelinux",
    "azure-linux",
    "flatcar",
    "freebsd",
    "linux",
)


def os_family(publisher: str | None, offer: str | None, sku: str | None) -> OsFamily | None:
    """Windows or Linux from the three names of a marketplace image (None for those that are unknown)."""
    who = (publisher or "").lower()
    what = f"{offer or ''} {sku or ''}".lower()
    hint = _from_words(what)
    if who in _WINDOWS_PUBLISHERS or who.startswith("microsoftrserver"):
        return None if hint == "Linux" else "Windows"
    if who in _LINUX_PUBLISHERS:
        return None if hint == "Windows" else "Linux"
    if who == "microsoftvisualstudio":
        return hint or ("Windows" if offer and sku else None)
    if who == "microsoftsqlserver":
        return "Windows" if hint is None and "-ws20" in what else hint
    if who == "microsoft-dsvm":
        return "Windows" if hint is None and "dsvm-win" in what else hint
    if who == _CIS:
        if "win" in what:
            return "Windows"
        return "Linux" if offer and sku else hint
    return hint


def _from_words(what: str) -> OsFamily | None:
    """What the words in offer and SKU say; None where they say nothing, or both."""
    windows = any(word in what for word in _WINDOWS_WORDS)
    linux = any(word in what for word in _LINUX_WORDS) or what.startswith("alma")
    if windows == linux:
        return None
    return "Windows" if windows else "Linux"
