"""Which shell `sh` is on the Linux images of the marketplace. Source: the distributions' own documentation.

Debian and Ubuntu have dash, all other endorsed distributions bash.
"""

from __future__ import annotations

from typing import Final, Literal

_DASH: Final = frozenset({"canonical", "debian", "credativ"})
_BASH: Final = frozenset(
    {
        "redhat",
        "suse",
        "almalinux",
        "almalinuxos",
        "openlogic",
        "oracle",
        "microsoftcblmariner",
        "microsoftazurelinux",
        "resf",
        "ciq",
    }
)
_DASH_WORDS: Final = ("ubuntu", "debian")
_BASH_WORDS: Final = ("rhel", "centos", "sles", "alma", "rocky", "oracle-linux", "mariner", "azurelinux", "azure-linux")


def default_shell(publisher: str | None, offer: str | None, sku: str | None) -> Literal["dash", "bash"] | None:
    """What runs a script without a shebang; None where that cannot be told."""
    who, what = (publisher or "").lower(), f"{offer or ''} {sku or ''}".lower()
    dash = who in _DASH or any(word in what for word in _DASH_WORDS)
    bash = who in _BASH or any(word in what for word in _BASH_WORDS)
    if dash == bash:
        return None
    return "dash" if dash else "bash"
