"""Virtual machine sizes: taking their names apart, what they boot, which are being retired, and the service's defaults.

Sources: the reference (defaults), the list of retired sizes, reports of failed builds (what does not boot generation
2). What else is said of generations and processors is domain knowledge, marked so: never for errors.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, Literal

from aiblsp.pattern import later
from aiblsp.record import dataclass

DEFAULT_GEN1: Final = "Standard_D1_v2"
DEFAULT_GEN2: Final = "Standard_D2ds_v4"
DEFAULT_PROXY: Final = "Standard_A1_v2"
RECOMMENDED_WINDOWS: Final = "Standard_D2s_v5"  # in place of the documented D2_v2, which is retired in 2028
LARGEST_OS_DISK: Final = 4095  # GiB; domain knowledge

_FORM: Final = later(r"(?i:standard|basic)_[A-Za-z]{1,12}[0-9]{1,6}[A-Za-z0-9_-]*")
_PARTS: Final = later(
    r"(standard|basic)_([a-z]{1,3}?)(s?)(\d{1,5})(?:-(\d{1,5}))?([a-z]{0,8})((?:_[a-z0-9]{1,8})*?)(?:_v(\d))?(_promo)?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class VmSize:
    """The parts of a size such as Standard_E4-2ads_v5.

    family    letters in front, upper case: E; what is written DS is D with the feature s
    vcpus     virtual processors that can be used: 2
    features  letters behind the number, lower case: ads
    version   5; 1 where none is written
    accelerator  such as T4 in Standard_NC4as_T4_v3, or empty
    """

    name: str
    tier: str
    family: str
    vcpus: int
    features: str
    version: int
    accelerator: str = ""
    constrained: bool = False

    @property
    def series(self) -> str:
        """The name of its series, such as Eadsv5 or Dv2."""
        return f"{self.family}{self.features}" + (f"v{self.version}" if self.version > 1 else "")

    @property
    def premium(self) -> bool:
        """Whether it takes premium disks: the letter s."""
        return "s" in self.features


@lru_cache(maxsize=256)  # a dozen rules ask about the same few
def looks_like_size(text: str) -> bool:
    """Whether a text has the form of a size, known or not. Azure compares sizes without case."""
    return _FORM.fullmatch(text) is not None


@lru_cache(maxsize=256)
def parse(text: str) -> VmSize | None:
    """The parts of a size; None for text of another form."""
    found = _PARTS.fullmatch(text)
    if found is None:
        return None
    tier, family, old_s, number, constrained, features, accelerator, version, _ = found.groups()
    family = family.upper()
    if old_s and (family not in ("D", "G", "L", "F") or old_s.islower()):
        family, old_s = family + old_s.upper(), ""
    return VmSize(
        text,
        tier.capitalize(),
        family,
        int(constrained or number),
        (features + old_s).lower(),
        int(version or 1),
        accelerator.strip("_").upper(),
        constrained is not None,
    )


@dataclass(frozen=True, slots=True)
class Boots:
    """Which generations of image a size boots; `certain` where a source says so, else domain knowledge."""

    gen1: bool
    gen2: bool
    certain: bool


def boots(size: VmSize) -> Boots | None:
    """What a size boots; None where we do not know."""
    family, version = size.family, size.version
    if architecture(size) == "Arm64":
        return Boots(gen1=False, gen2=True, certain=False)
    if family == "A":
        return Boots(gen1=True, gen2=False, certain=False)
    if family in ("D", "E") and version >= 6:
        return Boots(gen1=False, gen2=True, certain=True)
    if family == "D":
        old = version <= 3 and not size.premium
        return Boots(gen1=True, gen2=not (old or version == 1), certain=old and version > 1)
    if family == "E":
        return Boots(gen1=True, gen2=True, certain=False) if size.premium else None
    if family == "F":
        return Boots(gen1=True, gen2=size.premium, certain=False)
    if family in ("DC", "EC") or (family == "M" and version == 3) or (family == "ND" and version == 4):
        return Boots(gen1=False, gen2=True, certain=False)
    if family in ("NC", "NV") and version == 1:
        return Boots(gen1=True, gen2=False, certain=False)
    known = family in ("B", "L") or (family in ("NC", "NV") and version in (3, 4)) or (family == "G" and size.premium)
    return Boots(gen1=True, gen2=True, certain=False) if known else None


def architecture(size: VmSize) -> Literal["x64", "Arm64"]:
    """The processor: the letter p behind the number stands for Arm (domain knowledge)."""
    return "Arm64" if "p" in size.features else "x64"


def retirement(size: VmSize) -> str | None:
    """The day a size is retired, as an ISO date; None where none is announced."""
    family, version = size.family, size.version
    if family == "D" and version <= 2 and set(size.features) <= {"s", "i"}:
        return "2028-05-01"
    if family == "L" and version == 1:
        return "2028-05-01"
    if (family == "A" and version == 2) or (family == "L" and version == 2):
        return "2028-11-15"
    if family in ("B", "G") and version == 1:
        return "2028-11-15"
    if family == "F" and version <= 2:
        return "2028-11-15"
    if family == "NV" and version in (3, 4):
        return "2026-09-30"
    if family == "NC" and version == 3 and not size.accelerator:
        return "2025-09-30"
    isolated = family == "M" and size.vcpus == 192 and size.features.startswith("i") and version == 2
    return "2027-03-31" if isolated else None


def is_gpu(size: VmSize) -> bool:
    """Whether a size has a graphics processor: the N families, but for NP, which has gate arrays."""
    return size.family.startswith("N") and size.family != "NP"


def has_temporary_disk(size: VmSize) -> bool:
    """Whether a size has a local temporary disk: all did up to version 3, since then the letter d says so."""
    return "d" in size.features or size.version <= 3


def is_small(size: VmSize) -> bool:
    """Whether a size is too small for a Windows build: one processor, or the first A and B sizes."""
    return size.vcpus == 1 or (size.family == "A" and size.vcpus <= 2) or (size.family == "B" and size.vcpus < 2)


# Sizes that suit a build, with processors and memory in GiB: for completion (domain knowledge).
SUGGESTED: Final = (
    ("Standard_D2s_v5", 2, 8),
    ("Standard_D4s_v5", 4, 16),
    ("Standard_D8s_v5", 8, 32),
    ("Standard_D16s_v5", 16, 64),
    ("Standard_D2ds_v5", 2, 8),
    ("Standard_D4ds_v5", 4, 16),
    ("Standard_D8ds_v5", 8, 32),
    ("Standard_D2as_v5", 2, 8),
    ("Standard_D4as_v5", 4, 16),
    ("Standard_D8as_v5", 8, 32),
    ("Standard_D2ds_v4", 2, 8),
    ("Standard_D4ds_v4", 4, 16),
    ("Standard_D2s_v3", 2, 8),
    ("Standard_D4s_v3", 4, 16),
    ("Standard_E2s_v5", 2, 16),
    ("Standard_E4s_v5", 4, 32),
    ("Standard_E8s_v5", 8, 64),
    ("Standard_D2s_v6", 2, 8),
    ("Standard_D4s_v6", 4, 16),
    ("Standard_D2ps_v5", 2, 8),
    ("Standard_D4ps_v5", 4, 16),
    ("Standard_NC4as_T4_v3", 4, 28),
    ("Standard_D1_v2", 1, 3.5),
    ("Standard_D2_v2", 2, 7),
    ("Standard_A1_v2", 1, 2),
    ("Standard_A2_v2", 2, 4),
)
