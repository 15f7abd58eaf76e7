"""Sizes of virtual machines: names taken apart, what they boot, and until when they live."""

from __future__ import annotations

import pytest

from aiblsp.facts import sizes


def parsed(name: str) -> sizes.VmSize:
    size = sizes.parse(name)
    assert size is not None, name
    return size


@pytest.mark.parametrize(
    ("name", "family", "vcpus", "features", "version", "series"),
    [
        ("Standard_D2s_v5", "D", 2, "s", 5, "Dsv5"),
        ("Standard_D1_v2", "D", 1, "", 2, "Dv2"),
        ("Standard_DS1_v2", "D", 1, "s", 2, "Dsv2"),
        ("Standard_DS11-1_v2", "D", 1, "s", 2, "Dsv2"),
        ("Standard_D2ds_v4", "D", 2, "ds", 4, "Ddsv4"),
        ("Standard_D2ps_v5", "D", 2, "ps", 5, "Dpsv5"),
        ("Standard_E4-2ads_v5", "E", 2, "ads", 5, "Eadsv5"),
        ("Standard_E104is_v5", "E", 104, "is", 5, "Eisv5"),
        ("Standard_NC4as_T4_v3", "NC", 4, "as", 3, "NCasv3"),
        ("Standard_NV36ads_A10_v5", "NV", 36, "ads", 5, "NVadsv5"),
        ("Standard_ND96asr_v4", "ND", 96, "asr", 4, "NDasrv4"),
        ("Standard_M192idms_v2", "M", 192, "idms", 2, "Midmsv2"),
        ("Standard_B2ms", "B", 2, "ms", 1, "Bms"),
        ("Standard_A1_v2", "A", 1, "", 2, "Av2"),
        ("Basic_A0", "A", 0, "", 1, "A"),
        ("Standard_GS4-8", "G", 8, "s", 1, "Gs"),
        ("Standard_F2s_v2", "F", 2, "s", 2, "Fsv2"),
        ("Standard_L8s_v2", "L", 8, "s", 2, "Lsv2"),
        ("Standard_DC2as_v5", "DC", 2, "as", 5, "DCasv5"),
        ("Standard_HB120rs_v3", "HB", 120, "rs", 3, "HBrsv3"),
        ("Standard_DS2_v2_Promo", "D", 2, "s", 2, "Dsv2"),
        ("standard_d2s_v5", "D", 2, "s", 5, "Dsv5"),
    ],
)
def test_parts(name: str, family: str, vcpus: int, features: str, version: int, series: str) -> None:
    size = parsed(name)
    assert (size.family, size.vcpus, size.features, size.version, size.series) == (
        family,
        vcpus,
        features,
        version,
        series,
    )


@pytest.mark.parametrize("name", ["", "D2_v2", "Standard D2 v2", "Standard_", "Standard_D", "Standard_D2s_v5 ", "2"])
def test_other_text(name: str) -> None:
    assert sizes.parse(name) is None
    assert not sizes.looks_like_size(name)


@pytest.mark.parametrize("name", ["Standard_X9zz_v12", "standard_D2s_v5", "Basic_A1", "Standard_E4-2s_v3"])
def test_form(name: str) -> None:
    assert sizes.looks_like_size(name)


@pytest.mark.parametrize(
    ("name", "gen1", "gen2", "certain"),
    [
        ("Standard_D1_v2", True, False, True),
        ("Standard_D2_v3", True, False, True),
        ("Standard_D2ads_v6", False, True, True),
        ("Standard_E2s_v6", False, True, True),
        ("Standard_DS2_v2", True, True, False),
        ("Standard_D2s_v3", True, True, False),
        ("Standard_D2_v5", True, True, False),
        ("Standard_D2", True, False, False),
        ("Standard_A2_v2", True, False, False),
        ("Standard_B2ms", True, True, False),
        ("Standard_B2pts_v2", False, True, False),
        ("Standard_D2ps_v5", False, True, False),
        ("Standard_F2", True, False, False),
        ("Standard_F2s_v2", True, True, False),
        ("Standard_DC2s_v2", False, True, False),
        ("Standard_M32ms_v3", False, True, False),
        ("Standard_NC6", True, False, False),
        ("Standard_NC6s_v3", True, True, False),
        ("Standard_L8s_v2", True, True, False),
    ],
)
def test_boots(name: str, gen1: bool, gen2: bool, certain: bool) -> None:
    found = sizes.boots(parsed(name))
    assert found is not None
    assert (found.gen1, found.gen2, found.certain) == (gen1, gen2, certain)


@pytest.mark.parametrize("name", ["Standard_E2_v3", "Standard_HB120rs_v3", "Standard_X2_v9", "Standard_G1"])
def test_boots_unknown(name: str) -> None:
    assert sizes.boots(parsed(name)) is None


@pytest.mark.parametrize(
    ("name", "date"),
    [
        ("Standard_D1_v2", "2028-05-01"),
        ("Standard_DS2_v2", "2028-05-01"),
        ("Standard_D2", "2028-05-01"),
        ("Standard_L4s", "2028-05-01"),
        ("Standard_L8s_v2", "2028-11-15"),
        ("Standard_A1_v2", "2028-11-15"),
        ("Standard_A2m_v2", "2028-11-15"),
        ("Standard_B2ms", "2028-11-15"),
        ("Standard_F4", "2028-11-15"),
        ("Standard_F4s_v2", "2028-11-15"),
        ("Standard_GS4", "2028-11-15"),
        ("Standard_NV12s_v3", "2026-09-30"),
        ("Standard_NV4as_v4", "2026-09-30"),
        ("Standard_NC6s_v3", "2025-09-30"),
        ("Standard_NC4as_T4_v3", None),
        ("Standard_M192is_v2", "2027-03-31"),
        ("Standard_M192s_v2", None),
        ("Standard_B2s_v2", None),
        ("Standard_D2s_v3", None),
        ("Standard_D2ds_v4", None),
        ("Standard_F4s_v3", None),
        ("Standard_NV36ads_A10_v5", None),
        ("Standard_A1", None),
    ],
)
def test_retirement(name: str, date: str | None) -> None:
    assert sizes.retirement(parsed(name)) == date


@pytest.mark.parametrize(
    ("name", "arm", "gpu", "temporary", "small"),
    [
        ("Standard_D2ps_v5", True, False, False, False),
        ("Standard_D2ds_v4", False, False, True, False),
        ("Standard_D2s_v5", False, False, False, False),
        ("Standard_D1_v2", False, False, True, True),
        ("Standard_DS1_v2", False, False, True, True),
        ("Standard_A2_v2", False, False, True, True),
        ("Standard_B1ms", False, False, True, True),
        ("Standard_D2_v2", False, False, True, False),
        ("Standard_NC4as_T4_v3", False, True, True, False),
        ("Standard_NP10s", False, False, True, False),
    ],
)
def test_properties(name: str, arm: bool, gpu: bool, temporary: bool, small: bool) -> None:
    size = parsed(name)
    assert (
        sizes.architecture(size) == "Arm64",
        sizes.is_gpu(size),
        sizes.has_temporary_disk(size),
        sizes.is_small(size),
    ) == (arm, gpu, temporary, small)


def test_suggested_sizes_are_sizes() -> None:
    for name, vcpus, _ in sizes.SUGGESTED:
        assert sizes.looks_like_size(name)
        assert parsed(name).vcpus == vcpus
    for name in (sizes.DEFAULT_GEN1, sizes.DEFAULT_GEN2, sizes.DEFAULT_PROXY, sizes.RECOMMENDED_WINDOWS):
        assert sizes.looks_like_size(name)


@pytest.mark.parametrize("unit", ["a", "1", "_", "_a", "-1", "Standard_", "_v2"])
def test_long_text(unit: str) -> None:
    for text in (unit * 50_000, "Standard_D2" + unit * 50_000):
        sizes.parse(text)
        sizes.looks_like_size(text)
