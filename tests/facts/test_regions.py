"""Region names: as written, translated, mistyped; and the table compared with the reference."""

from __future__ import annotations

from typing import Any

import pytest

from aiblsp.facts.regions import REGIONS, SUPPORTED, find, nearest, normalise, problem, spelling


@pytest.mark.parametrize(
    ("text", "name", "how"),
    [
        ("westus2", "westus2", "canonical"),
        ("West US 2", "westus2", "display"),
        ("WestUS2", "westus2", "display"),
        ("west-us-2", "westus2", "display"),
        ("South East Asia", "southeastasia", "display"),
        ("Southeast Asia", "southeastasia", "display"),
        ("USGov Virginia", "usgovvirginia", "display"),
        ("US Gov Virginia", "usgovvirginia", "display"),
        ("usgovva", "usgovvirginia", "alias"),
        ("美国西部 2", "westus2", "localised"),
        ("美国西部2", "westus2", "localised"),
        ("北欧", "northeurope", "localised"),
        ("US Gov 弗吉尼亚州", "usgovvirginia", "localised"),
        ("Mexico Central", "mexicocentral", "display"),
        ("moon", None, None),
        ("", None, None),
    ],
)
def test_find(text: str, name: str | None, how: str | None) -> None:
    region = find(text)
    assert (region.name if region else None, spelling(text)) == (name, how)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("westeurop", "westeurope"),
        ("West Eruope", "westeurope"),
        ("esatus", "eastus"),
        ("germanywestcentrl", "germanywestcentral"),
        ("北欧", "northeurope"),
        ("global", None),
        ("mars", None),
        ("", None),
    ],
)
def test_nearest(text: str, name: str | None) -> None:
    assert nearest(text) == name


def test_clouds() -> None:
    assert [REGIONS[name].cloud for name in ("westus", "usgovvirginia", "usdodeast", "chinanorth3")] == [
        "public",
        "usgov",
        "usgov",
        "china",
    ]


def test_every_name_is_its_own_normal_form() -> None:
    for name, region in REGIONS.items():
        assert normalise(name) == name
        assert find(region.display) is region
        for chinese in region.chinese:
            assert find(chinese) is region


def test_table_matches_the_reference(reference: dict[str, Any]) -> None:
    rows = reference["regions"]
    assert [row["name"] for row in rows] == list(SUPPORTED)
    assert {name for name, region in REGIONS.items() if not region.supported} == set(reference["otherAzureRegions"])
    assert {name for name, region in REGIONS.items() if region.zones} == set(reference["zoneRegions"])
    for row in rows:
        region = REGIONS[row["name"]]
        assert region.supported
        assert region.in_seed == row["inSeed"]
        assert normalise(region.display) == normalise(row["displayName"])
        assert row["zh"] == "—" or region.chinese[0] in row["zh"]
        assert region.feature is None or region.feature in row["note"]
        assert (region.feature is None) == ("preview" not in (row["note"] or ""))


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        ("West US 2", "display", "westus2"),
        ("WESTUS2", "display", "westus2"),
        ("westus22", "misspelt", "westus2"),
        ("moonbase", "unknown", None),
        ("eastus3", "unknown", None),
        ("southcentralus2", "unknown", None),
        ("southeastus3", "unknown", None),
        ("southafricaeast", "unknown", None),
        ("southeastaisa", "misspelt", "southeastasia"),
        ("northeurpe", "misspelt", "northeurope"),
    ],
)
def test_what_is_wrong_with_the_name_of_a_region(text: str, kind: str, name: str | None) -> None:
    found = problem(text)
    assert found is not None
    assert (found.kind, found.name) == (kind, name)
    assert f"`{text}`" in found.message


@pytest.mark.parametrize("text", ["westus2", "switzerlandwest", "西欧", "", "Moon Base"])
def test_nothing_is_wrong_with_a_region(text: str) -> None:
    assert problem(text, extra=("moonbase",)) is None


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[resourceGroup().location]", "only deployment templates have expressions"),
        ("[parameters('location')", "stands between `[` and `]`"),
        ("parameters('location')", "stands between `[` and `]`"),
        ("resourceGroup().location", "stands between `[` and `]`"),
    ],
)
def test_what_was_meant_to_be_an_expression(text: str, told: str) -> None:
    found = problem(text)
    assert found is not None
    assert found.kind == "unknown"
    assert told in found.message
    assert "extra-regions" not in found.message
