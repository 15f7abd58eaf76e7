"""The Chinese texts: one for every place that has an English one, and none for a place that is not there."""

from __future__ import annotations

import re
from typing import Any

import pytest

from aiblsp.schema.source import ROOTS, Spec, by_path
from aiblsp.schema.store import texts

CHINESE = texts("zh-cn")
HAN = re.compile(r"[\u4e00-\u9fff]")
NAMES_ONLY = {"SKU"}  # titles that are the same in every language


def spoken(resource: str) -> dict[str, Spec]:
    """The places of the contract with words of their own; a discriminator speaks once, at its union."""
    nodes = by_path(resource)
    unions = {path: node["discriminator"] for path, node in nodes.items() if "types" in node}
    repeated = {f"{path}<{name}>.{kind}" for path, kind in unions.items() for name in nodes[path]["types"]}
    return {path: node for path, node in nodes.items() if path not in repeated and "title" in node}


def entry(resource: str, path: str) -> dict[str, Any]:
    found = CHINESE[resource][path]
    said: dict[str, Any] = CHINESE[resource][found] if isinstance(found, str) else found
    return said


@pytest.mark.parametrize("resource", ROOTS)
def test_the_places_are_the_same(resource: str) -> None:
    assert {"missing": spoken(resource).keys() - CHINESE[resource].keys()} == {"missing": set()}
    assert {"left over": CHINESE[resource].keys() - spoken(resource).keys()} == {"left over": set()}


@pytest.mark.parametrize("resource", ROOTS)
def test_each_place_has_the_same_parts(resource: str) -> None:
    wrong = []
    for path, node in spoken(resource).items():
        said = entry(resource, path)
        expected = {"title", "description"} | ({"notes"} & node.keys())
        expected |= {"values"} & node.keys() | ({"default"} if "defaultText" in node else set())
        expected |= (
            {"defaultBefore"} if any("defaultText" in part for part in node.get("before", {}).values()) else set()
        )
        if said.keys() != expected:
            wrong.append(f"{resource} {path}: {sorted(said.keys() ^ expected)}")
        if len(said.get("notes", ())) != len(node.get("notes", ())):
            wrong.append(f"{resource} {path}: number of notes")
        if said.get("values", {}).keys() != node.get("values", {}).keys():
            wrong.append(f"{resource} {path}: {sorted(said['values'].keys() ^ node['values'].keys())}")
    assert wrong == []


@pytest.mark.parametrize("resource", ROOTS)
def test_every_text_is_chinese(resource: str) -> None:
    parts = [(path, part) for path in spoken(resource) for part in ("title", "description")]
    texts = [(path, part, entry(resource, path)[part]) for path, part in parts]
    assert [(path, part) for path, part, text in texts if not HAN.search(text) and text not in NAMES_ONLY] == []


@pytest.mark.parametrize("resource", ROOTS)
def test_a_text_quotes_the_names_that_the_english_one_quotes(resource: str) -> None:
    """Words in backticks are names of the contract; they must not get lost or be translated."""
    lost = {
        path: names
        for path, node in spoken(resource).items()
        if isinstance(CHINESE[resource][path], dict)
        and (names := quoted(node["description"]) - quoted(entry(resource, path)["description"]))
    }
    assert lost == {}


def quoted(text: str) -> set[str]:
    return set(re.findall(r"`([A-Za-z]+)`", text))


def test_the_texts_are_our_own() -> None:
    """No sentence stands in English where it should be Chinese, and no two places share one by copy."""
    seen: dict[str, str] = {}
    repeated = []
    for path, said in CHINESE["imageTemplates"].items():
        if isinstance(said, dict) and len(said["description"]) > 40:
            if said["description"] in seen:
                repeated.append(f"{path} = {seen[said['description']]}")
            seen[said["description"]] = path
    assert repeated == []
