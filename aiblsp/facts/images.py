"""Marketplace images: what publisher, offer and SKU tell about the operating system, its generation and its plan.

Sources: the samples and quickstarts of the documentation, its list of endorsed distributions, and the guess that the
Azure CLI makes from "windows" in offer or SKU. None always means "cannot be told". Generations, architectures and the
long tail of publishers are domain knowledge. Names compare without case.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final, Literal

OsFamily = Literal["Windows", "Linux"]
Generation = Literal["V1", "V2"]
Architecture = Literal["x64", "Arm64"]
SecurityType = Literal["TrustedLaunch", "ConfidentialVM"]

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
_PLAN_PUBLISHERS: Final = _ROCKY_PUBLISHERS | {
    _CIS,
    "kinvolk",
    "cognosys",
    "tunnelbiz",
    "cloud-infrastructure-services",
    "bitnami",
    "bansirllc",
}
_WITHOUT_PLAN: Final = frozenset(
    {
        "microsoftwindowsserver",
        "microsoftwindowsdesktop",
        "microsoftvisualstudio",
        "microsoftsqlserver",
        "openlogic",
        "debian",
        "credativ",
    }
)

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


@lru_cache(maxsize=256)  # a dozen rules ask about the same few
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


@lru_cache(maxsize=256)
def generation(publisher: str | None, offer: str | None, sku: str | None) -> Generation | None:
    """The Hyper-V generation that offer and SKU name; None where they do not say. Fit for errors."""
    plan = (sku or "").lower()
    if "gen1" in plan:
        return "V1"
    if (
        "gen2" in plan
        or plan.endswith("g2")
        or plan.startswith("win11")
        or (offer or "").lower().startswith("windows-11")
    ):
        return "V2"
    dotted = plan[2:3] == "." and plan[:2].isdigit()
    return "V1" if dotted and (publisher or "").lower() == "canonical" else None


@lru_cache(maxsize=256)
def likely_generation(publisher: str | None, offer: str | None, sku: str | None) -> Generation | None:
    """The generation, also where only custom tells it (domain knowledge): fit for hints and warnings only."""
    told = generation(publisher, offer, sku)
    if told is not None or not sku:
        return told
    who, what, plan = (publisher or "").lower(), (offer or "").lower(), sku.lower()
    if architecture(publisher, offer, sku) == "Arm64" or security_type(offer, sku) is not None:
        return "V2"
    if who == "microsoftwindowsserver":
        second = "gensecond" in plan or plan.endswith("-gs") or "azure-edition" in plan
        return "V2" if second else "V1"
    if who == "microsoftwindowsdesktop":
        return "V1" if plan.startswith(("win10", "rs", "19h", "20h", "21h")) else None
    if who == "canonical":
        if what.startswith("ubuntu-2"):  # ubuntu-24_04-lts and later: `server`, with `server-gen1` beside it
            return "V2" if plan.startswith(("server", "minimal")) else None
        return "V1" if what.startswith("0001-com-ubuntu-server") and plan.endswith("lts") else None
    return None


@lru_cache(maxsize=256)
def architecture(publisher: str | None, offer: str | None, sku: str | None) -> Architecture | None:
    """The processor architecture; x64 only where publisher, offer and SKU are known and say nothing of Arm."""
    words = _words(offer, sku)
    if "arm64" in words or "arm" in words or "aarch64" in words or "arm64" in f"{offer or ''}{sku or ''}".lower():
        return "Arm64"
    who = (publisher or "").lower()
    known = who in _WINDOWS_PUBLISHERS or who in _LINUX_PUBLISHERS or who in _MIXED_PUBLISHERS
    return "x64" if known and offer and sku else None


@lru_cache(maxsize=256)
def security_type(offer: str | None, sku: str | None) -> SecurityType | None:
    """The security type that offer and SKU name (domain knowledge); None where they name none."""
    words = _words(offer, sku)
    if "cvm" in words or "confidential" in words:
        return "ConfidentialVM"
    return "TrustedLaunch" if "tvm" in words else None


@lru_cache(maxsize=256)
def needs_plan(publisher: str | None, offer: str | None, sku: str | None) -> bool | None:
    """Whether the image carries a purchase plan; None where we do not know."""
    who, what = (publisher or "").lower(), f"{offer or ''} {sku or ''}".lower()
    if who in _PLAN_PUBLISHERS:
        return True
    if who in ("redhat", "suse"):
        return "byos" in what if offer else None
    if who == "canonical":
        return False if offer and "-pro-" not in what and "ubuntu" in what else None
    return False if who in _WITHOUT_PLAN else None


@lru_cache(maxsize=256)
def disk_size(publisher: str | None, offer: str | None, sku: str | None) -> int | None:
    """The usual size of the operating system's disk in GB (domain knowledge); None where it is not known."""
    family = os_family(publisher, offer, sku)
    if family is None or sku is None or offer is None:
        return None
    plan = sku.lower()
    if family == "Windows":
        return 30 if "smalldisk" in plan else 127
    return 64 if (publisher or "").lower() == "redhat" and "lvm" in f"{offer} {plan}".lower() else 30


def gen2_sku(publisher: str | None, offer: str | None, sku: str | None) -> str | None:
    """The SKU of the same image in generation 2 (domain knowledge); None where we know of none."""
    if likely_generation(publisher, offer, sku) != "V1" or sku is None:
        return None
    who, plan = (publisher or "").lower(), sku.lower()
    if who == "microsoftwindowsserver":
        if plan.startswith("2022-"):
            return f"{sku}-g2"
        return f"{sku}-gensecond" if plan in ("2012-r2-datacenter", "2016-datacenter", "2019-datacenter") else None
    if who == "microsoftwindowsdesktop":
        return f"{sku}-g2" if plan.startswith("win10-2") else None
    if plan.endswith("-gen1"):
        stem = sku[: -len("-gen1")]
        return stem if who == "canonical" else f"{stem}-gen2"
    if who == "canonical":
        return f"{plan.replace('.', '_')}-gen2" if plan.endswith("-lts") else None
    return "gen2" if plan == "gen1" else None


def _words(*names: str | None) -> set[str]:
    return set(" ".join(name or "" for name in names).lower().replace("-", " ").replace("_", " ").split())
