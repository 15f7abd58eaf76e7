"""Addresses of the documentation, compared with the reference."""

from __future__ import annotations

from typing import Any

from aiblsp.facts import links


def test_addresses() -> None:
    assert links.section("vmSize") == (
        "https://learn.microsoft.com/azure/virtual-machines/linux/image-builder-json#vmsize-optional"
    )
    assert links.section("vmSize", "zh-cn") == (
        "https://learn.microsoft.com/zh-cn/azure/virtual-machines/linux/image-builder-json#vmsize-optional"
    )
    assert links.localised("https://github.com/a", "zh-cn") == "https://github.com/a"


def test_reference(reference: dict[str, Any]) -> None:
    anchors = reference["docAnchors"]
    assert {name: f"#{anchor}" for name, anchor in links.SECTIONS.items()} == anchors["anchors"]
    assert anchors["base"] == links.REFERENCE
    assert links.localised(links.REFERENCE, "zh-cn") == anchors["baseZh"]
    published = reference["docPages"]
    for name in links.PAGES:
        assert links.page(name) == published.pop(name)
    assert links.template_reference("<version>") == published.pop("ARM/Bicep reference (per version)")
    assert links.ARM_SCHEMA.format(version="<version>") == published.pop("published ARM schema")
    assert set(published) == {"swagger"}
