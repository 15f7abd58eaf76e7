"""Azure regions: which offer Image Builder, how they are written, which are previews or have availability zones.

Sources: the region lists of image-builder-json and image-builder-overview, and the translated reference of 2021. The
regions without Image Builder and the zones are domain knowledge: fit for warnings, never for errors. The Chinese names
of regions that the translated reference does not have are informal.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final, Literal

from aiblsp.facts.names import short
from aiblsp.facts.nearest import distance
from aiblsp.facts.nearest import nearest as _nearest
from aiblsp.record import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable

Cloud = Literal["public", "usgov", "china"]


@dataclass(frozen=True, slots=True)
class Region:
    """One Azure region.

    name       as templates should write it: lower case, no blanks
    display    the English name in the documentation
    chinese    Chinese names, the documented one first
    supported  whether image templates can live there
    in_seed    whether the reference of 2021 already listed it
    feature    the preview feature that a subscription must register, or None
    zones      whether it has availability zones (domain knowledge)
    """

    name: str
    display: str
    chinese: tuple[str, ...] = ()
    supported: bool = False
    in_seed: bool = False
    feature: str | None = None
    zones: bool = False

    @property
    def cloud(self) -> Cloud:
        """The Azure cloud that the region belongs to."""
        if self.name.startswith(("usgov", "usdod")):
            return "usgov"
        return "china" if self.name.startswith("china") else "public"


# Name, English name, Chinese name, whether the reference of 2021 has it, whether it has zones (domain knowledge).
_SUPPORTED: Final = (
    ("eastus", "East US", "美国东部", True, True),
    ("eastus2", "East US 2", "美国东部 2", True, True),
    ("westcentralus", "West Central US", "美国中西部", True, False),
    ("westus", "West US", "美国西部", True, False),
    ("westus2", "West US 2", "美国西部 2", True, True),
    ("westus3", "West US 3", "美国西部 3", False, True),
    ("southcentralus", "South Central US", "美国中南部", True, True),
    ("northeurope", "North Europe", "北欧", True, True),
    ("westeurope", "West Europe", "西欧", True, True),
    ("southeastasia", "Southeast Asia", "东南亚", True, True),
    ("australiasoutheast", "Australia Southeast", "澳大利亚东南部", True, False),
    ("australiaeast", "Australia East", "澳大利亚东部", True, True),
    ("uksouth", "UK South", "英国南部", True, True),
    ("ukwest", "UK West", "英国西部", True, False),
    ("brazilsouth", "Brazil South", "巴西南部", False, True),
    ("canadacentral", "Canada Central", "加拿大中部", False, True),
    ("centralindia", "Central India", "印度中部", False, True),
    ("centralus", "Central US", "美国中部", False, True),
    ("francecentral", "France Central", "法国中部", False, True),
    ("germanywestcentral", "Germany West Central", "德国中西部", False, True),
    ("japaneast", "Japan East", "日本东部", False, True),
    ("northcentralus", "North Central US", "美国中北部", False, False),
    ("norwayeast", "Norway East", "挪威东部", False, True),
    ("switzerlandnorth", "Switzerland North", "瑞士北部", False, True),
    ("jioindiawest", "Jio India West", "Jio 印度西部", False, False),
    ("uaenorth", "UAE North", "阿联酋北部", False, True),
    ("eastasia", "East Asia", "东亚", False, True),
    ("koreacentral", "Korea Central", "韩国中部", False, True),
    ("southafricanorth", "South Africa North", "南非北部", False, True),
    ("qatarcentral", "Qatar Central", "卡塔尔中部", False, True),
    ("usgovarizona", "US Gov Arizona", "US Gov 亚利桑那州", False, False),
    ("usgovvirginia", "US Gov Virginia", "US Gov 弗吉尼亚州", False, True),
    ("chinanorth3", "China North 3", "中国北部 3", False, True),
    ("swedencentral", "Sweden Central", "瑞典中部", False, True),
    ("polandcentral", "Poland Central", "波兰中部", False, True),
    ("italynorth", "Italy North", "意大利北部", False, True),
    ("israelcentral", "Israel Central", "以色列中部", False, True),
    ("newzealandnorth", "New Zealand North", "新西兰北部", False, True),
    ("taiwannorthwest", "Taiwan Northwest", "台湾西北部", False, False),
)

# Regions without Image Builder: images can be distributed there. Name, English name, zones (domain knowledge).
_OTHER: Final = (
    ("australiacentral", "Australia Central", False),
    ("australiacentral2", "Australia Central 2", False),
    ("austriaeast", "Austria East", True),
    ("belgiumcentral", "Belgium Central", True),
    ("brazilsoutheast", "Brazil Southeast", False),
    ("canadaeast", "Canada East", False),
    ("centraluseuap", "Central US EUAP", False),
    ("chilecentral", "Chile Central", True),
    ("chinaeast", "China East", False),
    ("chinaeast2", "China East 2", False),
    ("chinaeast3", "China East 3", False),
    ("chinanorth", "China North", False),
    ("chinanorth2", "China North 2", False),
    ("denmarkeast", "Denmark East", False),
    ("eastus2euap", "East US 2 EUAP", False),
    ("francesouth", "France South", False),
    ("germanynorth", "Germany North", False),
    ("indiasouthcentral", "India South Central", False),
    ("indonesiacentral", "Indonesia Central", True),
    ("japanwest", "Japan West", True),
    ("jioindiacentral", "Jio India Central", False),
    ("koreasouth", "Korea South", False),
    ("malaysiawest", "Malaysia West", True),
    ("mexicocentral", "Mexico Central", True),
    ("norwaywest", "Norway West", False),
    ("southafricawest", "South Africa West", False),
    ("southindia", "South India", False),
    ("spaincentral", "Spain Central", True),
    ("swedensouth", "Sweden South", False),
    ("switzerlandwest", "Switzerland West", False),
    ("taiwannorth", "Taiwan North", False),
    ("uaecentral", "UAE Central", False),
    ("usdodcentral", "US DoD Central", False),
    ("usdodeast", "US DoD East", False),
    ("usgoviowa", "US Gov Iowa", False),
    ("usgovtexas", "US Gov Texas", False),
    ("westindia", "West India", False),
)

_FEATURES: Final = {
    "usgovarizona": "FairfaxPublicPreview",
    "usgovvirginia": "FairfaxPublicPreview",
    "chinanorth3": "MooncakePublicPreview",
}
_ALIASES: Final = {"usgovva": "usgovvirginia", "usgovaz": "usgovarizona"}

REGIONS: Final = {
    name: Region(name, display, (chinese,), True, in_seed, _FEATURES.get(name), zones)
    for name, display, chinese, in_seed, zones in _SUPPORTED
} | {name: Region(name, display, zones=zones) for name, display, zones in _OTHER}
"""All known regions by name, those with Image Builder first."""

SUPPORTED: Final = tuple(name for name, *_ in _SUPPORTED)
"""Names of the regions that offer Image Builder, in the order of the documentation."""


def normalise(text: str) -> str:
    """A region's name as Azure compares it: lower case, without blanks, hyphens and underscores."""
    return "".join(text.lower().replace("-", "").replace("_", "").split())


_CALL: Final = r"\[?\s*[A-Za-z_][\w.]{0,60}\("
_LOCALISED: Final = {normalise(name): region.name for region in REGIONS.values() for name in region.chinese}


@lru_cache(maxsize=256)  # a dozen rules ask about the same few
def find(text: str) -> Region | None:
    """The region that a canonical, display, Chinese or short name means; None where it means none we know."""
    wanted = normalise(text)
    return REGIONS.get(_ALIASES.get(wanted) or _LOCALISED.get(wanted) or wanted)


@lru_cache(maxsize=256)
def spelling(text: str) -> Literal["canonical", "display", "localised", "alias"] | None:
    """How `text` names a region: as it should, by its display name (or casing), translated, or by a nickname.

    Azure accepts the first two only. None where it names no region.
    """
    if text in REGIONS:
        return "canonical"
    wanted = normalise(text)
    if wanted in REGIONS:
        return "display"
    if wanted in _LOCALISED:
        return "localised"
    return "alias" if wanted in _ALIASES else None


def nearest(text: str) -> str | None:
    """The name of the region most like `text`, for "did you mean"; None where none is near. A region itself is none."""
    found = find(text)
    return found.name if found is not None else _nearest(normalise(text), REGIONS)


@dataclass(frozen=True, slots=True)
class RegionProblem:
    """What is to be said of a text that stands for a region.

    kind     display: Azure reads it, comparisons do not; misspelt: near to a region, refused; unknown: like none
    message  a sentence or two for the user
    name     the region to write instead, where that is clear
    """

    kind: Literal["display", "misspelt", "unknown"]
    message: str
    name: str | None = None


def problem(text: str, extra: Iterable[str] = ()) -> RegionProblem | None:
    """Why a text is not how a region should be written; None for a good one, an empty text, or a translated name.

    `extra` are regions that the user vouches for. A region that is like none here may be newer than our tables, so
    "unknown" proves nothing.
    """
    found = find(text)
    if found is not None:
        if spelling(text) != "display":
            return None
        message = f"Azure reads `{short(text)}` as `{found.name}`, but comparisons in templates and scripts do not"
        return RegionProblem("display", f"{message}. Write `{found.name}`", found.name)
    wanted = normalise(text)
    if not wanted or any(normalise(name) == wanted for name in extra):
        return None
    if (taken := _not_evaluated(text)) is not None:
        return RegionProblem("unknown", taken)
    near = nearest(text)
    if near is None or _may_be_new(wanted, near):
        message = f"`{short(text)}` is no Azure region that is known here"
        return RegionProblem("unknown", f"{message}. If it is a new one, add it to `extra-regions`")
    message = f"`{short(text)}` is no Azure region: the service refuses it. Did you mean `{near}`?"
    return RegionProblem("misspelt", message, near)


def _not_evaluated(text: str) -> str | None:
    """What is to be said of a text that was meant to be an expression; None for any other."""
    if not re.match(_CALL, text):
        return None
    if text.startswith("[") and text.endswith("]"):
        return f"`{short(text)}` is taken as plain text: only deployment templates have expressions. Write the region"
    return f"`{short(text)}` is taken as plain text: an expression stands between `[` and `]`"


def _may_be_new(wanted: str, near: str) -> bool:
    """Whether it is made as Azure makes names, and not one slip from a known one, or only another number.

    `eastus3` is near to `eastus2`, and `southeastus3` to `southeastasia`: both may exist one day.
    """
    stem = wanted[:-1]
    if wanted[-1:] in set("123456789") and not stem[-1:].isdigit() and (stem in REGIONS or f"{stem}2" in REGIONS):
        return True
    words = {word.lower() for region in REGIONS.values() for word in region.display.split() if word.isalpha()}
    return wanted.startswith(tuple(words)) and distance(wanted, near, 1) > 1
